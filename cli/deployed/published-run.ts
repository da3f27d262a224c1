import type { Finding } from '../../audit/finding.js';
import type { Run } from '../../audit/run.js';
import type { PublishedRun } from '../../audit/views/model.js';
import type { ReportReader } from '../../aws/table/reader.js';

/** A published run by its id, or `latest`, or `previous`: the one before the latest. Throws where there is none. */
export const publishedRun = async (reader: ReportReader, report: string, which = 'latest'): Promise<PublishedRun> => {
  const latest = await reader.publishedRun(report);
  if (latest === undefined) {
    const names = await reader.reportNames();
    if (names.includes(report)) throw new Error(`Nothing of report ${report} is published yet`);
    throw new Error(`There is no report ${report}; there are ${names.join(', ') || 'none'}`);
  }
  if (which === 'latest') return latest;
  const runId = which === 'previous' ? latest.summary.previousRunId : which;
  if (runId === undefined) throw new Error(`Report ${report} has no run before its latest`);
  const found = await reader.publishedRun(report, { runId });
  if (found === undefined)
    throw new Error(`Report ${report} has no run ${runId} that is kept: copy-audit history lists its runs`);
  return found;
};

/** A run of the table, whole; without rows where they are kept no more. */
export interface KeptRun extends Omit<Run, 'resources'> {
  readonly resources?: Run['resources'] | undefined;
}

/** A published run with its findings, and with its rows where they are kept. */
export const keptRun = async (reader: ReportReader, { header }: PublishedRun): Promise<KeptRun> => {
  const { report, runId } = header;
  const findings: Finding[] = [];
  for await (const finding of reader.findingsOf(report, runId)) findings.push(finding);
  return { ...header, findings, resources: await reader.rowsOfRun(report, runId) };
};

/** The latest run of a report, whole, as `copy-audit run` prints it. */
export const latestRun = async (reader: ReportReader, report: string): Promise<Run> => {
  for (;;) {
    const { resources, ...run } = await keptRun(reader, await publishedRun(reader, report));
    // Two newer ones were published while it was read.
    if (resources !== undefined) return { ...run, resources };
  }
};
