import { DAY } from './schema.js';
import { type Window, isWithin } from './window.js';

/**
 * A half-open window of a unit's creation time, `[from, to)`: the unit of parallel paging and of resuming. With a token it
 * is read on from there.
 */
export interface Slice extends Window {
  readonly token?: string;
}

/** Whether a job is of a slice; one that does not say when it was created is of each, and counts once by its id. */
export const isOfSlice = (slice: Slice, created: number | undefined): boolean =>
  created === undefined || isWithin(slice, created);

/** Narrower slices would read more of their margins than of themselves. */
export const NARROWEST = 10_000;

// Without a lower bound a window still has to be cut somewhere: AWS forgets jobs 30 days after they finished.
const OLDEST_LIKELY = 45 * DAY;

/**
 * Cuts a slice into parts that are read at once, by what one page of it has shown.
 *
 * The API promises no order. A page without order is a fair sample: cut where it is evenly divided. A page in order shows
 * one end, and how dense it is there: that end becomes a slice of its own, the rest is cut by the density seen, finely next
 * to it and coarsely further on. Whatever the page was like, the parts make up the slice, without gap or overlap.
 */
export const splitSlice = (slice: Slice, seen: readonly number[], parts: number): readonly Slice[] => {
  const { to } = slice;
  if (slice.from === undefined) {
    const from = to - OLDEST_LIKELY;
    return [{ to: from }, ...splitSlice({ from, to }, seen, parts - 1)];
  }
  const { from } = slice;
  const dates = seen.filter((date) => date >= from && date < to);
  if (parts < 2 || dates.length < 2 || to - from < 2 * NARROWEST) return [{ from, to }];
  const order = orderOf(dates);
  const bounds = order === 'NONE' ? quantiles(dates, parts) : besideEnd(from, to, dates, order, parts);
  if (bounds.length === 0) return [{ from, to }];
  return between(from, to, bounds);
};

type Order = 'NEWEST_FIRST' | 'OLDEST_FIRST' | 'NONE';

const orderOf = (dates: readonly number[]): Order => {
  const [first = 0, last = 0] = [dates[0], dates.at(-1)];
  if (first === last) return 'NONE';
  const isInOrder = dates.every((date, index) => {
    const before = dates[index - 1] ?? date;
    return first > last ? date <= before : date >= before;
  });
  return !isInOrder ? 'NONE' : first > last ? 'NEWEST_FIRST' : 'OLDEST_FIRST';
};

const quantiles = (dates: readonly number[], parts: number): number[] => {
  const sorted = [...dates].sort((a, b) => a - b);
  return Array.from(
    { length: parts - 1 },
    (_, index) => sorted[Math.floor(((index + 1) * sorted.length) / parts)] ?? 0,
  );
};

// What is read again by cutting is a page or two: a rest that is hardly longer is better read on.
const WORTH_CUTTING = 3;
// Parts near the end that was seen hold about so many pages each, if it goes on as dense.
const PAGES_A_PART = 4;

const besideEnd = (from: number, to: number, dates: readonly number[], order: Order, parts: number): number[] => {
  const [low, high] = [Math.min(...dates), Math.max(...dates)];
  const isNewest = order === 'NEWEST_FIRST';
  const start = isNewest ? low : high + 1;
  const rest = isNewest ? low - from : to - start;
  const aPage = Math.max(high - low, 1);
  if (rest < WORTH_CUTTING * aPage) return [];
  const number = Math.min(parts - 1, Math.max(1, Math.ceil(rest / aPage / 2)));
  const bounds = [start];
  const even = rest / number;
  let width = even <= 2 * PAGES_A_PART * aPage ? even : PAGES_A_PART * aPage;
  let gone = 0;
  for (let part = 1; part < number; part += 1) {
    gone += width;
    if (width !== even && part >= number / 2) width *= 2;
    bounds.push(isNewest ? start - gone : start + gone);
  }
  return bounds;
};

const between = (from: number, to: number, bounds: readonly number[]): Slice[] => {
  const slices: Slice[] = [];
  let start = from;
  for (const bound of bounds.map(Math.round).sort((a, b) => a - b)) {
    if (bound - start < NARROWEST || to - bound < NARROWEST) continue;
    slices.push({ from: start, to: bound });
    start = bound;
  }
  slices.push({ from: start, to });
  return slices;
};
