import { COPY_JOB_STATES } from './copy-job.js';

/** How often each word was counted. A map, because words from AWS are foreign and could be `__proto__`. */
export type Counter = Map<string, number>;

export const countOne = (counter: Counter, word: string, by = 1): void => {
  counter.set(word, (counter.get(word) ?? 0) + by);
};

export const mergeCounter = (into: Counter, other: Counter): void => {
  for (const [word, n] of other) countOne(into, word, n);
};

/** Sorted by word, so that equal counters print equal. */
export const counterToJson = (counter: Counter): Record<string, number> =>
  Object.fromEntries(counter.size < 2 ? counter : [...counter].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));

export const counterFromJson = (json: Readonly<Record<string, number>>): Counter => new Map(Object.entries(json));

// AWS has five states; a report, and the items of its table, have no room for what would be thousands.
const MOST_WORDS = 20;
const OTHERS = '(others)';
const UNREAD = '__proto__';

/** A counter as reports show it: words without an end are counted as others, and one that no record can hold is in brackets. */
export const counterToShow = (counter: Counter): Record<string, number> => {
  if (counter.size <= MOST_WORDS && !counter.has(UNREAD)) return counterToJson(counter);
  const shown: Counter = new Map();
  const known = COPY_JOB_STATES.filter((state) => counter.has(state));
  for (const word of new Set([...known, ...[...counter.keys()].sort()])) {
    const as = shown.size < MOST_WORDS ? (word === UNREAD ? `(${UNREAD})` : word) : OTHERS;
    countOne(shown, as, counter.get(word));
  }
  return counterToJson(shown);
};
