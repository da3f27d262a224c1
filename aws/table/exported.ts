import { DAY } from '../../audit/schema.js';
import { RECORD_VERSION, deliveredItemSchema, parseItem } from '../../audit/record/items.js';
import { deliveredKey } from '../../audit/record/keys.js';
import { expiresAt } from './expiry.js';
import { readHistory } from './runs.js';
import type { Table } from './table.js';

const DELIVERY = 'Export';
// Begun anew by each run.
const KEPT = 400 * DAY;

const readExported = async (table: Table, report: string): Promise<string | undefined> => {
  const item = await table.get(deliveredKey(report, DELIVERY));
  return item === undefined ? undefined : parseItem(deliveredItemSchema, item, `What was exported of ${report}`).runId;
};

/** Remembers which run of a report was exported last. */
export const putExported = async (table: Table, report: string, runId: string): Promise<void> => {
  const expires = expiresAt(table.now() + KEPT);
  await table.put({ ...deliveredKey(report, DELIVERY), version: RECORD_VERSION, report, runId, expires });
};

/**
 * Runs that are to be exported once `runId` was published, oldest first: all since the last one that was, for an export that
 * failed is made up for by the next. At first it is this one alone, and none where a newer one was exported already.
 */
export const runsToExport = async (table: Table, report: string, runId: string): Promise<string[]> => {
  const last = await readExported(table, report);
  if (last === undefined) return [runId];
  const runs: string[] = [];
  for await (const run of readHistory(table, report)) {
    if (run.runId <= last) break;
    if (run.runId <= runId) runs.push(run.runId);
  }
  return runs.reverse();
};
