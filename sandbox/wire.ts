import { millis } from '../audit/copy-job.js';
import type { RawRecord, RecordKind } from './record-kind.js';

/**
 * How times are written. The service writes Java doubles (`1.516925490087E9`), its documentation shows decimals
 * (`1516925490.087`): a client has to read both, so `mixed` takes turns.
 */
export type TimeNotation = 'mixed' | 'decimal' | 'exponent';

/** Seconds with milliseconds, as a JSON number. */
export const secondsText = (ms: number, notation: 'decimal' | 'exponent'): string =>
  notation === 'decimal' ? String(ms / 1000) : (ms / 1000).toExponential().replace('e+', 'E').replace('e', 'E');

/** A record as JSON, with its times as numbers of seconds whatever they were; a time that is none stays as it is. */
export const recordText = (kind: RecordKind, record: RawRecord, notation: 'decimal' | 'exponent'): string => {
  const { times } = kind;
  let written = '';
  const rest: Record<string, unknown> = { ...record };
  for (const name of times) {
    const ms = millis(record[name]);
    if (ms === undefined) continue;
    // Undefined instead of deleted: JSON leaves it out as well, and the object keeps its shape, which is faster.
    rest[name] = undefined;
    written += `"${name}":${secondsText(ms, notation)},`;
  }
  const text = JSON.stringify(rest);
  if (written === '') return text;
  return text === '{}' ? `{${written.slice(0, -1)}}` : `{${written}${text.slice(1)}`;
};
