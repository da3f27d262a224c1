import { runIdOf } from '../../audit/conclude.js';
import { type RunItem, parseItem, runItemSchema, runSummarySchema } from '../../audit/record/items.js';
import type { RunSummary } from '../../audit/views/model.js';
import { RUN_PREFIX, latestKey, lookupStatus, reportKey, runKey } from '../../audit/record/keys.js';
import type { Condition } from './condition.js';
import { expiresAt } from './expiry.js';
import type { Table } from './table.js';

/** The published run of a report. */
export const readLatest = async (table: Table, report: string): Promise<RunItem | undefined> => {
  const item = await table.get(latestKey(report));
  return item === undefined ? undefined : parse(item);
};

/** Publishes a run, in the place of the one that was read; false where another was published meanwhile. */
export const putLatest = (table: Table, item: RunItem, read: RunItem | undefined): Promise<boolean> => {
  const { report, status } = item;
  const condition: Condition = read === undefined ? 'ABSENT' : { still: { runId: read.runId } };
  return table.put({ ...latestKey(report), lookupPk: lookupStatus(status), lookupSk: report, ...item }, condition);
};

/** Takes the latest run out of the index of statuses, when its report is declared no more; it stays as long as its history. */
export const retireLatest = async (table: Table, report: string, keptFor: number): Promise<void> => {
  const latest = await readLatest(table, report);
  if (latest === undefined) return;
  // As long as the history has it.
  const expires = latest.evidence?.until ?? keptUntil(latest, keptFor);
  await table.put({ ...latestKey(report), ...latest, expires }, { still: { runId: latest.runId } });
};

/** When a run's item expires. */
export const keptUntil = ({ publishedAt }: Pick<RunItem, 'publishedAt'>, keptFor: number): number =>
  expiresAt(Date.parse(publishedAt) + keptFor);

/** Adds a run to the history of its report; one that is there stays as it is. */
export const putRun = (table: Table, item: RunItem, keptFor: number): Promise<boolean> =>
  table.put(
    { ...runKey(item.report, item.runId), ...item, expires: item.evidence?.until ?? keptUntil(item, keptFor) },
    'ABSENT',
  );

export const readRun = async (table: Table, report: string, runId: string): Promise<RunItem | undefined> => {
  const item = await table.get(runKey(report, runId));
  return item === undefined ? undefined : parse(item);
};

const SUMMARY = Object.keys(runSummarySchema.shape);

/** A stretch of history, by when runs are of; both ends are in it. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** How many runs are asked for at once. */
  readonly atOnce?: number;
}

/** Published runs of a report, newest first; all, or those of a time. */
export async function* readHistory(table: Table, report: string, stretch?: Stretch): AsyncGenerator<RunSummary> {
  const which = stretch === undefined ? { prefix: RUN_PREFIX } : within(stretch);
  const options = { ...which, attributes: SUMMARY, newestFirst: true };
  for await (const item of table.query(reportKey(report), options))
    yield parseItem(runSummarySchema, item, `A run of report ${report}`);
}

/** The run of a report that was the latest one at a time. */
export const readRunAt = async (table: Table, report: string, at: number): Promise<RunItem | undefined> => {
  const query = { ...within({ from: 0, to: at, atOnce: 1 }), newestFirst: true };
  for await (const item of table.query(reportKey(report), query)) {
    const run = parse(item);
    // One that builds upon another has its id, and is of a later time.
    if (Date.parse(run.asOf) <= at) return run;
  }
  return undefined;
};

// Ids begin with the run's time; `~` is after whatever follows it.
const within = ({ from, to, atOnce }: Stretch) => ({
  between: [`${RUN_PREFIX}${runIdOf(from, '')}`, `${RUN_PREFIX}${runIdOf(to, '~')}`] as const,
  ...(atOnce === undefined ? {} : { atOnce }),
});

const parse = (item: unknown): RunItem => parseItem(runItemSchema, item, 'A run');
