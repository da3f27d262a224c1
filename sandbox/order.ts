import type { TimeColumn } from './column.js';

/**
 * In which order records are served. AWS promises none (nothing is found about it), so a client must take any: newest first is
 * what the console shows, the others are there to prove that the client does not depend on it.
 */
export type Order = 'newest-first' | 'oldest-first' | 'shuffled' | 'as-given';

const MULTIPLIER = 0x9e3779b1; // the golden ratio in 32 bits, as in Knuth's multiplicative hash

/** The rows in serving order. Rows without a creation time come last. */
export const ordered = (order: Order, size: number, createdAt: (row: number) => number): Uint32Array => {
  const rows = Uint32Array.from({ length: size }, (_, row) => row);
  if (order === 'as-given') return rows;
  const key =
    order === 'shuffled'
      ? (row: number) => Math.imul(row + 1, MULTIPLIER) >>> 0
      : (row: number) => {
          const created = createdAt(row);
          return Number.isNaN(created) ? Infinity : order === 'newest-first' ? -created : created;
        };
  const keys = Float64Array.from(rows, key);
  return rows.sort((a, b) => compare(keys[a], keys[b]) || a - b);
};

const compare = (a = Infinity, b = Infinity): number => (a === b ? 0 : a < b ? -1 : 1);

/** Milliseconds, both inclusive here: whoever excludes them looks at the rows. */
export interface Bounds {
  readonly after?: number;
  readonly before?: number;
}

/** The part of the order in which rows within bounds of creation can be. */
export const spanOf = (
  order: Order,
  rows: Uint32Array,
  created: TimeColumn,
  { after = -Infinity, before = Infinity }: Bounds,
): { start: number; end: number } => {
  const isBounded = after !== -Infinity || before !== Infinity;
  if (!isBounded || order === 'shuffled' || order === 'as-given') return { start: 0, end: rows.length };
  // Rows without a time are last; a comparison with NaN is false, so each question is asked as its opposite.
  const first = (isBefore: (ms: number) => boolean): number => {
    let [low, high] = [0, rows.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(created.at(rows[middle] ?? 0))) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return order === 'newest-first'
    ? { start: first((ms) => ms > before), end: first((ms) => ms >= after) }
    : { start: first((ms) => ms < after), end: first((ms) => ms <= before) };
};
