import { UnsupportedError } from '../errors.js';
import { type Value, operate } from './arithmetic.js';
import { type Expression, parseExpression } from './expression.js';
import { callFunction } from './functions.js';
import type { MetricStore } from './metric-store.js';
import { search } from './search.js';
import type { Range, Series } from './series.js';

/** What an expression can see. */
export interface Scope {
  readonly store: MetricStore;
  readonly range: Range;
  readonly period: number;
  /** Metrics and expressions of the same widget that have an id. */
  named(id: string): Value | undefined;
  /** Every metric of the widget. */
  readonly metrics: readonly Series[];
}

/** Words that functions take as they are. */
const KEYWORDS = new Set(['REPEAT', 'LINEAR', 'ASC', 'DESC', 'AVG', 'SUM', 'MIN', 'MAX']);

/** Metric math over what was recorded. What it does not know it refuses: a wrong line would be worse than none. */
export const evaluate = (text: string, scope: Scope): Value => valueOf(parseExpression(text), scope);

const valueOf = (expression: Expression, scope: Scope): Value => {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'text':
      throw new UnsupportedError(`the preview does not understand the text '${expression.value}' there`);
    case 'name':
      return named(expression.value, scope);
    case 'operation':
      return operate(expression.sign, valueOf(expression.left, scope), valueOf(expression.right, scope));
    case 'call':
      return called(expression, scope);
  }
};

const named = (id: string, scope: Scope): Value => {
  const value = scope.named(id);
  if (value !== undefined) return value;
  if (KEYWORDS.has(id.toUpperCase())) return NaN;
  throw new UnsupportedError(`there is no metric with the id ${id} in this widget`);
};

const called = ({ name, args }: Extract<Expression, { kind: 'call' }>, scope: Scope): Value => {
  const { store, range, period } = scope;
  if (name === 'SEARCH') {
    const [query, statistic, each] = args;
    if (query?.kind !== 'text' || statistic?.kind !== 'text')
      throw new UnsupportedError('SEARCH wants a query and a statistic');
    return search(store, query.value, statistic.value, each?.kind === 'number' ? each.value : period, range);
  }
  if (name === 'METRICS') {
    const [filter] = args;
    if (filter?.kind === 'text') throw new UnsupportedError('METRICS with a filter is not part of the preview');
    return scope.metrics;
  }
  if (name === 'PERIOD') return period;
  const result = callFunction(
    name,
    args.map((arg) => valueOf(arg, scope)),
    args,
    range,
  );
  if (result === undefined) throw new UnsupportedError(`the function ${name} is not part of the preview`);
  return result;
};
