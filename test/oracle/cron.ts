/** AWS's cron, by trying: every minute of every day of the wall clock, then the instant at which that clock shows it. */

const DAY = 86_400_000;
const MINUTE = 60_000;
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

type Matches = (value: number) => boolean;

/** Lists, ranges, steps and names of one field; undefined where it cannot be read. */
const field = (written: string, least: number, most: number, names: readonly string[] = []): Matches | undefined => {
  const valueOf = (word: string): number => {
    const named = names.indexOf(word.toUpperCase());
    const value = named >= 0 ? named + 1 : /^\d+$/.test(word) ? Number(word) : NaN;
    return value >= least && value <= most ? value : NaN;
  };
  const allowed = new Set<number>();
  for (const part of written.split(',')) {
    const [range = '', step, ...more] = part.split('/');
    if (more.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return undefined;
    const [first = '', last, ...rest] = range.split('-');
    if (rest.length > 0) return undefined;
    const from = range === '*' ? least : valueOf(first);
    const to = range === '*' ? most : last !== undefined ? valueOf(last) : step !== undefined ? most : from;
    if (Number.isNaN(from) || Number.isNaN(to) || from > to) return undefined;
    for (let value = from; value <= to; value += Number(step ?? 1)) allowed.add(value);
  }
  return (value) => allowed.has(value);
};

/** A day of the wall clock, as midnight UTC of the same date. */
interface WallDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Sunday is 1. */
  readonly weekday: number;
  readonly lastDay: number;
}

const wallDay = (midnight: number): WallDay => {
  const date = new Date(midnight);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return { year, month, day: date.getUTCDate(), weekday: date.getUTCDay() + 1, lastDay };
};

/** The weekday nearest to a day, in the same month. */
const nearestWeekday = ({ year, month, lastDay }: WallDay, wanted: number): number => {
  const weekdays = [...Array(lastDay).keys()]
    .map((index) => index + 1)
    .filter((day) => ![0, 6].includes(new Date(Date.UTC(year, month - 1, day)).getUTCDay()));
  return weekdays.reduce((best, day) => (Math.abs(day - wanted) < Math.abs(best - wanted) ? day : best));
};

type MatchesDay = (day: WallDay) => boolean;

const dayOfMonth = (written: string): MatchesDay | undefined => {
  if (written === 'L') return ({ day, lastDay }) => day === lastDay;
  if (written === 'LW') return (date) => date.day === nearestWeekday(date, date.lastDay);
  const near = /^(\d+)W$/.exec(written);
  if (near !== null) return (date) => date.day === nearestWeekday(date, Number(near[1]));
  const matches = field(written, 1, 31);
  return matches && (({ day }) => matches(day));
};

const dayOfWeek = (written: string): MatchesDay | undefined => {
  if (written === 'L') return ({ weekday }) => weekday === 7;
  const valueOf = (word: string): number => (/^\d$/.test(word) ? Number(word) : DAYS.indexOf(word.toUpperCase()) + 1);
  const last = /^(\w+)L$/.exec(written);
  if (last !== null) return ({ day, weekday, lastDay }) => weekday === valueOf(last[1] ?? '') && day > lastDay - 7;
  const nth = /^(\w+)#([1-5])$/.exec(written);
  if (nth !== null)
    return ({ day, weekday }) => weekday === valueOf(nth[1] ?? '') && Math.ceil(day / 7) === Number(nth[2]);
  const matches = field(written, 1, 7, DAYS);
  return matches && (({ weekday }) => matches(weekday));
};

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

/** What a zone's clock shows less UTC. Rules of zones change on a quarter of an hour. */
const offsetAt = (zone: string, instant: number): number => {
  const quarter = Math.floor(instant / (15 * MINUTE)) * 15 * MINUTE;
  const known = offsets.get(`${zone} ${quarter}`);
  if (known !== undefined) return known;
  const options = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  const format =
    formats.get(zone) ?? new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', ...options });
  formats.set(zone, format);
  const parts = Object.fromEntries(format.formatToParts(quarter).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts;
  const offset = Date.UTC(year, month - 1, day, hour, minute) - quarter;
  offsets.set(`${zone} ${quarter}`, offset);
  return offset;
};

const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

/** The first instant at which the wall shows it; where it never does, the one it would have been without the change. */
const instantOf = (zone: string, wall: number): number => {
  const before = wall - offsetAt(zone, wall - DAY);
  const after = wall - offsetAt(zone, wall + DAY);
  const shown = [before, after].filter((instant) => instant + offsetAt(zone, instant) === wall);
  return shown.length === 0 ? before : Math.min(...shown);
};

/** All firings in [from, to), in order; undefined where the cron or its time zone cannot be read. */
export const firingsOf = (cron: string, zone: string, from: number, to: number): number[] | undefined => {
  const fields = (/^cron\((.*)\)$/.exec(cron.trim())?.[1] ?? cron).trim().split(/\s+/);
  if (fields.length !== 6 || !isZone(zone)) return undefined;
  const [minutes = '', hours = '', days = '', months = '', weekdays = '', years = ''] = fields;
  if ((days === '?') === (weekdays === '?')) return undefined;
  const isMinute = field(minutes, 0, 59);
  const isHour = field(hours, 0, 23);
  const isMonth = field(months, 1, 12, MONTHS);
  const isYear = field(years, 1970, 2199);
  const isDay = days === '?' ? dayOfWeek(weekdays) : dayOfMonth(days);
  if (!isMinute || !isHour || !isMonth || !isYear || !isDay) return undefined;
  const firings = new Set<number>();
  for (let midnight = Math.floor(from / DAY - 2) * DAY; midnight < to + 2 * DAY; midnight += DAY) {
    const date = wallDay(midnight);
    if (!isYear(date.year) || !isMonth(date.month) || !isDay(date)) continue;
    for (let minute = 0; minute < 24 * 60; minute++)
      if (isHour(Math.floor(minute / 60)) && isMinute(minute % 60))
        firings.add(instantOf(zone, midnight + minute * MINUTE));
  }
  return [...firings].filter((firing) => firing >= from && firing < to).sort((a, b) => a - b);
};
