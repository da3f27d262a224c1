import fc from 'fast-check';
import { HOUR } from './arbitrary-time.js';

const int = (min: number, max: number) => fc.integer({ min, max });
const anyOf = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const rangeIn = (min: number, max: number) =>
  fc.tuple(int(min, max), int(min, max)).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`);

const values = (min: number, max: number): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 4, arbitrary: int(min, max).map(String) },
    { weight: 2, arbitrary: rangeIn(min, max) },
    { weight: 2, arbitrary: fc.tuple(int(min, max), int(1, 20)).map(([first, step]) => `${first}/${step}`) },
    int(1, 9).map((step) => `*/${step}`),
    fc.tuple(rangeIn(min, max), int(1, 5)).map(([range, step]) => `${range}/${step}`),
    fc.constant('*'),
  );

const field = (min: number, max: number): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 3, arbitrary: values(min, max) },
    fc.array(values(min, max), { minLength: 2, maxLength: 3 }).map((several) => several.join(',')),
  );

const weekday = anyOf('1', '4', '7', 'SUN', 'MON', 'wed', 'Fri', 'SAT');
const dayOfMonth = fc.oneof(
  { weight: 3, arbitrary: field(1, 31) },
  anyOf('L', 'LW'),
  int(1, 28).map((n) => `${n}W`),
);
const dayOfWeek = fc.oneof(
  { weight: 3, arbitrary: field(1, 7) },
  weekday,
  anyOf('L', 'MON-FRI', 'SUN-TUE'),
  weekday.map((day) => `${day}L`),
  fc.tuple(weekday, int(1, 5)).map(([day, nth]) => `${day}#${nth}`),
);
const days = fc.oneof(
  { weight: 4, arbitrary: dayOfMonth.map((day) => [day, '?'] as const) },
  { weight: 4, arbitrary: dayOfWeek.map((day) => ['?', day] as const) },
  anyOf(['*', '*'] as const, ['?', '?'] as const, ['1', '2'] as const),
);
const month = fc.oneof({ weight: 4, arbitrary: fc.constant('*') }, field(1, 12), anyOf('MAR', 'mar-nov', 'OCT,NOV'));
const year = fc.oneof({ weight: 4, arbitrary: fc.constant('*') }, anyOf('2026', '2025-2027', '2024/2', '2030'));
const minutes = fc.oneof({ weight: 20, arbitrary: field(0, 59) }, anyOf('60', 'x', '1-', '/5', '*/0', '1/2/3'));

/** Schedules of plan rules: what AWS's dialect allows, and now and then what it does not. */
export const crons: fc.Arbitrary<string> = fc
  .tuple(minutes, field(0, 23), days, month, year, fc.boolean())
  .map(([minute, hour, [day, dayInWeek], ofMonth, ofYear, isWrapped]) => {
    const fields = `${minute} ${hour} ${day} ${ofMonth} ${dayInWeek} ${ofYear}`;
    return isWrapped ? `cron(${fields})` : fields;
  });

/** Zones that change their clocks by an hour, by half of one, for Ramadan, or never. */
export const zones = anyOf(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Nope/Zone',
);

/** Some days, most of them around a change of clocks, the end of February or of a year. */
export const spans = fc
  .tuple(
    anyOf(
      '2026-03-28T00:00Z',
      '2026-10-24T00:00Z',
      '2026-10-31T00:00Z',
      '2026-03-07T12:00Z',
      '2026-04-03T00:00Z',
      '2026-10-02T12:00Z',
      '2026-02-14T00:00Z',
      '2026-03-21T00:00Z',
      '2024-02-28T07:13Z',
      '2025-12-30T00:00Z',
    ),
    int(0, 30 * HOUR),
    int(1, 10 * 24),
  )
  .map(([start, offset, hours]) => {
    const from = Date.parse(start) + offset;
    return { from, to: from + hours * HOUR };
  });
