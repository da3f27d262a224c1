import { UnsupportedError } from '../errors.js';
import { type Value, across, isMany } from './arithmetic.js';
import type { Expression } from './expression.js';
import { type Point, type Range, type Series, valuesOf } from './series.js';

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const average = (values: readonly number[]): number => total(values) / values.length;

/** What folds several series to one, and one to a number. */
const FOLDS: Readonly<Record<string, (values: readonly number[]) => number>> = {
  SUM: total,
  AVG: average,
  MIN: (values) => Math.min(...values),
  MAX: (values) => Math.max(...values),
  DATAPOINT_COUNT: (values) => values.length,
  LAST: (values) => values.at(-1) ?? NaN,
  FIRST: (values) => values[0] ?? NaN,
};

const EACH: Readonly<Record<string, (value: number) => number>> = {
  ABS: Math.abs,
  CEIL: Math.ceil,
  FLOOR: Math.floor,
};

/** Functions of values; those that look for metrics are the evaluator's own. Undefined for a name that is none. */
export const callFunction = (
  name: string,
  args: readonly Value[],
  written: readonly Expression[],
  range: Range,
): Value | undefined => {
  const [first] = args;
  const fold = FOLDS[name];
  if (fold !== undefined && first !== undefined && typeof first !== 'number')
    return isMany(first) ? across(first, fold) : fold(valuesOf(first));
  const each = EACH[name];
  if (each !== undefined && first !== undefined)
    return typeof first === 'number' ? each(first) : mapped(first, (series) => withValues(series, each));
  switch (name) {
    case 'FILL':
      return mapped(seriesIn(name, first), (series) => filled(series, written[1], args[1], range));
    case 'SORT':
      return sorted(manyIn(name, first), written);
    case 'SLICE':
      return manyIn(name, first).slice(Number(args[1]), args[2] === undefined ? undefined : Number(args[2]));
    case 'REMOVE_EMPTY':
      return manyIn(name, first).filter(({ points }) => points.length > 0);
    case 'TIME_SERIES':
      return constant(Number(first), range);
    case 'IF':
      return chosen(args);
    default:
      return undefined;
  }
};

const mapped = (value: Exclude<Value, number>, change: (series: Series) => Series): Value =>
  isMany(value) ? value.map(change) : change(value);

const withValues = (series: Series, change: (value: number) => number): Series => ({
  ...series,
  points: series.points.map(([time, value]): Point => [time, change(value)]),
});

const seriesIn = (name: string, value: Value | undefined): Exclude<Value, number> => {
  if (value === undefined || typeof value === 'number') throw new UnsupportedError(`${name} wants a time series`);
  return value;
};
const manyIn = (name: string, value: Value | undefined): readonly Series[] => {
  const series = seriesIn(name, value);
  return isMany(series) ? series : [series];
};

/** Where nothing was written: a number, or the value before, from the first one to the end of what is shown. */
const filled = (
  series: Series,
  how: Expression | undefined,
  filler: Value | undefined,
  { start, end }: Range,
): Series => {
  const { period } = series;
  const repeats = how?.kind === 'name' && how.value === 'REPEAT';
  if (!repeats && typeof filler !== 'number')
    throw new UnsupportedError('FILL with anything but a number or REPEAT is not part of the preview');
  const known = new Map(series.points);
  const points: Point[] = [];
  let before: number | undefined;
  for (let time = Math.floor(start / period) * period; time <= end; time += period) {
    const value: number | undefined = known.get(time) ?? (repeats ? before : Number(filler));
    if (value !== undefined) points.push([time, value]);
    before = value;
  }
  return { ...series, points };
};

const constant = (value: number, { start, end }: Range, period = 300): Series => {
  const points: Point[] = [];
  for (let time = Math.floor(start / period) * period; time <= end; time += period) points.push([time, value]);
  return { points, period };
};

/** `SORT(many, AVG|MIN|MAX|SUM, ASC|DESC, limit)`. */
const sorted = (many: readonly Series[], [, by, order, limit]: readonly Expression[]): readonly Series[] => {
  const fold = by?.kind === 'name' ? FOLDS[by.value.toUpperCase()] : undefined;
  const isDescending = order?.kind === 'name' && order.value.toUpperCase() === 'DESC';
  if (fold === undefined)
    throw new UnsupportedError('SORT by anything but SUM, AVG, MIN or MAX is not part of the preview');
  const rank = (series: Series): number => (series.points.length === 0 ? -Infinity : fold(valuesOf(series)));
  const inOrder = [...many].sort((a, b) => (isDescending ? rank(b) - rank(a) : rank(a) - rank(b)));
  return limit?.kind === 'number' ? inOrder.slice(0, limit.value) : inOrder;
};

/** `IF(condition, then, else)` time by time; without an else there is a gap. */
const chosen = ([condition, then, otherwise]: readonly Value[]): Value => {
  if (
    condition === undefined ||
    then === undefined ||
    isMany(condition) ||
    isMany(then) ||
    (otherwise !== undefined && isMany(otherwise))
  )
    throw new UnsupportedError('IF over arrays is not part of the preview');
  if (typeof condition === 'number') return condition === 0 ? (otherwise ?? NaN) : then;
  const valueAt = (value: number | Series | undefined) => {
    if (value === undefined || typeof value === 'number') return () => value;
    const byTime = new Map(value.points);
    return (time: number) => byTime.get(time);
  };
  const [yes, no] = [valueAt(then), valueAt(otherwise)];
  const points = condition.points.flatMap(([time, value]): Point[] => {
    const result = value === 0 ? no(time) : yes(time);
    return result === undefined ? [] : [[time, result]];
  });
  return { points, period: condition.period };
};
