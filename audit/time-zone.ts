/** A time on a wall clock, as the milliseconds it would be if the wall hung in UTC. */
export type WallTime = number;

/** An IANA time zone, as far as schedules need one. */
export interface TimeZone {
  readonly name: string;
  /** How far the wall clock is ahead of UTC at an instant. */
  offsetAt(instant: number): number;
  /** The instant of a wall time: where the clock shows it twice, the first. */
  instantOf(wall: WallTime): number;
}

const SECOND = 1_000;
const DAY = 86_400_000;
// A day's offset is remembered; 230 years of days would fit, but a run looks at some months.
const REMEMBERED_DAYS = 4_000;

/** A zone by its IANA name; undefined if there is none of that name. Mere offsets (`+02:00`) are no names. */
export const timeZone = (name: string): TimeZone | undefined => {
  if (!/^[A-Za-z][\w+\-/]{0,63}$/.test(name)) return undefined;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { ...CLOCK_FIELDS, timeZone: name });
  } catch {
    return undefined; // a RangeError: that is how Intl says that it knows no such zone
  }
  if (format.resolvedOptions().timeZone === 'UTC') return { name, offsetAt: () => 0, instantOf: (wall) => wall };
  const offsetAt = rememberingDays((instant) => wallOf(format, instant) - Math.floor(instant / SECOND) * SECOND);
  return { name, offsetAt, instantOf: (wall) => instantOf(wall, offsetAt) };
};

const CLOCK_FIELDS = {
  calendar: 'gregory',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
} as const;

const wallOf = (format: Intl.DateTimeFormat, instant: number): WallTime => {
  const fields: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of format.formatToParts(instant)) fields[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = fields;
  return Date.UTC(year, month - 1, day, hour, minute, second);
};

/** Intl takes microseconds to answer, and nearly all days begin and end with the same offset. */
const rememberingDays = (offsetAt: (instant: number) => number): ((instant: number) => number) => {
  const known = new Map<number, number>();
  const ofDay = (day: number): number => {
    const remembered = known.get(day);
    if (remembered !== undefined) return remembered;
    const offset = offsetAt(day * DAY);
    if (known.size >= REMEMBERED_DAYS) known.clear();
    known.set(day, offset);
    return offset;
  };
  return (instant) => {
    const day = Math.floor(instant / DAY);
    const offset = ofDay(day);
    return offset === ofDay(day + 1) ? offset : offsetAt(instant);
  };
};

/**
 * No change of the clock is larger than a day (Apia left out 30 December 2011), so the offsets a day before and a day
 * after are the two that can be meant. A wall time that the clock leaps over is the instant it would have been without
 * the leap: 02:30 is then the same as 03:30.
 */
const instantOf = (wall: WallTime, offsetAt: (instant: number) => number): number => {
  const before = wall - offsetAt(wall - DAY);
  const after = wall - offsetAt(wall + DAY);
  if (before === after) return before;
  const shown = [Math.min(before, after), Math.max(before, after)].find(
    (instant) => instant + offsetAt(instant) === wall,
  );
  return shown ?? before;
};
