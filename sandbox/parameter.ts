import { invalidParameter } from './api-error.js';

/** Reads one parameter of a query, or refuses it as the service does. */
export type Parameter<T> = (value: string, name: string) => T;

export const anyText: Parameter<string> = (value) => value;

export const pattern =
  (regex: RegExp): Parameter<string> =>
  (value, name) => {
    if (!regex.test(value))
      throw refused(value, name, `Member must satisfy regular expression pattern: ${regex.source}`);
    return value;
  };

export const oneOf =
  (values: readonly string[]): Parameter<string> =>
  (value, name) => {
    if (!values.includes(value))
      throw refused(value, name, `Member must satisfy enum value set: [${values.join(', ')}]`);
    return value;
  };

export const wholeNumber =
  (least: number, most: number): Parameter<number> =>
  (value, name) => {
    const number = /^-?\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
    if (Number.isNaN(number)) throw refused(value, name, 'Member must be a whole number');
    if (number < least) throw refused(value, name, `Member must have value greater than or equal to ${least}`);
    if (number > most) throw refused(value, name, `Member must have value less than or equal to ${most}`);
    return number;
  };

// REST-JSON writes times in a query as `date-time` of RFC 3339. https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i;

/** Milliseconds. */
export const dateTime: Parameter<number> = (value, name) => {
  const ms = DATE_TIME.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(ms)) throw refused(value, name, 'Member must be a timestamp of the form 2026-01-02T03:04:05Z');
  return ms;
};

const refused = (value: string, name: string, constraint: string): Error =>
  invalidParameter(
    `1 validation error detected: Value '${value}' at '${name}' failed to satisfy constraint: ${constraint}`,
    name,
  );
