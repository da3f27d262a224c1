import fc from 'fast-check';

export const SECOND = 1_000;
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Run times: plain ones, and ones shortly after the clocks changed in Europe and in the United States. */
export const RUN_TIMES = [
  '2026-06-15T12:00:00.000Z',
  '2026-06-15T00:00:00.000Z',
  '2026-03-31T05:17:23.456Z',
  '2026-10-27T12:00:00.000Z',
  '2026-11-03T08:30:00.000Z',
  '2024-03-01T00:00:00.001Z',
].map((iso) => Date.parse(iso));

/** Limits that controls and windows are declared with, and on whose edge times then lie. */
export const LIMITS = [HOUR, 3 * HOUR, DAY, 26 * HOUR, 3 * DAY, 7 * DAY, 30 * DAY];

/** A length of time before the run: often on the edge of a limit or a millisecond off it, at times in the future. */
export const ago: fc.Arbitrary<number> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(0, ...LIMITS, 2 * DAY, 14 * DAY, 52 * HOUR), fc.constantFrom(0, 0, 1, -1))
      .map(([limit, off]) => limit + off),
  },
  { weight: 3, arbitrary: fc.integer({ min: -HOUR, max: 8 * DAY }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 100 * DAY }) },
);

/** A duration as a definition writes it. */
export const duration = (limits: readonly number[] = LIMITS): fc.Arbitrary<string> =>
  fc.constantFrom(...limits).map((ms) => `${ms / SECOND}s`);

/** A time in each of the forms in which clients hand it over. */
export const formsOf = (ms: number): readonly unknown[] => {
  const iso = new Date(ms).toISOString();
  const inBerlinSummer = new Date(ms + 2 * HOUR).toISOString().replace('Z', '+02:00');
  return [new Date(ms), ms / SECOND, iso, iso.replace('Z', ''), iso.replace('Z', '+00:00'), inBerlinSummer];
};

export const timeIn = (ms: fc.Arbitrary<number>): fc.Arbitrary<unknown> =>
  fc.tuple(ms, fc.nat(5)).map(([at, form]) => formsOf(at)[form]);
