import type { NextTokens } from './next-token.js';
import type { Page } from './page.js';
import { type Parameter, anyText, oneOf, pattern, wholeNumber } from './parameter.js';
import type { RecordStore } from './store.js';
import { secondsText } from './wire.js';

const DAY = 86_400_000;
/** Each value on a row of its own; all values together on one. */
const [EACH, TOGETHER] = ['ANY', 'AGGREGATE_ALL'];
const MOST_ROWS = 500; // what the documentation says; the model's shape allows 1,000 to be asked for

const STATES = 'CREATED RUNNING ABORTING ABORTED COMPLETING COMPLETED FAILING FAILED PARTIAL AGGREGATE_ALL ANY'.split(
  ' ',
);
const PERIODS = { ONE_DAY: 1, SEVEN_DAYS: 7, FOURTEEN_DAYS: 14 };
type Period = keyof typeof PERIODS;

interface SummaryQuery {
  /** By field: a value, `ANY` or `AGGREGATE_ALL`. */
  readonly wanted: Readonly<Record<'AccountId' | 'State' | 'ResourceType' | 'MessageCategory', string>>;
  readonly period: Period;
  readonly maxResults: number;
  readonly nextToken: string | undefined;
}

/**
 * Reads the query; its names are in capitals, unlike those of the other operations. What a parameter that is left out means
 * is not documented: every value on its own row here, and of the accounts the caller's own.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListCopyJobSummaries.html
 */
export const readSummaryQuery = (query: URLSearchParams, callerAccountId: string | undefined): SummaryQuery => {
  const read = <T>(name: string, parameter: Parameter<T>, otherwise: T): T => {
    const value = query.get(name);
    return value === null ? otherwise : parameter(value, name);
  };
  return {
    wanted: {
      AccountId: read('AccountId', pattern(/^(?:[0-9]{12}|ANY|AGGREGATE_ALL)$/), callerAccountId ?? EACH),
      State: read('State', oneOf(STATES), EACH),
      ResourceType: read('ResourceType', pattern(/^[a-zA-Z0-9\-_.]{1,50}$/), EACH),
      MessageCategory: read('MessageCategory', anyText, EACH),
    },
    period: read('AggregationPeriod', oneOf(Object.keys(PERIODS)) as Parameter<Period>, 'ONE_DAY'),
    maxResults: Math.min(MOST_ROWS, read('MaxResults', wholeNumber(1, 1000), MOST_ROWS)),
    nextToken: read<string | undefined>('NextToken', anyText, undefined),
  };
};

interface Summary {
  readonly fields: Readonly<Record<string, string>>;
  readonly start: number;
  readonly end: number;
  count: number;
}

/**
 * Counts of jobs by their creation, up to the last midnight (UTC): the service's own data ends there too.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-dashboards.html
 */
export const summariesPage = (
  store: RecordStore,
  query: SummaryQuery,
  region: string | undefined,
  now: number,
  tokens: NextTokens,
): Page => {
  const { nextToken, maxResults, ...identity } = query;
  const request = `ListCopyJobSummaries ${region ?? '*'} ${JSON.stringify(identity)}`;
  const from = nextToken === undefined ? 0 : tokens.read(nextToken, request);
  const rows = summaries(store, query, region, now);
  const shown = rows.slice(from, from + maxResults);
  const next = from + maxResults;
  return {
    items: [Buffer.from(shown.map(summaryText).join(','))],
    count: shown.length,
    nextToken: next < rows.length ? tokens.issue({ position: next, request }) : undefined,
  };
};

const summaries = (
  store: RecordStore,
  { wanted, period }: SummaryQuery,
  region: string | undefined,
  now: number,
): readonly Summary[] => {
  const midnight = Math.floor(now / DAY) * DAY;
  const span = PERIODS[period] * DAY;
  const first = midnight - (period === 'ONE_DAY' ? 14 * DAY : span);
  const isHere = region === undefined ? () => true : store.inRegion(region);
  const fields = Object.entries(wanted).map(([field, value]) => ({ field, value, column: store.column(field) }));
  const found = new Map<string, Summary>();
  for (let row = 0; row < store.size; row += 1) {
    const created = store.created.at(row);
    if (!(created >= first && created < midnight) || !isHere(row)) continue;
    const own: Record<string, string> = { Region: store.regions.textAt(row) ?? '' };
    const isWanted = fields.every(({ field, value, column }) => {
      const text = value === TOGETHER ? TOGETHER : (column.textAt(row) ?? '');
      own[field] = text;
      return value === EACH || text === value;
    });
    if (!isWanted) continue;
    const start = first + Math.floor((created - first) / span) * span;
    const key = JSON.stringify([start, own]);
    const summary = found.get(key) ?? { fields: own, start, end: start + span, count: 0 };
    summary.count += 1;
    found.set(key, summary);
  }
  return [...found].sort(([a], [b]) => (a < b ? 1 : -1)).map(([, summary]) => summary);
};

const summaryText = ({ fields, start, end, count }: Summary): string => {
  const reported = Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== ''));
  const times = `"StartTime":${secondsText(start, 'exponent')},"EndTime":${secondsText(end, 'exponent')}`;
  return `${JSON.stringify({ ...reported, Count: count }).slice(0, -1)},${times}}`;
};
