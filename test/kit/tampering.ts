import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Key } from '../../audit/record/keys.js';
import type { Item, Table } from '../../aws/table/table.js';

export type Stored = Item & Key;

/** Every item of a table as it is stored. */
export const everyItem = async (table: Table): Promise<Stored[]> => {
  const items: Stored[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await table.client.send(new ScanCommand({ TableName: table.name, ExclusiveStartKey }));
    items.push(...((page.Items ?? []) as Stored[]));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return items.sort((a, b) => (`${a.pk} ${a.sk}` < `${b.pk} ${b.sk}` ? -1 : 1));
};

type Path = readonly (string | number)[];

/** Where the values of an item are. */
export const pathsOf = (value: unknown, path: Path = []): Path[] => {
  if (value instanceof Uint8Array || typeof value !== 'object' || value === null) return [path];
  const inside = Object.entries(value).flatMap(([key, each]) =>
    pathsOf(each, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return path.length === 0 ? inside : [path, ...inside];
};

/** The same item with one value another one, or none. */
export const altered = (item: Stored, [first, ...rest]: Path, how: 'CHANGE' | 'REMOVE'): Stored =>
  ({ ...item, [String(first)]: alteredValue(item[String(first)], rest, how) }) as Stored;

const alteredValue = (value: unknown, [first, ...rest]: Path, how: 'CHANGE' | 'REMOVE'): unknown => {
  if (first === undefined) return how === 'REMOVE' ? undefined : another(value);
  if (Array.isArray(value)) {
    const changed = value.map((each, index) => (index === first ? alteredValue(each, rest, how) : each));
    return changed.filter((each) => each !== undefined);
  }
  const object = value as Record<string, unknown>;
  return { ...object, [first]: alteredValue(object[String(first)], rest, how) };
};

const another = (value: unknown): unknown => {
  if (typeof value === 'string') return `${value}x`;
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (value instanceof Uint8Array) return value.map((byte, index) => (index === value.length >> 1 ? byte ^ 1 : byte));
  if (Array.isArray(value)) return [...value, 'x'];
  return value === null ? 0 : { ...(value as object), x: 'x' };
};
