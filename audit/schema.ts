import { z } from 'zod';
import { formatDuration, parseDuration } from './duration.js';

/** The shapes of values that definitions are made of; each error says what was given and what is allowed. */

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

// zod shows no input in its own sentences, and a person wants to see what was refused.
export const shown = (value: unknown): string => {
  const json = JSON.stringify(value) ?? String(value);
  return json.length > 80 ? `${json.slice(0, 79)}…` : json;
};

/** A length of time as people write it (`26h`, `35d`); parsed to milliseconds. */
export const duration = (limits: { atLeast?: number; atMost?: number } = {}) =>
  z
    .string({ error: ({ input }) => `expected a duration such as "26h" or "35d", got ${shown(input)}` })
    .transform((value, context) => {
      const ms = parseDuration(value);
      const { atLeast = 1, atMost = Number.MAX_SAFE_INTEGER } = limits;
      if (ms !== undefined && ms >= atLeast && ms <= atMost) return ms;
      const range = limits.atMost === undefined ? '' : ` of at most ${formatDuration(limits.atMost)}`;
      const longer = atLeast > 1 ? ` and at least ${formatDuration(atLeast)}` : '';
      context.addIssue({
        code: 'custom',
        message: `expected a duration such as "26h" or "35d"${range}${longer}, got ${shown(value)}`,
      });
      return z.NEVER;
    });

/** A moment as ISO 8601 writes it; parsed to milliseconds. A date alone is its first moment, UTC. */
export const moment = () =>
  z
    .string({ error: ({ input }) => `expected a time such as "2026-11-01T00:00:00Z", got ${shown(input)}` })
    .transform((value, context) => {
      const ms = ISO_MOMENT.test(value) ? Date.parse(value) : Number.NaN;
      if (!Number.isNaN(ms)) return ms;
      context.addIssue({
        code: 'custom',
        message: `expected a time with its zone such as "2026-11-01T00:00:00Z" or a date, got ${shown(value)}`,
      });
      return z.NEVER;
    });
const ISO_MOMENT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2}))?$/;

/** A moment that, given as a date alone, lasts to the end of that day, UTC. */
export const endMoment = () =>
  z
    .string({ error: ({ input }) => `expected a date such as "2027-03-31", got ${shown(input)}` })
    .transform((value, context) => {
      const ms = ISO_MOMENT.test(value) ? Date.parse(value) : Number.NaN;
      if (!Number.isNaN(ms)) return value.length === 10 ? ms + DAY : ms;
      context.addIssue({
        code: 'custom',
        message: `expected a date such as "2027-03-31" or a time with its zone, got ${shown(value)}`,
      });
      return z.NEVER;
    });

const matching = (pattern: RegExp, what: string) =>
  z
    .string({ error: ({ input }) => `expected ${what}, got ${shown(input)}` })
    .regex(pattern, { error: ({ input }) => `expected ${what}, got ${shown(input)}` });

export const arn = () => matching(/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/s, 'an ARN such as "arn:aws:rds:…"');
export const accountId = () => matching(/^\d{12}$/, 'an account id of twelve digits');
export const region = () => matching(/^[a-z]{2,}(-[a-z]+)+-\d+$/, 'a Region such as "eu-west-1"');
export const nonEmpty = (what: string) => matching(/^.+$/s, what);

export const wholeNumber = (limits: { atLeast: number; atMost?: number }) => {
  const { atLeast, atMost } = limits;
  const allowed =
    atMost === undefined ? `a whole number of at least ${atLeast}` : `a whole number from ${atLeast} to ${atMost}`;
  const error = ({ input }: { input?: unknown }) => `expected ${allowed}, got ${shown(input)}`;
  return z
    .number({ error })
    .int({ error })
    .min(atLeast, { error })
    .max(atMost ?? Number.MAX_SAFE_INTEGER, { error });
};

export const percentage = () => {
  const error = ({ input }: { input?: unknown }) => `expected a percentage from 0 to 100, got ${shown(input)}`;
  return z.number({ error }).min(0, { error }).max(100, { error });
};

/** Patterns: `*` any run of characters, `?` one, the rest literally. An empty list would ask nothing, so it is refused. */
export const patterns = (what: string) => list(nonEmpty(`a pattern of ${what}`), `at least one pattern of ${what}`);

export const list = <T extends z.ZodType>(item: T, what: string) => {
  const error = ({ input }: { input?: unknown }) => `expected ${what}, got ${shown(input)}`;
  return z.array(item, { error }).min(1, { error }).max(1000, { error: 'expected at most 1000 entries' });
};

export const oneOf = <const T extends readonly string[]>(values: T) =>
  z.enum(values, { error: ({ input }) => `expected one of ${values.join(', ')}, got ${shown(input)}` });
