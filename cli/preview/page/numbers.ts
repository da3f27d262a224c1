const SCALES = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;

const BYTES = [
  [1024 ** 4, 'TiB'],
  [1024 ** 3, 'GiB'],
  [1024 ** 2, 'MiB'],
  [1024, 'KiB'],
] as const;

const UNITS: Readonly<Record<string, string>> = { Percent: '%', Seconds: 's', Milliseconds: 'ms', Bytes: 'B' };

const rounded = (value: number): string => String(Math.round(value * 100) / 100);

/** A number as a dashboard abbreviates it, with its unit where it is more than a count. */
export const shortNumber = (value: number, unit?: string): string => {
  const scales = unit === 'Bytes' ? BYTES : SCALES;
  const scale = scales.find(([size]) => Math.abs(value) >= size);
  const number = scale === undefined ? rounded(value) : rounded(value / scale[0]);
  if (unit === 'Bytes' && scale !== undefined) return `${number} ${scale[1]}`;
  return `${number}${scale?.[1] ?? ''}${unit === undefined || UNITS[unit] === undefined ? '' : ` ${UNITS[unit]}`}`;
};

/** A moment as people read it, in UTC as everywhere here. */
export const momentText = (seconds: number): string =>
  new Date(seconds * 1000).toISOString().replace('T', ' ').slice(0, 16).concat(' UTC');
