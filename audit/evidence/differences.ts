import { type Entry, compareKeys } from './list.js';

export type Change = 'CHANGED' | 'REMOVED' | 'INSERTED';

export interface Difference {
  readonly change: Change | 'EXPIRED';
  readonly key: string;
}

/**
 * What tells the items that are there from those that a list says, both in order; what expired is not missing. `whatOf`: keys of
 * versions of one thing, of which each list has one, come to the same.
 */
export async function* differences(
  listed: Iterable<Entry>,
  there: AsyncIterable<Entry>,
  now: number,
  whatOf: (key: string) => string = (key) => key,
): AsyncGenerator<Difference> {
  const expected = listed[Symbol.iterator]();
  const missing = ([key, expires]: Entry): Difference => ({ change: expires <= now ? 'EXPIRED' : 'REMOVED', key });
  let next = expected.next();
  for await (const [key, expires, digest] of there) {
    while (!next.done && compareKeys(next.value[0], key) < 0 && whatOf(next.value[0]) !== whatOf(key)) {
      yield missing(next.value);
      next = expected.next();
    }
    if (next.done || whatOf(next.value[0]) !== whatOf(key)) {
      yield { change: 'INSERTED', key };
      continue;
    }
    const [listedKey, until, was] = next.value;
    if (listedKey !== key) {
      // An older version comes to light where the newest is missing; a newer one hides it.
      yield compareKeys(key, listedKey) < 0 ? missing(next.value) : { change: 'INSERTED', key };
    } else if (until !== expires || was !== digest) yield { change: 'CHANGED', key };
    next = expected.next();
  }
  for (; !next.done; next = expected.next()) yield missing(next.value);
}
