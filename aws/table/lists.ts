import { type Entry, entriesOf, listText } from '../../audit/evidence/list.js';
import { RECORD_VERSION, listItemSchema, parseItem } from '../../audit/record/items.js';
import { type Key, chunkKey } from '../../audit/record/keys.js';
import { putBlob, readBlob } from './blobs.js';
import type { Table } from './table.js';

/** Writes the list of a run's findings or rows; of nothing there is none. */
export const putList = async (table: Table, key: Key, entries: readonly Entry[], expires: number): Promise<void> => {
  if (entries.length > 0) await putBlob(table, { ...key, version: RECORD_VERSION, expires }, listText(entries));
};

/** A list's entries; undefined where there is no list, or what there is cannot be read. */
export const readList = async (table: Table, key: Key): Promise<Entry[] | undefined> => {
  const item = await table.get(key);
  if (item === undefined) return undefined;
  try {
    return entriesOf(String(await readBlob(table, key, parseItem(listItemSchema, item, 'A list'))));
  } catch {
    // Somebody may have changed it, which whoever reads it finds by its digest anyway.
    return undefined;
  }
};

export const removeList = async (table: Table, key: Key): Promise<void> => {
  const item = await table.get(key);
  if (item === undefined) return;
  const { revision, chunks = 0 } = parseItem(listItemSchema, item, 'A list');
  const pieces = revision === undefined ? [] : Array.from({ length: chunks }, (_, n) => chunkKey(key, revision, n));
  await table.write([], [...pieces, key]);
};
