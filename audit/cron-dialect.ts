/** Why an expression cannot be read, as a phrase. */
export interface CronProblem {
  readonly problem: string;
}

/** What croner is to look for. `daysEarlier` moves each match back: croner has no `L-3`, but it has days of grace. */
export interface CronPattern {
  readonly pattern: string;
  readonly daysEarlier: number;
}

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Names in order, from `min` on. */
  readonly names?: readonly string[];
  /** Whether a range may run over the end: SAT-MON, 22-4. */
  readonly circular: boolean;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

const MINUTES: Field = { name: 'minutes', min: 0, max: 59, circular: true };
const HOURS: Field = { name: 'hours', min: 0, max: 23, circular: true };
const DAY_OF_MONTH: Field = { name: 'day-of-month', min: 1, max: 31, circular: true };
const MONTH: Field = { name: 'month', min: 1, max: 12, names: MONTHS, circular: true };
const DAY_OF_WEEK: Field = { name: 'day-of-week', min: 1, max: 7, names: WEEKDAYS, circular: true };
const YEAR: Field = { name: 'year', min: 1970, max: 2199, circular: false };

// L-28 and beyond would leave February; no plan needs them.
const LARGEST_DAYS_EARLIER = 27;

/** Unreadable by its words; caught where the expression is known. */
class Unreadable extends Error {}

/**
 * Translates the six fields of AWS's dialect into a pattern for croner, whose weekdays count from Sunday = 0.
 *
 * The fields and their wildcards: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 * Where that page is silent AWS reads what Quartz reads: names in any case, ranges that run over the end of the week, `6L`,
 * `LW`, `L-3`; and as in Quartz a form with `L`, `W` or `#` is the only one of its field.
 */
export const translateCron = (fields: readonly string[]): CronPattern | CronProblem => {
  try {
    const [minutes = '', hours = '', dayOfMonth = '', month = '', dayOfWeek = '', year = ''] = fields.map((field) =>
      field.toUpperCase(),
    );
    if ((dayOfMonth === '?') === (dayOfWeek === '?')) {
      throw new Unreadable('one of day-of-month and day-of-week must be "?", and the other must not');
    }
    const { day, daysEarlier } = daysOfMonth(dayOfMonth);
    const time = `0 ${list(minutes, MINUTES)} ${list(hours, HOURS)}`;
    const pattern = `${time} ${day} ${list(month, MONTH)} ${daysOfWeek(dayOfWeek)} ${list(year, YEAR)}`;
    return { pattern, daysEarlier };
  } catch (error) {
    if (error instanceof Unreadable) return { problem: error.message };
    throw error;
  }
};

const daysOfMonth = (field: string): { readonly day: string; readonly daysEarlier: number } => {
  const whole = (day: string): { day: string; daysEarlier: number } => ({ day, daysEarlier: 0 });
  if (field === '?') return whole('*');
  if (field === 'L' || field === 'LW') return whole(field);
  if (/^\d{1,2}W$/.test(field)) return whole(`${value(field.slice(0, -1), DAY_OF_MONTH)}W`);
  const early = /^L-(\d{1,2})$/.exec(field);
  if (early === null) return whole(list(field, DAY_OF_MONTH));
  const daysEarlier = Number(early[1]);
  if (daysEarlier > LARGEST_DAYS_EARLIER) throw new Unreadable(`"${field}" does not exist in every month`);
  return { day: 'L', daysEarlier };
};

const daysOfWeek = (field: string): string => {
  if (field === '?') return '*';
  if (field === 'L') return String(DAY_OF_WEEK.max - 1); // the last day of the week: Saturday
  const [last] = /^(.+)L$/.exec(field)?.slice(1) ?? [];
  if (last !== undefined) return `${value(last, DAY_OF_WEEK) - 1}L`;
  const [day, instance] = /^([^,]+)#([1-5])$/.exec(field)?.slice(1) ?? [];
  if (day !== undefined && instance !== undefined) return `${value(day, DAY_OF_WEEK) - 1}#${instance}`;
  return list(field, DAY_OF_WEEK, -1);
};

/** All values of a field, written out: nothing of the dialect is left to be understood differently. */
const list = (text: string, field: Field, shift = 0): string => {
  const values = new Set(text.split(',').flatMap((item) => valuesOf(item, field)));
  if (values.size === field.max - field.min + 1) return field === YEAR ? `${field.min}-${field.max}` : '*';
  return [...values].map((each) => each + shift).join(',');
};

const valuesOf = (item: string, field: Field): number[] => {
  const [range = '', increment, ...rest] = item.split('/');
  if (rest.length > 0 || (increment !== undefined && !/^\d{1,3}$/.test(increment))) throw notUnderstood(item, field);
  const step = Number(increment ?? 1);
  if (step === 0) throw notUnderstood(item, field);
  const [first, last] = boundsOf(range, increment !== undefined, field);
  const values: number[] = [];
  const count = field.max - field.min + 1;
  for (let each = first; each <= last; each += step) values.push(((each - field.min) % count) + field.min);
  return values;
};

/** First and last; a range that runs over the end has its last beyond it, so that increments carry on. */
const boundsOf = (range: string, stepped: boolean, field: Field): readonly [number, number] => {
  if (range === '*') return [field.min, field.max];
  const [from = '', to, ...rest] = range.split('-');
  if (rest.length > 0) throw notUnderstood(range, field);
  const first = value(from, field);
  if (to === undefined) return [first, stepped ? field.max : first];
  const last = value(to, field);
  if (first <= last) return [first, last];
  if (!field.circular) throw notUnderstood(range, field);
  return [first, last + field.max - field.min + 1];
};

const value = (text: string, field: Field): number => {
  const named = field.names?.indexOf(text) ?? -1;
  const number = named >= 0 ? named + field.min : /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= field.min && number <= field.max)) throw notUnderstood(text, field);
  return number;
};

const notUnderstood = (text: string, { name, min, max }: Field): Unreadable =>
  new Unreadable(`"${text}" is not understood as ${name} (${min}-${max})`);
