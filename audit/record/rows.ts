import { canonical } from '../canonical.js';
import type { ResourceRow } from '../row.js';
import { DAY } from '../schema.js';
import { type RowItem, RECORD_VERSION } from './items.js';
import { rowIdOf } from './keys.js';

const idOf = ({ row }: RowItem): string => rowIdOf(row.filterSet, row.resourceArn);

/**
 * Versions of rows as a table holds them → the ones that make up a run: of each row the newest that one of `runs` wrote,
 * marks of rows that are no more among them. Only runs that a published run names count: what was written by one that was
 * overtaken, or ended before it was published, is never seen.
 */
export const versionsOf = (versions: Iterable<RowItem>, runs: Iterable<string>): Map<string, RowItem> => {
  const named = new Set(runs);
  const found = new Map<string, RowItem>();
  for (const item of versions) {
    if (!named.has(item.runId)) continue;
    const known = found.get(idOf(item));
    if (known === undefined || known.runId < item.runId) found.set(idOf(item), item);
  }
  return found;
};

/** The rows of a run. */
export const rowsAsOf = (versions: Iterable<RowItem>, runs: Iterable<string>): RowItem[] =>
  [...versionsOf(versions, runs).values()].filter(({ gone }) => gone !== true);

/** What the rows of a run are written with. */
export interface RowContext {
  readonly report: string;
  readonly runId: string;
  readonly asOf: number;
  /** Filters of each filter set. */
  readonly identities: ReadonlyMap<string, string>;
  /** How long a resource is remembered after its newest job. */
  readonly forgetAfter: number;
  /** Whether most of the rows are those of the run before, which stand: nothing was read of them. */
  readonly isPart?: boolean;
}

export interface RowChanges {
  /** Rows that changed since the run before, and marks where one is no more. */
  readonly written: readonly RowItem[];
  /** Versions that an earlier try of this run wrote and that are no part of it any more. */
  readonly stale: readonly RowItem[];
  /** Runs whose versions make up this one's rows. */
  readonly rowRuns: readonly string[];
}

// A published run names the runs that its rows are from; beyond so many, rows of the oldest are written anew.
const MOST_ROW_RUNS = 200;

/** What a run changes of the versions there are; `runs` are those that make up the run before it. */
export const changedRows = (
  context: RowContext,
  rows: readonly ResourceRow[],
  versions: readonly RowItem[],
  runs: Iterable<string>,
): RowChanges => {
  const before = versionsOf(versions, runs);
  const after = new Map(before);
  const present = new Set<string>();
  for (const row of rows) {
    const id = rowIdOf(row.filterSet, row.resourceArn);
    const known = before.get(id);
    const item = versionOf(context, row, known);
    present.add(id);
    if (known === undefined || !(context.isPart === true ? stands(known, item) : isSame(known, item)))
      after.set(id, item);
  }
  for (const [id, item] of before) if (!present.has(id) && item.gone !== true) after.set(id, mark(context, item));
  const rowRuns = compacted(context, after);
  const isMine = ({ runId }: RowItem): boolean => runId === context.runId;
  return {
    written: [...after.values()].filter(isMine),
    stale: versions.filter((item) => isMine(item) && after.get(idOf(item))?.runId !== context.runId),
    rowRuns,
  };
};

const versionOf = (context: RowContext, row: ResourceRow, before: RowItem | undefined): RowItem => {
  const { report, runId, asOf, identities, forgetAfter } = context;
  const identity = identities.get(row.filterSet) ?? '';
  const seen = seenOf(row, before?.identity === identity && before.gone !== true ? before : undefined, asOf);
  const last = row.newestJob === undefined ? seen : Date.parse(row.newestJob);
  return {
    version: RECORD_VERSION,
    report,
    runId,
    identity,
    seen: new Date(seen).toISOString(),
    // A week longer than it is judged, for reports that seldom run.
    expires: Math.ceil((last + forgetAfter + 7 * DAY) / 1000),
    row,
  };
};

/** When a job of the row was last read; to the day, and only where no date of a job tells it better. */
const seenOf = (row: ResourceRow, before: RowItem | undefined, asOf: number): number => {
  if (before === undefined) return asOf;
  const seen = Date.parse(before.seen);
  return row.remembered || row.newestJob !== undefined || asOf - seen < DAY ? seen : asOf;
};

const stands = (known: RowItem, item: RowItem): boolean =>
  known.gone !== true && known.identity === item.identity && canonical(known.row) === canonical(item.row);

const isSame = (a: RowItem, b: RowItem): boolean =>
  a.gone === b.gone &&
  a.identity === b.identity &&
  a.expires === b.expires &&
  a.seen === b.seen &&
  canonical(a.row) === canonical(b.row);

/** It outlives every version that it hides. */
const mark = ({ runId }: RowContext, item: RowItem): RowItem => ({
  ...item,
  runId,
  gone: true,
  expires: item.expires + (7 * DAY) / 1000,
});

const compacted = ({ runId }: RowContext, after: Map<string, RowItem>): string[] => {
  const runsOf = () => [...new Set([...after.values()].map((item) => item.runId))].sort();
  const runs = runsOf();
  if (runs.length <= MOST_ROW_RUNS) return runs;
  const oldest = new Set(runs.slice(0, runs.length - MOST_ROW_RUNS / 2));
  for (const [id, item] of after) if (oldest.has(item.runId)) after.set(id, { ...item, runId });
  return runsOf();
};

type RowsOf = { readonly runId: string; readonly rowRuns: readonly string[] };

/**
 * Versions that no reader needs any more, once `latest` is published: not part of it, nor of the run before, which a reader
 * may just be reading. A mark is needed as long as it hides something.
 */
export const supersededRows = (versions: readonly RowItem[], latest: RowsOf, before: RowsOf | undefined): RowItem[] => {
  const ofLatest = new Set(versionsOf(versions, latest.rowRuns).values());
  const ofBefore = new Set(versionsOf(versions, before?.rowRuns ?? []).values());
  const count = new Map<string, number>();
  for (const item of versions) count.set(idOf(item), (count.get(idOf(item)) ?? 0) + 1);
  return versions.filter((item) => {
    // A newer run is about to be published.
    if (item.runId > latest.runId) return false;
    // A run later than what it hid, so that cleaning up twice comes to the same.
    if (item.gone === true && count.get(idOf(item)) === 1) return item.runId < (before?.runId ?? '');
    return !ofLatest.has(item) && !ofBefore.has(item);
  });
};
