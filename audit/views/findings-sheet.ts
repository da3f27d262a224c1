import type { Finding } from '../finding.js';
import type { Run } from '../run.js';
import { JOB_COLUMNS, jobCells } from './job-columns.js';
import type { Cell, Sheet } from './sheet.js';
import { plural } from './words.js';

export const ABOUT_THE_REPORT = ['record', 'report', 'runId', 'asOf', 'status'] as const;

const ABOUT_THE_FINDING = [
  'severity',
  'control',
  'controlId',
  'filterSet',
  'verdict',
  'subjectType',
  'subject',
  'resourceArn',
  'resourceType',
  'accountId',
  'found',
  'expected',
  'cause',
  'remedy',
  'firstSeen',
  'exempt',
  'exemptUntil',
  'findingId',
] as const;

type Named = Partial<Record<(typeof ABOUT_THE_FINDING)[number], Cell>>;

const NO_JOB = jobCells(undefined);

/**
 * One row a finding, worst first, with the copy job's own fields. Before them a row of the report itself, and one of each unit
 * and control that could not be read or judged: a file without findings is no proof of anything.
 */
export const findingsSheet = (runs: readonly Run[]): Sheet => ({
  columns: [...ABOUT_THE_REPORT, ...ABOUT_THE_FINDING, ...JOB_COLUMNS],
  rows: rowsOfAll(runs),
});

function* rowsOfAll(runs: readonly Run[]): Generator<readonly Cell[]> {
  for (const run of runs) {
    const row = (record: string, named: Named, job = NO_JOB) => [
      ...aboutTheReport(record, run),
      ...ABOUT_THE_FINDING.map((name) => named[name]),
      ...job,
    ];
    yield* rowsOfTheReport(run, row);
    for (const finding of run.findings) yield row('finding', cellsOf(finding), jobCells(finding.job));
  }
}

/** A row of the report, and one for whatever could not be read or judged. */
export function* rowsOfTheReport<T>(run: Run, row: (record: string, named: Named) => T): Generator<T> {
  yield row('report', { found: sentenceOf(run) });
  for (const { filterSet, accountId, region, error } of run.units)
    if (error !== undefined)
      yield row('unread', { filterSet, accountId, subject: `${accountId} ${region}`, found: error });
  for (const { error, control, controlId, filterSet, severity } of run.controls)
    if (error !== undefined) yield row('notJudged', { control, controlId, filterSet, severity, found: error });
}

/** What every row says of the report that it belongs to. */
export const aboutTheReport = (record: string, { report, runId, asOf, status }: Run): readonly Cell[] => [
  record,
  report,
  runId,
  asOf,
  status,
];

const sentenceOf = ({ counts, findingCounts, complete }: Run): string => {
  const exempt = findingCounts.exempt === 0 ? '' : `, ${findingCounts.exempt} of them exempt`;
  const read = `${plural(counts.copyJobs, 'copy job')} of ${plural(counts.resources, 'resource')}`;
  return `${read}: ${plural(findingCounts.total, 'finding')}${exempt}${complete ? '' : '; not everything could be read'}`;
};

const cellsOf = (finding: Finding): Named => {
  const { subject, exempt, exemptionEnded, cause, remedy } = finding;
  return {
    severity: finding.severity,
    control: finding.control,
    controlId: finding.controlId,
    filterSet: finding.filterSet,
    verdict: finding.verdict,
    subjectType: subject.type,
    subject: subject.id,
    resourceArn: subject.resourceArn,
    resourceType: subject.resourceType,
    accountId: subject.accountId,
    found: finding.found,
    expected: finding.expected,
    cause: cause?.title,
    remedy: cause?.remedy ?? remedy,
    firstSeen: finding.firstSeen,
    exempt: exempt?.reason,
    exemptUntil: (exempt ?? exemptionEnded)?.until,
    findingId: finding.id,
  };
};
