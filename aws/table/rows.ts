import { type Entry, entryOf, inOrder } from '../../audit/evidence/list.js';
import { type RowItem, parseItem, rowItemSchema } from '../../audit/record/items.js';
import { type Key, lookupResource, partitionOfRows, rowKey } from '../../audit/record/keys.js';
import type { ResourceRow } from '../../audit/row.js';
import type { Item, Table } from './table.js';

/** Every version of every row of a report. */
export const readVersions = async (table: Table, report: string): Promise<RowItem[]> => {
  const versions: RowItem[] = [];
  for await (const item of table.query(partitionOfRows(report))) versions.push(rowItemOf(item));
  return versions;
};

export const rowItemOf = (item: Item): RowItem => parseItem(rowItemSchema, item, 'A row');

export const writeVersions = (table: Table, written: readonly RowItem[], removed: readonly RowItem[]): Promise<void> =>
  table.write(written.map(stored), removed.map(keyOf));

/** What the digest of a run has to cover of its rows. */
export const listedRows = (rows: readonly RowItem[]): Entry[] => inOrder(rows.map((row) => entryOf(stored(row))));

/**
 * Rows of a run as they lie in the table, in the order of their list: of each row the newest version that is of one of the runs.
 * Versions of one row lie next to each other, oldest first.
 */
export async function* rowEntries(table: Table, report: string, rowRuns: readonly string[]): AsyncGenerator<Entry> {
  const runs = new Set(rowRuns);
  let newest: Item | undefined;
  for await (const item of table.query(partitionOfRows(report))) {
    const [row, run] = placeOf(item);
    const isMisplaced = run !== item['runId'];
    if (!runs.has(run) && !(isMisplaced && runs.has(String(item['runId'])))) continue;
    if (newest !== undefined && placeOf(newest)[0] !== row) {
      yield* present(newest);
      newest = undefined;
    }
    if (!isMisplaced) {
      newest = item;
      continue;
    }
    // Readers go by what it says, so it counts for itself: no list has it. What it should have hidden is not to blame.
    if (runs.has(run)) newest = undefined;
    yield entryOf(item);
  }
  if (newest !== undefined) yield* present(newest);
}

function* present(item: Item): Generator<Entry> {
  if (item['gone'] !== true) yield entryOf(item);
}

/** Rows of a run, in the order of their keys, one after the other: nobody holds them all. */
export async function* readRows(table: Table, report: string, rowRuns: readonly string[]): AsyncGenerator<ResourceRow> {
  const runs = new Set(rowRuns);
  let newest: Item | undefined;
  for await (const item of table.query(partitionOfRows(report))) {
    const [row, run] = placeOf(item);
    if (newest !== undefined && placeOf(newest)[0] !== row) {
      yield* rowIn(newest);
      newest = undefined;
    }
    if (runs.has(run)) newest = item;
  }
  if (newest !== undefined) yield* rowIn(newest);
}

const rowIn = (item: Item): ResourceRow[] => (item['gone'] === true ? [] : [rowItemOf(item).row]);

/** The row that a sort key is of, without the run that wrote the version. */
export const rowOfKey = (sk: string): string => sk.slice(0, sk.lastIndexOf('#'));

/** The row and the run of a version, as its sort key says. */
const placeOf = ({ sk }: Item): readonly [string, string] => {
  const row = rowOfKey(String(sk));
  return [row, String(sk).slice(row.length + 1)];
};

const keyOf = ({ report, runId, row }: RowItem): Key => rowKey(report, row.filterSet, row.resourceArn, runId);

const stored = (item: RowItem): Item & Key => {
  const { report, runId, row } = item;
  return {
    ...keyOf(item),
    lookupPk: lookupResource(row.resourceArn),
    lookupSk: `${report}#${row.filterSet}#${runId}`,
    ...item,
    row: { ...row, bytes: storable(row.bytes) },
  };
};

// DynamoDB's numbers go from 1e-130 to 1e126, those of JSON further; a size that AWS reports is foreign.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
const storable = (size: number): number => (Math.abs(size) < 1e-100 ? 0 : Math.min(Math.max(size, -1e100), 1e100));
