import { type RowItem, parseItem, rowItemSchema } from '../../audit/record/items.js';
import { type Key, lookupResource, partitionOfRows, rowKey } from '../../audit/record/keys.js';
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
