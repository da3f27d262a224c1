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
