import { sha256 } from '../canonical.js';
import { type Severity, severityRank } from '../status.js';

/** Attributes that keys are made of, and the one that DynamoDB expires items by (seconds since 1970). */
export const TABLE = {
  partition: 'pk',
  sort: 'sk',
  index: 'lookup',
  indexPartition: 'lookupPk',
  indexSort: 'lookupSk',
  expires: 'expires',
} as const;

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** A report's items: its definition, its latest run, its history. */
export const reportKey = (report: string): string => `REPORT#${report}`;
export const reportOfKey = ({ pk }: Key): string => pk.slice(reportKey('').length);
export const definitionKey = (report: string): Key => ({ pk: reportKey(report), sk: 'DEFINITION' });
export const latestKey = (report: string): Key => ({ pk: reportKey(report), sk: 'LATEST' });
export const RUN_PREFIX = 'RUN#';
export const runKey = (report: string, runId: string): Key => ({ pk: reportKey(report), sk: `${RUN_PREFIX}${runId}` });
/** Every run that was begun, published or not: what a purge has to look for. */
export const BEGUN_PREFIX = 'BEGUN#';
export const begunKey = (report: string, runId: string): Key => ({
  pk: reportKey(report),
  sk: `${BEGUN_PREFIX}${runId}`,
});

/** What a delivery, such as the one of events, said last of a report. */
export const deliveredKey = (report: string, delivery: string): Key => ({
  pk: reportKey(report),
  sk: `DELIVERED#${delivery}`,
});

/** What was started because of events of AWS Backup. */
export const atOnceKey = (report: string): Key => ({ pk: reportKey(report), sk: 'AT_ONCE' });

/** A run's own items: what it was planned as, what its units found, its findings. */
export const partitionOfRun = (report: string, runId: string): string => `RUN#${report}#${runId}`;
export const planKey = (report: string, runId: string): Key => ({ pk: partitionOfRun(report, runId), sk: 'PLAN' });
export const UNIT_PREFIX = 'UNIT#';
const sixDigits = (n: number): string => String(n).padStart(6, '0');
export const unitKey = (report: string, runId: string, index: number): Key => ({
  pk: partitionOfRun(report, runId),
  sk: `${UNIT_PREFIX}${sixDigits(index)}`,
});

export const FINDING_PREFIX = 'FINDING#';
/** Worst severity first; of one severity, what counts before what is exempt. */
export const findingKey = (
  report: string,
  runId: string,
  finding: { readonly id: string; readonly severity: Severity; readonly exempt?: unknown },
): Key => ({
  pk: partitionOfRun(report, runId),
  sk: `${findingPrefix(finding.severity)}${finding.exempt === undefined ? 0 : 1}#${finding.id}`,
});
export const findingPrefix = (severity: Severity): string => `${FINDING_PREFIX}${severityRank(severity)}#`;

/** Pieces of something larger than an item: the list of units, the result of one, when findings were first seen. */
export const chunkKey = (owner: Key, revision: string, number: number): Key => ({
  pk: `${owner.pk}#${owner.sk}`,
  sk: `CHUNK#${revision}#${sixDigits(number)}`,
});
/** The list of what a run's digest covers besides the run's own item: with it, what does not fit can be named. */
export const listKey = (report: string, runId: string, of: 'FINDINGS' | 'ROWS'): Key => ({
  pk: partitionOfRun(report, runId),
  sk: `LIST#${of}`,
});
export const ledgerKey = (report: string, runId: string): Key => ({ pk: partitionOfRun(report, runId), sk: 'LEDGER' });
export const unitListKey = (report: string, runId: string): Key => ({ pk: partitionOfRun(report, runId), sk: 'UNITS' });

/**
 * Rows have versions: the one that a run writes is seen when that run is published, and not before. A sort key ends at
 * 1,024 bytes and an ARN can be longer, so it is hashed.
 */
export const partitionOfRows = (report: string): string => `ROWS#${report}`;
export const rowIdOf = (filterSet: string, resourceArn: string): string =>
  `${filterSet}#${sha256(resourceArn).slice(0, 32)}`;
export const rowKey = (report: string, filterSet: string, resourceArn: string, runId: string): Key => ({
  pk: partitionOfRows(report),
  sk: `ROW#${rowIdOf(filterSet, resourceArn)}#${runId}`,
});

/** The index: every report that is declared; reports by status of their latest run; rows of one resource over all reports. */
export const LOOKUP_REPORTS = 'REPORTS';
export const lookupStatus = (status: string): string => `STATUS#${status}`;
// A partition key ends at 2,048 bytes, an ARN hardly ever does: a long one is looked up by its hash.
export const lookupResource = (resourceArn: string): string =>
  Buffer.byteLength(resourceArn) <= 1500 ? `RESOURCE#${resourceArn}` : `RESOURCE#sha256:${sha256(resourceArn)}`;
