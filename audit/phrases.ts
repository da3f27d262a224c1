import { formatDuration } from './duration.js';

/** Parts of the phrases in findings: what a tired engineer reads at night. */

/** `1 good copy`, `3 good copies`. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** `a, b, c and 4 more`. */
export const listed = (names: readonly string[], most = 3): string => {
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join(', ')} and ${rest} more` : names.join(', ');
};

/** `2026-11-24 03:12 UTC`, with seconds only where there are some. */
export const momentOf = (ms: number): string => {
  const iso = new Date(ms).toISOString();
  const length = ms % MINUTE === 0 ? 16 : ms % SECOND === 0 ? 19 : 23;
  return `${iso.slice(0, 10)} ${iso.slice(11, length)} UTC`;
};

/** A length of time beside a limit: rounded down to two units (`2d1h`), but never so far that it seems to keep the limit. */
export const lengthBeyond = (ms: number, limit: number): string => {
  const unit = UNITS.find((each) => ms >= LARGE * each) ?? 1;
  const rough = Math.floor(ms / unit) * unit;
  return formatDuration(rough > limit ? rough : ms);
};

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const UNITS = [HOUR, MINUTE, SECOND];
// Of an hour to a day and a half minutes are worth reading, of more they are not.
const LARGE = 36;

const BINARY_UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** `512 bytes`, `1.2 GiB`. */
export const formatBytes = (bytes: number): string => {
  if (bytes === 1) return '1 byte';
  let unit = 0;
  let rest = bytes;
  while (Math.abs(rest) >= 1024 && unit < BINARY_UNITS.length - 1) {
    rest /= 1024;
    unit += 1;
  }
  const amount = unit === 0 || Math.abs(rest) >= 100 ? Math.round(rest) : Number(rest.toFixed(1));
  return `${amount} ${BINARY_UNITS[unit] ?? 'bytes'}`;
};
