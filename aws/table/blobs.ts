import { RecordError } from '../../audit/errors.js';
import { sha256 } from '../../audit/canonical.js';
import type { Blob } from '../../audit/record/items.js';
import { type Key, chunkKey } from '../../audit/record/keys.js';
import { pack, unpack } from '../packed.js';
import type { Condition } from './condition.js';
import type { Item, Table } from './table.js';

// An item has 400 KB, names of attributes included. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
const CHUNK = 350_000;

/**
 * Writes an item with a value of any size: packed in the item itself, or in chunks beside it. Chunks are written first, under
 * a name of their own content, so that a reader sees the old value or the new one and never half of one. Whether the item was
 * written: false where the condition is not met.
 */
export const putBlob = async (
  table: Table,
  item: Item & Key & { readonly expires: number },
  value: unknown,
  condition?: Condition,
): Promise<boolean> => {
  const bytes = await pack(value);
  if (bytes.length <= CHUNK) return table.put({ ...item, packed: bytes }, condition);
  const revision = sha256(Buffer.from(bytes).toString('base64')).slice(0, 16);
  const chunks = Math.ceil(bytes.length / CHUNK);
  await table.write(
    Array.from({ length: chunks }, (_, number) => ({
      ...chunkKey(item, revision, number),
      data: bytes.subarray(number * CHUNK, (number + 1) * CHUNK),
      expires: item.expires,
    })),
  );
  return table.put({ ...item, revision, chunks }, condition);
};

/** The value of an item, as JSON had it. */
export const readBlob = async (table: Table, owner: Key, { packed, revision, chunks }: Blob): Promise<unknown> => {
  if (packed !== undefined) return unpack(packed);
  if (revision === undefined || chunks === undefined)
    throw new RecordError(`${owner.sk} of ${owner.pk} holds no value`);
  const parts: Uint8Array[] = [];
  // One by one, by their keys: whoever reads needs no other right than to get items.
  for (let number = 0; number < chunks; number += 1) {
    const data = (await table.get(chunkKey(owner, revision, number)))?.['data'];
    if (!(data instanceof Uint8Array))
      throw new RecordError(`${owner.sk} of ${owner.pk} lacks piece ${number + 1} of ${chunks}`);
    parts.push(data);
  }
  return unpack(Buffer.concat(parts));
};
