import { firings, isCronProblem, parseAwsCron } from './aws-cron.js';

const MINUTE = 60_000;
const UNITS: Readonly<Record<string, number>> = { minute: MINUTE, hour: 60 * MINUTE, day: 1440 * MINUTE };

// A fixed stretch, so that the same app makes the same template tomorrow; longer than any gap an alarm could watch.
const FROM = Date.UTC(2027, 0, 1);
const TO = FROM + 40 * 1440 * MINUTE;

/** The longest time between two firings of a schedule, in milliseconds; undefined where its words do not tell. */
export const longestInterval = (expression: string, timeZone?: string): number | undefined => {
  const [, amount, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const length = UNITS[unit];
  if (length !== undefined) return Number(amount) * length;
  if (!expression.startsWith('cron(')) return undefined;
  const cron = parseAwsCron(expression, timeZone);
  return isCronProblem(cron) ? undefined : longestGap([FROM, ...firings(cron, FROM, TO), TO]);
};

// From the start to the first firing and from the last to the end is part of a gap: of a rare schedule it is most of one.
const longestGap = (times: readonly number[]): number =>
  Math.max(...times.slice(1).map((time, index) => time - (times[index] ?? time)));
