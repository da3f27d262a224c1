import { hash } from 'node:crypto';

/** How many different ones there are; `atLeast` where there are more than were counted. */
export interface DistinctCount {
  readonly count: number;
  readonly atLeast: boolean;
}

/**
 * A set that remembers up to a thousand different texts, by a short hash of each, and above that only that there are more.
 * It forgets which they were when it overflows: so it does not matter in which order they came, or how sets were merged.
 * (Two of a thousand texts share a hash of 54 bits once in 10^10 times.)
 */
export type DistinctSet = Set<string> | 'more';

const MOST = 1_000;
const HASH_CHARACTERS = 9;

export const beginDistinct = (): DistinctSet => new Set();

/** The set with one text more; the set itself where it had room. What is not reported counts for nothing. */
export const addDistinct = (set: DistinctSet, text: string | undefined): DistinctSet => {
  if (set === 'more' || text === undefined) return set;
  return set.add(hash('sha256', text, 'base64url').slice(0, HASH_CHARACTERS)).size > MOST ? 'more' : set;
};

/** Both together, in the first. */
export const mergeDistinct = (into: DistinctSet, from: DistinctSet): DistinctSet => {
  if (into === 'more' || from === 'more') return 'more';
  for (const hash of from) into.add(hash);
  return into.size > MOST ? 'more' : into;
};

export const countDistinct = (set: DistinctSet): DistinctCount =>
  set === 'more' ? { count: MOST, atLeast: true } : { count: set.size, atLeast: false };

/** As JSON: sorted, so that equal sets are equal texts. */
export const packDistinct = (set: DistinctSet): readonly string[] | 'more' => (set === 'more' ? set : [...set].sort());

export const unpackDistinct = (packed: readonly string[] | 'more'): DistinctSet =>
  packed === 'more' ? packed : new Set(packed);
