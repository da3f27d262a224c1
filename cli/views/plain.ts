import { shorten } from '../../audit/shorten.js';
import { steeringWrittenOut } from '../../audit/steering.js';

// A terminal acts on control characters, and some formatting characters turn text around: AWS's words get neither.
const STEERING = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+/gu;

const HALF_A_PAIR_AT_THE_START = /^[\uDC00-\uDFFF]/;

/** Foreign text as one line that steers nothing. */
export const plain = (text: string): string => text.replace(STEERING, ' ').trim();

/** What went wrong, its lines kept: those after the first are set in, so that none can be taken for one of ours. */
export const errorText = (text: string): string => steeringWrittenOut(text).replaceAll('\n', '\n       ');

/** At most so many characters; the middle gives way, because an ARN tells most at both ends. */
export const fit = (text: string, width: number): string => {
  const line = plain(text);
  if (line.length <= width) return line;
  const tail = Math.floor((width - 1) * 0.65);
  return `${shorten(line, width - tail)}${line.slice(line.length - tail).replace(HALF_A_PAIR_AT_THE_START, '')}`;
};

/** At most so many characters of a sentence: its end gives way. */
export const cut = (text: string, width: number): string => {
  return shorten(text.replace(STEERING, ' ').trimEnd(), Math.max(1, width));
};

/** An ARN without what every ARN of a list shares: `rds:eu-west-1:111122223333:db:orders`. */
export const shortArn = (arn: string): string => plain(arn).replace(/^arn:[^:]*:/, '');

export const number = (value: number): string => value.toLocaleString('en-US');

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${number(count)} ${count === 1 ? one : many}`;

/** `2026-11-24 03:12 UTC`. */
export const time = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
