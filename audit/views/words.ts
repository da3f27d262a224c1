import { formatDuration } from '../duration.js';

/** Figures and times as every view writes them. */

export const number = (value: number): string => value.toLocaleString('en-US');

/** `1 finding`, `1,312 findings`. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${number(count)} ${count === 1 ? one : many}`;

/** `2026-11-24 03:12 UTC`. */
export const time = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `3h`, `5d`: as exact as somebody wants to know who looks at it in passing. */
export const roughly = (ms: number): string => {
  const length = Math.abs(ms);
  if (length < MINUTE) return 'less than a minute';
  const unit = length < HOUR ? MINUTE : length < 2 * DAY ? HOUR : DAY;
  return formatDuration(Math.floor(length / unit) * unit);
};

/** `3h ago`, `in 5d`. */
export const fromNow = (iso: string, now: number): string => {
  const passed = now - Date.parse(iso);
  return passed < 0 ? `in ${roughly(passed)}` : `${roughly(passed)} ago`;
};

/** An ARN without what every ARN of a list shares: `rds:eu-west-1:111122223333:db:orders`. */
export const shortArn = (arn: string): string => arn.replace(/^arn:[^:]*:/, '');

/** `98.3 % met`. */
export const percentWords = (percent: number | null): string =>
  percent === null ? 'nothing judged' : `${percent} % met`;
