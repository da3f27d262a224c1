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

/** A page or more are read again where a slice is cut, and each part ends with half a page: shorter ones are read on. */
const PAGES_A_PART = 8;
// What was read already has to be little beside what is still to come.
const WORTH_READING_AGAIN = 4;

export interface Cuts {
  /** How many parts may be read at once: into as many a slice is cut of which it is not known how much there is. */
  readonly atOnce: number;
  /** How many parts there may be at the most, also of those that wait for their turn. */
  readonly most: number;
  /** How many pages of it were read, the one that is shown included. */
  readonly read: number;
}

/**
 * Cuts a slice into parts that are read at once, by what one page of it has shown.
 *
 * The API promises no order. A page without order is a fair sample: cut where it is evenly divided. A page in order shows
 * one end, and how dense it is there: that end becomes a slice of its own, and the rest is cut into as many parts as it has
 * pages for if it goes on as dense; evenly, or where there is more, finely next to that end and coarsely further on. Where it
 * goes on otherwise, a part is cut again by a page of its own. Whatever the page was like, the parts make up the slice,
 * without gap or overlap.
 */
export const splitSlice = (slice: Slice, seen: readonly number[], cuts: Cuts): readonly Slice[] => {
  const { to } = slice;
  if (slice.from === undefined) {
    const from = to - OLDEST_LIKELY;
    return [{ to: from }, ...splitSlice({ from, to }, seen, { ...cuts, atOnce: cuts.atOnce - 1, most: cuts.most - 1 })];
  }
  const { from } = slice;
  const dates = seen.filter((date) => date >= from && date < to);
  if (dates.length < 2 || to - from < 2 * NARROWEST) return [{ from, to }];
  const order = orderOf(dates);
  const bounds = order === 'NONE' ? quantiles(dates, cuts.atOnce) : besideEnd({ from, to }, dates, order, cuts);
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
    { length: Math.max(0, parts - 1) },
    (_, index) => sorted[Math.floor(((index + 1) * sorted.length) / parts)] ?? 0,
  );
};

const besideEnd = (
  { from, to }: Required<Window>,
  dates: readonly number[],
  order: Order,
  { most, read }: Cuts,
): readonly number[] => {
  const [low, high] = [Math.min(...dates), Math.max(...dates)];
  const isNewest = order === 'NEWEST_FIRST';
  const start = isNewest ? low : high + 1;
  const rest = isNewest ? low - from : to - start;
  const aPage = Math.max(high - low, 1);
  const pages = rest / aPage;
  const parts = Math.min(most - 1, Math.ceil(pages / PAGES_A_PART));
  if (parts < 2 || pages < WORTH_READING_AGAIN * read) return [];
  const even = rest / parts;
  let width = even <= 2 * PAGES_A_PART * aPage ? even : PAGES_A_PART * aPage;
  const bounds = [start];
  let gone = 0;
  for (let part = 1; part < parts; part += 1) {
    gone += width;
    if (width !== even && part >= parts / 2) width *= 2;
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
