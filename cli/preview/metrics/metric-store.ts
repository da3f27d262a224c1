import { UnsupportedError } from '../errors.js';
import type { MetricIdentity, Point, Range, Series } from './series.js';

interface Recorded {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly unit: string | undefined;
  readonly values: [time: number, value: number][];
}

/** What one metric is written as, beside its name. */
export interface Written {
  readonly value: number;
  readonly unit?: string;
}

/** Metrics as they were written: exact dimensions, single values, and their time. */
export class MetricStore {
  readonly #recorded = new Map<string, Recorded>();

  /** Time in milliseconds. */
  record(
    namespace: string,
    dimensions: Readonly<Record<string, string>>,
    values: Readonly<Record<string, Written>>,
    time: number,
  ): void {
    for (const [name, { value, unit }] of Object.entries(values)) {
      const key = keyOf(namespace, name, dimensions);
      const recorded = this.#recorded.get(key) ?? { namespace, name, dimensions, unit, values: [] };
      recorded.values.push([Math.floor(time / 1000), value]);
      this.#recorded.set(key, recorded);
    }
  }

  has(namespace: string): boolean {
    return [...this.#recorded.values()].some((each) => each.namespace === namespace);
  }

  /** Metrics that have exactly these dimensions, whatever their values. */
  withDimensions(namespace: string, dimensions: readonly string[]): Recorded[] {
    const wanted = [...dimensions].sort().join();
    return [...this.#recorded.values()]
      .filter((each) => each.namespace === namespace && Object.keys(each.dimensions).sort().join() === wanted)
      .sort((a, b) => (keyOf(a.namespace, a.name, a.dimensions) < keyOf(b.namespace, b.name, b.dimensions) ? -1 : 1));
  }

  /** One metric in a range, a value a period. */
  series(metric: MetricIdentity, period: number, { start, end }: Range): Series {
    const { namespace, name, dimensions, statistic } = metric;
    const aggregate = STATISTICS[statistic.toLowerCase()];
    if (aggregate === undefined) throw new UnsupportedError(`the statistic ${statistic} is not part of the preview`);
    const { values = [], unit } = this.#recorded.get(keyOf(namespace, name, dimensions)) ?? {};
    const byPeriod = new Map<number, number[]>();
    for (const [time, value] of values) {
      const from = Math.floor(time / period) * period;
      if (time < start || time > end) continue;
      byPeriod.set(from, [...(byPeriod.get(from) ?? []), value]);
    }
    const points = [...byPeriod].sort(([a], [b]) => a - b).map(([time, each]): Point => [time, aggregate(each)]);
    return { points, period, metric, ...(unit === undefined ? {} : { unit }) };
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const STATISTICS: Readonly<Record<string, (values: readonly number[]) => number>> = {
  sum,
  average: (values) => sum(values) / values.length,
  minimum: (values) => Math.min(...values),
  maximum: (values) => Math.max(...values),
  samplecount: (values) => values.length,
};

const keyOf = (namespace: string, name: string, dimensions: Readonly<Record<string, string>>): string =>
  JSON.stringify([namespace, name, Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1))]);
