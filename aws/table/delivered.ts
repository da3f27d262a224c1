import { type Told, toldSchema } from '../../audit/changes/told.js';
import { DAY } from '../../audit/schema.js';
import { type DeliveredItem, RECORD_VERSION, deliveredItemSchema, parseItem } from '../../audit/record/items.js';
import { type Key, chunkKey, deliveredKey } from '../../audit/record/keys.js';
import { putBlob, readBlob } from './blobs.js';
import type { Condition } from './condition.js';
import { expiresAt } from './expiry.js';
import type { Table } from './table.js';

/** What a delivery said last. */
export interface Delivered {
  readonly item: DeliveredItem;
  readonly told: Told;
}

/** Which delivery, of which report. */
export interface OfDelivery {
  readonly report: string;
  readonly delivery: string;
}

// Begun anew by each run. A report that does not run for so long is told anew.
const KEPT = 400 * DAY;

export const readDelivered = async (table: Table, of: OfDelivery): Promise<Delivered | undefined> => {
  const key = deliveredKey(of.report, of.delivery);
  const raw = await table.get(key);
  if (raw === undefined) return undefined;
  const item = parseItem(deliveredItemSchema, raw, `What the delivery ${of.delivery} said of report ${of.report}`);
  return { item, told: toldSchema.parse(await readBlob(table, key, item)) };
};

/** Remembers what was said, in the place of what was read; false where another run was delivered meanwhile. */
export const putDelivered = async (
  table: Table,
  { report, delivery }: OfDelivery,
  runId: string,
  told: Told,
  read: Delivered | undefined,
): Promise<boolean> => {
  const key = deliveredKey(report, delivery);
  const condition: Condition = read === undefined ? 'ABSENT' : { still: { runId: read.item.runId } };
  const expires = expiresAt(table.now() + KEPT);
  // With the run's id, so that pieces of two runs never are of one name.
  const isWritten = await putBlob(
    table,
    { ...key, version: RECORD_VERSION, report, runId, expires },
    { runId, ...told },
    condition,
  );
  if (isWritten && read !== undefined) await table.write([], piecesOf(key, read.item));
  return isWritten;
};

/** Forgets what was said, so that all is to be said again. */
export const removeDelivered = (table: Table, { report, delivery }: OfDelivery, { item }: Delivered): Promise<void> => {
  const key = deliveredKey(report, delivery);
  return table.write([], [...piecesOf(key, item), key]);
};

const piecesOf = (key: Key, { revision, chunks = 0 }: DeliveredItem): Key[] =>
  revision === undefined ? [] : Array.from({ length: chunks }, (_, number) => chunkKey(key, revision, number));
