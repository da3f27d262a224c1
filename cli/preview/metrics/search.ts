import { UnsupportedError } from '../errors.js';
import type { MetricStore } from './metric-store.js';
import type { Range, Series } from './series.js';

/** `{Namespace,Dimension…} Name="value" Dimension=("a" OR "b")`. */
const SCHEMA = /^\s*\{([^}]+)\}(.*)$/s;
const TERM = /^\s*(?:AND\s+)?([\w.:"]+)\s*=\s*(?:"([^"]*)"|\(([^()]*)\))\s*/;

// A search sees what was written in the last two weeks.
const SEEN = 14 * 86_400;
const MOST_SERIES = 500;

/**
 * The metrics that a search finds, of those that are written as the dashboard writes its searches: a schema, and exact terms.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html
 */
export const search = (
  store: MetricStore,
  query: string,
  statistic: string,
  period: number,
  range: Range,
): Series[] => {
  const [, schema, terms = ''] = SCHEMA.exec(query) ?? [];
  if (schema === undefined)
    throw new UnsupportedError(`searches without a schema are not part of the preview: ${query}`);
  const [namespace = '', ...dimensions] = schema.split(',').map((name) => unquoted(name.trim()));
  const wanted = termsOf(terms, query);
  return store
    .withDimensions(namespace, dimensions)
    .filter(({ name, dimensions: own }) =>
      wanted.every(([property, values]) =>
        values.includes(
          property === 'MetricName' ? name : property === 'Namespace' ? namespace : (own[property] ?? ''),
        ),
      ),
    )
    .filter(({ values }) => values.some(([time]) => time >= range.end - SEEN))
    .slice(0, MOST_SERIES)
    .map(({ name, dimensions: own }) => store.series({ namespace, name, dimensions: own, statistic }, period, range));
};

const termsOf = (text: string, query: string): [string, string[]][] => {
  const terms: [string, string[]][] = [];
  let rest = text;
  while (rest.trim() !== '') {
    const [whole, property, value, several] = TERM.exec(rest) ?? [];
    if (whole === undefined || property === undefined)
      throw new UnsupportedError(`only searches for exact values are part of the preview: ${query}`);
    terms.push([
      unquoted(property),
      value === undefined ? (several ?? '').split(/\sOR\s/).map((each) => unquoted(each.trim())) : [value],
    ]);
    rest = rest.slice(whole.length);
  }
  return terms;
};

const unquoted = (text: string): string => text.replace(/^"(.*)"$/, '$1');
