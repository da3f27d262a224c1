import { UnsupportedError } from '../errors.js';
import type { Point, Series } from './series.js';

/** What an expression is worth: a number, a time series, or several. */
export type Value = number | Series | readonly Series[];

export const isMany = (value: Value): value is readonly Series[] => Array.isArray(value);

const OPERATIONS: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
  '==': (a, b) => Number(a === b),
  '!=': (a, b) => Number(a !== b),
  '<': (a, b) => Number(a < b),
  '>': (a, b) => Number(a > b),
  '<=': (a, b) => Number(a <= b),
  '>=': (a, b) => Number(a >= b),
  '&&': (a, b) => Number(a !== 0 && b !== 0),
  '||': (a, b) => Number(a !== 0 || b !== 0),
};

/** Time by time, where both have a value; each of several with the other. */
export const operate = (sign: string, left: Value, right: Value): Value => {
  const apply = OPERATIONS[sign];
  if (apply === undefined) throw new UnsupportedError(`the operator ${sign} is not part of the preview`);
  if (isMany(left) && isMany(right))
    throw new UnsupportedError('operators between two arrays are not part of the preview');
  if (isMany(left)) return left.map((each) => pairwise(apply, each, right as number | Series));
  if (isMany(right)) return right.map((each) => pairwise(apply, left, each));
  return typeof left === 'number' && typeof right === 'number' ? apply(left, right) : pairwise(apply, left, right);
};

const pairwise = (apply: (a: number, b: number) => number, left: number | Series, right: number | Series): Series => {
  const series = typeof left === 'number' ? (right as Series) : left;
  const others = typeof left === 'number' || typeof right === 'number' ? undefined : new Map(right.points);
  const points = series.points.flatMap(([time, value]): Point[] => {
    const a = typeof left === 'number' ? left : value;
    const b = typeof right === 'number' ? right : others === undefined ? value : others.get(time);
    const result = b === undefined ? NaN : apply(a, b);
    // A division by zero has no value.
    return Number.isFinite(result) ? [[time, result]] : [];
  });
  const { period, metric, label } = series;
  return { points, period, ...(metric === undefined ? {} : { metric }), ...(label === undefined ? {} : { label }) };
};

/** One series of many, from the values that there are at each time. */
export const across = (many: readonly Series[], fold: (values: readonly number[]) => number): Series => {
  const byTime = new Map<number, number[]>();
  for (const { points } of many)
    for (const [time, value] of points) byTime.set(time, [...(byTime.get(time) ?? []), value]);
  const points = [...byTime].sort(([a], [b]) => a - b).map(([time, values]): Point => [time, fold(values)]);
  return { points, period: many[0]?.period ?? 300 };
};
