import fc from 'fast-check';
import { NARROWEST, type Slice, isOfSlice, splitSlice } from '../../audit/slice.js';
import { DAY, HOUR } from '../../audit/schema.js';

const TO = Date.UTC(2026, 10, 1);
const FROM = TO - 30 * DAY;

const CUTS = { atOnce: 8, most: 8, read: 1 };

const widthsOf = (slices: readonly Slice[]): number[] => slices.map(({ from = -Infinity, to }) => to - from);

describe('splitting a slice', () => {
  const seen = fc.array(fc.integer({ min: FROM - DAY, max: TO + DAY }), { maxLength: 60 });
  const orders = fc.constantFrom(
    (dates: number[]) => dates,
    (dates: number[]) => [...dates].sort((a, b) => a - b),
    (dates: number[]) => [...dates].sort((a, b) => b - a),
  );

  const number = fc.integer({ min: -1, max: 40 });
  const cuts = fc.record({ atOnce: number, most: number, read: fc.integer({ min: 1, max: 9 }) });

  it('gives parts that make up the slice without gap or overlap, whatever a page has shown', () => {
    fc.assert(
      fc.property(seen, orders, cuts, fc.boolean(), (dates, order, parts, open) => {
        const slice = open ? { to: TO } : { from: FROM, to: TO };
        const slices = [...splitSlice(slice, order(dates), parts)].sort((a, b) => a.to - b.to);
        expect(slices[0]?.from).toBe(slice.from);
        expect(slices.at(-1)?.to).toBe(TO);
        slices.slice(1).forEach(({ from }, index) => expect(from).toBe(slices[index]?.to));
        expect(Math.min(...widthsOf(slices))).toBeGreaterThanOrEqual(NARROWEST);
      }),
    );
  });

  it('cuts a page without order where it is evenly divided', () => {
    const burst = Array.from({ length: 100 }, (_, index) => TO - 10 * DAY + ((index * 37) % 100) * 36_000);
    const slices = splitSlice({ from: FROM, to: TO }, burst, { ...CUTS, atOnce: 5 });
    const counts = slices.map((slice) => burst.filter((date) => isOfSlice(slice, date)).length);
    expect(counts).toEqual([20, 20, 20, 20, 20]);
  });

  it('cuts a rest that goes on as dense into parts of eight pages', () => {
    const oldest = Array.from({ length: 100 }, (_, index) => FROM + index * 0.01 * DAY);
    const [end, ...rest] = splitSlice({ from: FROM, to: TO }, oldest, { ...CUTS, most: 24 });
    expect(end?.to).toBe(FROM + Math.round(99 * 0.01 * DAY) + 1);
    expect(rest).toHaveLength(4);
    expect(new Set(widthsOf(rest).map((width) => Math.round(width / HOUR))).size).toBe(1);
  });

  it('cuts finely next to a dense end and coarsely further on', () => {
    const newest = Array.from({ length: 1000 }, (_, index) => TO - 1 - index * 45);
    const widths = widthsOf(splitSlice({ from: FROM, to: TO }, newest, { ...CUTS, most: 12 })).reverse();
    expect(widths[1]).toBeLessThan(9 * 60_000);
    expect(widths.at(-1)).toBeGreaterThan(20 * DAY);
  });

  it('is not cut where little is to come beside what was read', () => {
    const slice = { from: FROM, to: TO };
    const newest = Array.from({ length: 100 }, (_, index) => TO - 1 - index * 0.01 * DAY);
    expect(splitSlice(slice, newest, { ...CUTS, read: 7 }).length).toBeGreaterThan(1);
    expect(splitSlice(slice, newest, { ...CUTS, read: 8 })).toEqual([slice]);
  });

  it('reads on where the rest is short', () => {
    const newest = Array.from({ length: 100 }, (_, index) => TO - 1 - index * 0.04 * DAY);
    const slice = { from: FROM, to: TO };
    expect(splitSlice(slice, newest, { ...CUTS, most: 24 })).toEqual([slice]);
  });

  it('leaves a slice alone that is too narrow, of which nothing is known, or that nobody else could read', () => {
    const narrow = { from: TO - 2 * NARROWEST + 1, to: TO };
    expect(splitSlice(narrow, [TO - 5, TO - 4], CUTS)).toEqual([narrow]);
    expect(splitSlice({ from: FROM, to: TO }, [TO - 5], CUTS)).toEqual([{ from: FROM, to: TO }]);
    expect(splitSlice({ from: FROM, to: TO }, [TO - 5, TO - 900_000], { ...CUTS, most: 1 })).toEqual([
      { from: FROM, to: TO },
    ]);
  });
});

describe('a slice', () => {
  it('holds its first millisecond and not its last', () => {
    const slice = { from: FROM, to: TO };
    expect([FROM - 1, FROM, TO - 1, TO].map((date) => isOfSlice(slice, date))).toEqual([false, true, true, false]);
  });

  it('holds a job that does not say when it was created', () => {
    expect(isOfSlice({ from: FROM, to: TO }, undefined)).toBe(true);
  });
});
