import { cut, number, plural } from './plain.js';

/** How far the reading of a report is. */
export interface ReadSoFar {
  readonly report: string;
  readonly jobs: number;
  readonly pages: number;
  readonly milliseconds: number;
  /** How often the service asked to slow down. */
  readonly throttles: number;
  /** Of how many there are how many are done, where that is known. */
  readonly part?: { readonly of: number; readonly done: number; readonly what: 'jobs' | 'units' } | undefined;
}

const BAR = 24;
const SECOND = 1000;
// Before that a guess of what is left says more of the start than of the rest.
const ENOUGH_TO_GUESS = 2 * SECOND;

/** One line that fits the terminal; what matters least is last. */
export const progressText = (read: ReadSoFar, columns: number): string => {
  const { report, jobs, pages, throttles, milliseconds, part } = read;
  const speed = Math.round(jobs / Math.max(milliseconds / SECOND, 0.001));
  const words = [
    cut(report, 24),
    ...(part === undefined ? [] : [barOf(part)]),
    `${number(jobs)} jobs`,
    `${number(speed)} jobs/s`,
    ...leftOf(read),
    ...(throttles === 0 ? [] : [`throttled ${plural(throttles, 'time')}`]),
    plural(pages, 'page'),
  ];
  // The last column stays free: some terminals go on to the next line when it is written.
  return cut(words.join('  '), columns - 1);
};

const barOf = ({ of, done, what }: NonNullable<ReadSoFar['part']>): string => {
  const share = of === 0 ? 1 : Math.min(1, done / of);
  const full = Math.round(share * BAR);
  const amount = what === 'units' ? `${number(done)} of ${plural(of, 'unit')}` : `${Math.floor(100 * share)} %`;
  return `${'#'.repeat(full)}${'-'.repeat(BAR - full)} ${amount}`;
};

const leftOf = ({ part, milliseconds }: ReadSoFar): string[] => {
  if (part === undefined || part.done === 0 || part.done >= part.of || milliseconds < ENOUGH_TO_GUESS) return [];
  const seconds = Math.ceil((milliseconds * (part.of - part.done)) / part.done / SECOND);
  return [`about ${seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`} left`];
};
