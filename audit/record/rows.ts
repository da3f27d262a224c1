import { canonical } from '../canonical.js';
import type { ResourceRow } from '../row.js';
import { type RowItem, RECORD_VERSION } from './items.js';
import { rowIdOf } from './keys.js';

/** Versions of rows as a table holds them → the rows that were there as of a run: of each the newest version up to it. */
export const rowsAsOf = (versions: Iterable<RowItem>, runId: string | undefined): Map<string, RowItem> => {
  const rows = new Map<string, RowItem>();
  if (runId === undefined) return rows;
  for (const item of versions) {
    if (item.runId > runId) continue;
    const id = rowIdOf(item.row.filterSet, item.row.resourceArn);
    const known = rows.get(id);
    if (known === undefined || known.runId < item.runId) rows.set(id, item);
  }
  for (const [id, { gone }] of rows) if (gone === true) rows.delete(id);
  return rows;
};

/** What a run writes: rows that changed since the run before, and marks where one is no more. */
export const changedRows = (
  report: string,
  runId: string,
  rows: readonly ResourceRow[],
  identities: ReadonlyMap<string, string>,
  before: ReadonlyMap<string, RowItem>,
): RowItem[] => {
  const changed: RowItem[] = [];
  const present = new Set<string>();
  for (const row of rows) {
    const id = rowIdOf(row.filterSet, row.resourceArn);
    const identity = identities.get(row.filterSet) ?? '';
    present.add(id);
    const known = before.get(id);
    if (known !== undefined && known.identity === identity && canonical(known.row) === canonical(row)) continue;
    changed.push({ version: RECORD_VERSION, report, runId, identity, row });
  }
  for (const [id, { row, identity }] of before) {
    if (!present.has(id)) changed.push({ version: RECORD_VERSION, report, runId, identity, gone: true, row });
  }
  return changed;
};
