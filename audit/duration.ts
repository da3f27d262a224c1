/**
 * Lengths of time as people write them in a definition: `26h`, `35d`, `90m`, `30s`, `2w`, `500ms`, compound `1d12h` (larger
 * units first, each once), or ISO 8601 as other tools write them: `PT26H`, `P35D`, `P2W`, `P1DT12H`.
 *
 * A day is 24 hours and a week is 7 days, as everywhere in this library: an age is compared with it, no calendar. So ISO's
 * years and months are refused, they have no fixed length. Decimals are refused too (`1.5h` is `90m`), but for ISO seconds
 * (`PT0.5S`): that is how milliseconds are written there.
 */
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** What a JSON Schema can say of a duration; `parseDuration` decides. */
export const DURATION_PATTERN = /^(?=.)(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;

const ISO = /^P(?=[\dT])(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,](\d{1,3}))?S)?)?$/;
const ISO_WEEKS = /^P(\d+)W$/;

/** Milliseconds, or undefined where the text is no duration (or a longer one than a number can hold exactly). */
export const parseDuration = (text: string): number | undefined => {
  const ms = inWords(text) ?? inIso(text) ?? inIsoWeeks(text);
  return ms === undefined || ms > Number.MAX_SAFE_INTEGER ? undefined : ms;
};

const total = (amounts: readonly (string | undefined)[], units: readonly number[]): number =>
  units.reduce((sum, unit, index) => sum + unit * Number(amounts[index] ?? 0), 0);

const inWords = (text: string): number | undefined => {
  const match = DURATION_PATTERN.exec(text);
  return match === null ? undefined : total(match.slice(1), [WEEK, DAY, HOUR, MINUTE, SECOND, 1]);
};

const inIso = (text: string): number | undefined => {
  const match = ISO.exec(text);
  if (match === null) return undefined;
  const [days, hours, minutes, seconds, fraction] = match.slice(1);
  return total([days, hours, minutes, seconds, fraction?.padEnd(3, '0')], [DAY, HOUR, MINUTE, SECOND, 1]);
};

const inIsoWeeks = (text: string): number | undefined => {
  const match = ISO_WEEKS.exec(text);
  return match === null ? undefined : total(match.slice(1), [WEEK]);
};

const UNITS = [
  { suffix: 'd', ms: DAY },
  { suffix: 'h', ms: HOUR },
  { suffix: 'm', ms: MINUTE },
  { suffix: 's', ms: SECOND },
  { suffix: 'ms', ms: 1 },
] as const;

/**
 * The way to write a duration that people expect: one unit where less than two of the next larger one would do (`26h`,
 * `36h`, `90m`), else the largest first (`35d`, `2d12h`). `parseDuration` reads it back to the same number of milliseconds;
 * fractions of one are rounded, and a negative length gets a minus sign, which only a reader understands.
 */
export const formatDuration = (ms: number): string => {
  if (!Number.isFinite(ms)) return String(ms);
  const length = Math.round(Math.abs(ms));
  if (length === 0) return '0s';
  const sign = ms < 0 ? '-' : '';
  const single = UNITS.find(({ ms: unit }) => length % unit === 0);
  const larger = UNITS[UNITS.findIndex((unit) => unit === single) - 1];
  if (single !== undefined && (larger === undefined || length < 2 * larger.ms)) {
    return `${sign}${length / single.ms}${single.suffix}`;
  }
  let rest = length;
  const parts = UNITS.map(({ suffix, ms: unit }) => {
    const amount = Math.floor(rest / unit);
    rest -= amount * unit;
    return amount === 0 ? '' : `${amount}${suffix}`;
  });
  return sign + parts.join('');
};
