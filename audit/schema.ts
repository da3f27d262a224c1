import * as z from 'zod';
import { DURATION_PATTERN, formatDuration, parseDuration } from './duration.js';
import { shorten } from './shorten.js';
import { plainJson } from './steering.js';

/** The shapes of values that definitions are made of; each error says what was given and what is allowed. */

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

const SHOWN_CHARACTERS = 80;

// zod shows no input in its own sentences, and a person wants to see what was refused.
export const shown = (value: unknown): string => shorten(written(value), SHOWN_CHARACTERS);

const written = (value: unknown): string => {
  try {
    return plainJson(value) ?? String(value);
  } catch {
    return 'a value without an end'; // a circle, as YAML's anchors can make one, or far too deep
  }
};

type Refusal = (issue: { readonly input?: unknown }) => string;
const refusal =
  (expected: string): Refusal =>
  ({ input }) =>
    `expected ${expected}, got ${shown(input)}`;

// YAML takes an account id without quotes for a number, and drops its zeros in front.
const textRefusal =
  (expected: string): Refusal =>
  (issue) =>
    refusal(expected)(issue) + (typeof issue.input === 'number' ? ', a number: write it in quotes' : '');

/** An object of these properties and no others. */
export const properties = <S extends Readonly<Record<string, z.ZodType>>>(shape: S, what: string) => {
  const allowed = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `${issue.keys.map(shown).join(', ')} ${issue.keys.length === 1 ? 'is not a property' : 'are no properties'} of ${what}: expected some of ${allowed}`
        : refusal(what)(issue),
  });
};

// A longer one is a mistake, and added to a date would leave what dates can name.
const LONGEST = 36_500 * DAY;

// The JSON Schema's pattern only; `parseDuration` decides.
const DURATION = `${DURATION_PATTERN.source}|^P(\\d+W|(\\d+D)?(T[\\dHMS.,]+)?)$`;

/** A length of time as people write it (`26h`, `35d`); parsed to milliseconds. */
export const duration = (limits: { readonly atLeast?: number; readonly atMost?: number } = {}) => {
  const { atLeast = 1, atMost = LONGEST } = limits;
  const range = limits.atMost === undefined ? '' : ` of at most ${formatDuration(atMost)}`;
  const least =
    limits.atLeast === undefined ? '' : `${range === '' ? ' of' : ' and'} at least ${formatDuration(atLeast)}`;
  const error = refusal(`a duration such as "26h" or "35d"${range}${least}`);
  return z
    .string({ error })
    .meta({ pattern: DURATION, examples: ['26h', '35d'] })
    .transform((value, context) => {
      const ms = parseDuration(value);
      if (ms !== undefined && ms >= atLeast && ms <= atMost) return ms;
      const length = ms !== undefined && ms > LONGEST ? `: that is more than ${formatDuration(LONGEST)}` : '';
      context.addIssue({ code: 'custom', message: error({ input: value }) + length });
      return z.NEVER;
    });
};

const ISO_MOMENT = /^(\d{4}-\d{2}-(\d{2}))(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2}))?$/;
/** The last millisecond that four digits of a year can name; table and reports write no later one. */
const LAST_MOMENT = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

const millisOf = (text: string): number | undefined => {
  const [, date = '', day] = ISO_MOMENT.exec(text) ?? [];
  // Date.parse takes the 30th of February for the 2nd of March.
  if (new Date(Date.parse(date)).getUTCDate() !== Number(day)) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
};

const time = (expected: string, examples: readonly string[], meant: (ms: number, text: string) => number) => {
  const error = refusal(expected);
  return z
    .string({ error })
    .meta({ pattern: ISO_MOMENT.source, examples })
    .transform((value, context) => {
      const ms = millisOf(value);
      if (ms !== undefined) return Math.min(meant(ms, value), LAST_MOMENT);
      context.addIssue({ code: 'custom', message: error({ input: value }) });
      return z.NEVER;
    });
};

/** A moment as ISO 8601 writes it; parsed to milliseconds. A date alone is its first moment, UTC. */
export const moment = () =>
  time(
    'a time with its zone such as "2026-11-01T00:00:00Z", or a date',
    ['2026-11-01T00:00:00Z', '2026-11-01'],
    (ms) => ms,
  );

/** A moment that, given as a date alone, lasts to the end of that day, UTC. */
export const endMoment = () =>
  time('a date such as "2027-03-31", or a time with its zone', ['2027-03-31'], (ms, { length }) =>
    length === '2027-03-31'.length ? ms + DAY : ms,
  );

// No name, ARN or token of AWS's is longer, and a definition that is all text would fit no table.
const LONGEST_TEXT = 2_048;

const bounded = (what: string, atMost: number, error = textRefusal(what)) =>
  z.string({ error }).max(atMost, { error: textRefusal(`${what} of at most ${atMost} characters`), abort: true });

export const matching = (pattern: RegExp, what: string) =>
  bounded(what, LONGEST_TEXT).regex(pattern, { error: textRefusal(what) });

export const arn = () => matching(/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/, 'an ARN such as "arn:aws:rds:…"');
export const accountId = () => matching(/^\d{12}$/, 'an account id of twelve digits');
export const region = () => matching(/^[a-z]{2,}(-[a-z]+)+-\d+$/, 'a Region such as "eu-west-1"');

export const text = (what: string, atMost: number) =>
  bounded(what, atMost, textRefusal(`${what} of at most ${atMost} characters`));

export const nonEmpty = (what: string, atMost?: number) =>
  (atMost === undefined ? bounded(what, LONGEST_TEXT) : text(what, atMost)).min(1, { error: textRefusal(what) });

export const flag = () => z.boolean({ error: refusal('true or false') });

export const wholeNumber = ({ atLeast, atMost }: { readonly atLeast: number; readonly atMost?: number }) => {
  const error = refusal(
    atMost === undefined ? `a whole number of at least ${atLeast}` : `a whole number from ${atLeast} to ${atMost}`,
  );
  return z
    .number({ error })
    .int({ error })
    .min(atLeast, { error })
    .max(atMost ?? Number.MAX_SAFE_INTEGER, { error });
};

export const percentage = ({ atMost = 100 }: { readonly atMost?: number } = {}) => {
  const error = refusal(`a percentage from 0 to ${atMost}`);
  return z.number({ error }).min(0, { error }).max(atMost, { error });
};

/** Patterns: `*` any run of characters, `?` one, the rest literally. An empty list would ask nothing, so it is refused. */
export const patterns = (what: string) => list(nonEmpty(`a pattern of ${what}`), `at least one pattern of ${what}`);

const MOST_ENTRIES = 1000;

export const list = <T extends z.ZodType>(item: T, what: string) => {
  const error = refusal(what);
  return z
    .array(item, { error })
    .min(1, { error })
    .max(MOST_ENTRIES, { error: `expected at most ${MOST_ENTRIES} entries` });
};

export const oneOf = <const T extends readonly string[]>(values: T) =>
  z.enum(values, { error: refusal(`one of ${values.join(', ')}`) });
