import { RECORD_VERSION, ledgerItemSchema, parseItem } from '../../audit/record/items.js';
import { ledgerKey } from '../../audit/record/keys.js';
import { putBlob, readBlob } from './blobs.js';
import { expiresAt } from './expiry.js';
import type { Table } from './table.js';

/** When findings were first seen, by their ids. */
export type Ledger = ReadonlyMap<string, string>;

/** The ledger of a run; empty where it had no findings, or none that are kept any more. */
export const readLedger = async (table: Table, report: string, runId: string): Promise<Ledger> => {
  const key = ledgerKey(report, runId);
  const item = await table.get(key);
  if (item === undefined) return new Map();
  const blob = parseItem(ledgerItemSchema, item, `The ledger of run ${runId}`);
  return new Map(Object.entries((await readBlob(table, key, blob)) as Record<string, string>));
};

export const putLedger = async (
  table: Table,
  report: string,
  runId: string,
  ledger: Ledger,
  keptFor: number,
): Promise<void> => {
  const key = ledgerKey(report, runId);
  const expires = expiresAt(table.now() + keptFor);
  // Where nothing was found there is none, unless an earlier try of the run left one.
  if (ledger.size > 0 || (await table.get(key)) !== undefined)
    await putBlob(table, { ...key, version: RECORD_VERSION, expires }, Object.fromEntries(ledger));
};
