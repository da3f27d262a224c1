import { shortArn } from '../views/plain.js';
import { subjectOf } from '../views/findings-text.js';
import { ReportReader } from '../../aws/table/reader.js';
import { publishedRun } from '../deployed/published-run.js';
import { readRunFile } from '../run-file.js';
import type { ExplainedFinding } from './explained.js';

// Enough to see that more has to be given.
const MOST = 5;

/** The finding of a file of runs whose id begins so. */
export const findingInFile = (file: string, beginning: string): ExplainedFinding =>
  theOnly(
    beginning,
    readRunFile(file).flatMap(({ report, runId, asOf, findings }) =>
      findings
        .filter(({ id }) => id.startsWith(beginning))
        .map((finding): ExplainedFinding => ({ report, runId, asOf, finding })),
    ),
    `${file} has`,
  );

/** The finding of the latest run of a report, or of any, whose id begins so. */
export const findingInTable = async (
  reader: ReportReader,
  beginning: string,
  { report, run }: { readonly report: string | undefined; readonly run: string },
): Promise<ExplainedFinding> => {
  const found: ExplainedFinding[] = [];
  for (const name of report === undefined ? await reader.reportNames() : [report]) {
    if (report === undefined && (await reader.latestOf(name)) === undefined) continue;
    const { header } = await publishedRun(reader, name, run);
    const { runId, asOf } = header;
    for (const finding of await reader.findingsBeginning(name, runId, beginning, MOST))
      found.push({ report: name, runId, asOf, finding });
  }
  return theOnly(beginning, found, report === undefined ? 'the latest runs have' : `that run of ${report} has`);
};

const theOnly = (beginning: string, found: readonly ExplainedFinding[], where: string): ExplainedFinding => {
  const [only, ...others] = found;
  if (only === undefined)
    throw new Error(`${beginning} is no control, no cause and no finding: ${where} no finding whose id begins so`);
  if (others.length === 0) return only;
  const told = found
    .slice(0, MOST)
    .map(({ report, finding }) => `${finding.id} (${report}, ${finding.controlId}, ${shortArn(subjectOf(finding))})`);
  const sentence = `${beginning} begins the ids of several findings: give more of it`;
  throw new Error([sentence, ...told].join('\n'));
};
