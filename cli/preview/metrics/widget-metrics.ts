import { messageOf } from '../../../audit/errors.js';
import { UnsupportedError } from '../errors.js';
import { type Value, isMany } from './arithmetic.js';
import { evaluate } from './evaluate.js';
import { filledLabel, isDynamic, nameOf } from './label.js';
import type { MetricStore } from './metric-store.js';
import type { Range, Series } from './series.js';

/** One line of a graph, or one number. */
export interface Line {
  readonly label: string;
  readonly color: string | undefined;
  readonly axis: 'left' | 'right';
  readonly series: Series;
}

export interface Lines {
  readonly lines: readonly Line[];
  /** What is not shown, and why. */
  readonly notes: readonly string[];
}

interface Options {
  readonly id?: string;
  readonly expression?: string;
  readonly label?: string;
  readonly color?: string;
  readonly period?: number;
  readonly stat?: string;
  readonly visible?: boolean;
  readonly yAxis?: 'left' | 'right';
}

interface Declared {
  readonly names: readonly string[];
  readonly options: Options;
}

const PERIOD = 300;

/** The metrics of a widget, with their shorthands, as lines over what was recorded. */
export const linesOf = (properties: Readonly<Record<string, unknown>>, store: MetricStore, range: Range): Lines => {
  const declared = withoutShorthands((properties['metrics'] ?? []) as unknown[][]);
  const period = Number(properties['period'] ?? PERIOD);
  const statistic = String(properties['stat'] ?? 'Average');
  const notes = new Set<string>();
  const values = new Map<Declared, Value>();
  const byId = (id: string): Declared | undefined => declared.find(({ options }) => options.id === id);

  const seriesOf = ({ names, options }: Declared): Series => {
    const [namespace = '', name = '', ...pairs] = names;
    if (namespace.startsWith('AWS/'))
      notes.add(`${namespace} metrics are written by AWS itself, once this is deployed`);
    const dimensions: Record<string, string> = {};
    for (let at = 0; at + 1 < pairs.length; at += 2) dimensions[String(pairs[at])] = String(pairs[at + 1]);
    const metric = { namespace, name, dimensions, statistic: options.stat ?? statistic };
    return store.series(metric, options.period ?? period, range);
  };
  const valueOf = (each: Declared, path: readonly Declared[] = []): Value => {
    const known = values.get(each);
    if (known !== undefined) return known;
    if (path.includes(each)) throw new UnsupportedError(`the expression ${each.options.id ?? ''} needs itself`);
    const { expression } = each.options;
    const value =
      expression === undefined
        ? seriesOf(each)
        : evaluate(expression, {
            ...{ store, range, period: each.options.period ?? period },
            named: (id) => {
              const other = byId(id);
              return other === undefined ? undefined : valueOf(other, [...path, each]);
            },
            metrics: declared.filter(({ options }) => options.expression === undefined).map(seriesOf),
          });
    values.set(each, value);
    return value;
  };

  const lines = declared.flatMap((each): Line[] => {
    if (each.options.visible === false) return [];
    try {
      return linesOfValue(valueOf(each), each.options, range);
    } catch (error) {
      if (!(error instanceof UnsupportedError)) throw error;
      notes.add(`Not shown: ${messageOf(error)}`);
      return [];
    }
  });
  return { lines, notes: [...notes] };
};

const linesOfValue = (value: Value, { label, color, yAxis = 'left', expression }: Options, range: Range): Line[] => {
  const isArray = typeof value !== 'number' && isMany(value);
  const many: readonly Series[] =
    typeof value === 'number'
      ? Number.isFinite(value)
        ? [
            {
              points: [
                [range.start, value],
                [range.end, value],
              ],
              period: PERIOD,
            },
          ]
        : []
      : isArray
        ? value
        : [value];
  return many.map((series, index) => ({
    label: labelOf(series, label, expression, isArray),
    // Of several series the color is the first one's; the others get colors of their own.
    color: index === 0 ? color : undefined,
    axis: yAxis,
    series,
  }));
};

const labelOf = (
  series: Series,
  label: string | undefined,
  expression: string | undefined,
  isArray: boolean,
): string => {
  const name = nameOf(series);
  if (label === undefined) return expression !== undefined && (!isArray || name === '') ? expression : name;
  if (isDynamic(label)) return filledLabel(label, series);
  return isArray ? `${label} ${name}`.trim() : label;
};

/** `.` repeats what is above it, `...` all of it up to what is given. */
const withoutShorthands = (metrics: readonly (readonly unknown[])[]): Declared[] => {
  let above: readonly string[] = [];
  return metrics.map((metric) => {
    const last = metric.at(-1);
    const options = typeof last === 'object' && last !== null ? (last as Options) : {};
    const given = metric.filter((each) => typeof each === 'string');
    const start = given[0] === '...' ? [...above.slice(0, above.length - given.length + 1), ...given.slice(1)] : given;
    const names = start.map((name, index) => (name === '.' ? (above[index] ?? '') : name));
    if (options.expression === undefined) above = names;
    return { names, options };
  });
};
