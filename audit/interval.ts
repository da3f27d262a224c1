import { firings, isCronProblem, parseAwsCron } from './aws-cron.js';

const MINUTE = 60_000;
const UNITS: Readonly<Record<string, number>> = { minute: MINUTE, hour: 60 * MINUTE, day: 1440 * MINUTE };

// Fixed stretches, so that the same app makes the same template tomorrow: one that shows every gap of up to a week, one that has
// two of what comes once a year, of a leap day too.
const FROM = Date.UTC(2027, 0, 1);
const WEEK = 7 * 1440 * MINUTE;
const SHORT = FROM + 40 * 1440 * MINUTE;
const LONG = Date.UTC(2037, 0, 1);

/** The longest time between two firings of a schedule, in milliseconds; undefined where its words do not tell. */
export const longestInterval = (expression: string, timeZone?: string): number | undefined => {
  const [, amount, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const length = UNITS[unit];
  if (length !== undefined) return Number(amount) * length;
  if (!expression.startsWith('cron(')) return undefined;
  const cron = parseAwsCron(expression, timeZone);
  if (isCronProblem(cron)) return undefined;
  const gap = longestGap([FROM, ...firings(cron, FROM, SHORT), SHORT]);
  if (gap <= WEEK) return gap;
  const times = [...firings(cron, FROM, LONG)];
  return times.length < 2 ? undefined : longestGap(times);
};

const longestGap = (times: readonly number[]): number =>
  times.slice(1).reduce((longest, time, index) => Math.max(longest, time - (times[index] ?? time)), 0);
