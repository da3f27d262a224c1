import { DAY } from './schema.js';

/** A half-open window of creation time, `[from, to)`, in milliseconds; without `from` it has no lower bound. */
export interface Window {
  readonly from?: number;
  readonly to: number;
}

/** AWS removes a copy job 30 days after it finished, so by default nothing older is asked for. */
export const DEFAULT_WINDOW = 30 * DAY;

export const isWithin = (window: Window, time: number): boolean =>
  time < window.to && (window.from === undefined || time >= window.from);
