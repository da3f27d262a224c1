import { createHash } from 'node:crypto';
import { canonicalForm } from './canonical-form.js';
import { itemDigest } from './covered.js';
import type { Listed } from './schema.js';

/** An item in the list of a run's findings or rows: its sort key, when it expires (seconds since 1970), its digest. */
export type Entry = readonly [key: string, expires: number, digest: string];

export const entryOf = (item: Readonly<Record<string, unknown>>): Entry => [
  String(item['sk']),
  Number(item['expires'] ?? 0),
  itemDigest(item),
];

const lineOf = (entry: Entry): string => `${canonicalForm(entry)}\n`;

/** Order of sort keys: DynamoDB's, by the bytes of their UTF-8. */
export const compareKeys = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

export const inOrder = (entries: Iterable<Entry>): Entry[] => [...entries].sort(([a], [b]) => compareKeys(a, b));

export const listText = (entries: readonly Entry[]): string => entries.map(lineOf).join('');

export const entriesOf = (text: string): Entry[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Entry);

/** The digest of a list, entry by entry: whoever reads a million items keeps none of them. */
export class ListDigest {
  readonly #hash = createHash('sha256');
  #count = 0;

  add(entry: Entry): void {
    this.#hash.update(lineOf(entry));
    this.#count += 1;
  }

  result(): Listed {
    return { count: this.#count, digest: this.#hash.digest('hex') };
  }
}

export const listedOf = (entries: readonly Entry[]): Listed => {
  const digest = new ListDigest();
  for (const entry of entries) digest.add(entry);
  return digest.result();
};
