import type { Fault } from './faults.js';
import type { NextTokens } from './next-token.js';
import type { Page } from './page.js';
import type { ListQuery } from './query.js';
import type { RecordStore, Test } from './store.js';
import type { TimeColumn } from './column.js';

/** Whether a record made at the very time of a bound is within it: AWS does not say. */
export type BoundsOption = 'inclusive' | 'exclusive';

/** What an endpoint's options and its caller say of a listing, beside the query. */
export interface Scope {
  readonly request: string;
  readonly region: string | undefined;
  readonly callerAccountId: string | undefined;
  readonly bounds: BoundsOption;
  readonly hidesChildren: boolean;
  readonly defaultPageSize: number;
}

/** A page of records. */
export const listPage = (
  store: RecordStore,
  query: ListQuery,
  scope: Scope,
  tokens: NextTokens,
  fault?: Fault,
): Page => {
  const request = `${scope.request} ${scope.region ?? '*'} ${query.identity}`;
  const wanted = testsOf(store, query, scope);
  const limit = query.maxResults ?? scope.defaultPageSize;
  let from = query.nextToken === undefined ? 0 : tokens.read(query.nextToken, request);
  const asked = from;
  if (fault?.kind === 'repeat-page') from = store.before(wanted, from, limit);
  const most = fault?.kind === 'short-page' ? Math.min(limit, fault.items) : limit;
  const { rows, next } = store.find(wanted, from, most, query.created);
  const token = (position: number): string => tokens.issue({ position, request });
  return { items: store.bytes(rows), count: rows.length, nextToken: nextToken() };

  function nextToken(): string | undefined {
    if (fault?.kind === 'foreign-token') return tokens.issue({ position: next ?? asked, request: `not ${request}` });
    if (fault?.kind === 'loop-token') return query.nextToken ?? token(asked);
    return next === undefined ? undefined : token(next);
  }
};

const testsOf = (store: RecordStore, query: ListQuery, scope: Scope): readonly Test[] => {
  const tests: Test[] = [];
  for (const [field, value] of query.equal) {
    if (field !== 'AccountId' || value !== '*') tests.push(store.equals(field, value));
  }
  if (!query.equal.has('AccountId') && scope.callerAccountId !== undefined) {
    tests.push(store.equals('AccountId', scope.callerAccountId));
  }
  if (scope.hidesChildren && store.kind.asked.includes('ParentJobId') && !query.equal.has('ParentJobId')) {
    tests.push(store.isMissing('ParentJobId'));
  }
  if (scope.region !== undefined) tests.push(store.inRegion(scope.region));
  tests.push(...within(store.created, query.created, scope.bounds));
  tests.push(...within(store.completed, query.completed, scope.bounds));
  return tests;
};

const within = (
  column: TimeColumn,
  { after, before }: { readonly after?: number; readonly before?: number },
  bounds: BoundsOption,
): Test[] => {
  const isInclusive = bounds === 'inclusive';
  const tests: Test[] = [];
  if (after !== undefined) {
    tests.push(isInclusive ? (row) => column.at(row) >= after : (row) => column.at(row) > after);
  }
  if (before !== undefined) {
    tests.push(isInclusive ? (row) => column.at(row) <= before : (row) => column.at(row) < before);
  }
  return tests;
};
