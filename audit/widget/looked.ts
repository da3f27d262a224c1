import { type Html, html } from '../views/html.js';
import type { Frame } from '../views/frame.js';
import { notice } from '../views/notice.js';
import { time } from '../views/words.js';
import type { TrendPoint } from '../views/model.js';
import type { ReportSource } from './source.js';

/** The time that is looked at, and now. */
export interface Looked {
  readonly from: number;
  readonly to: number;
  readonly now: number;
  /** A point of a trend for each so many milliseconds; for each run where not given. */
  readonly period?: number | undefined;
}

// A dashboard's relative range ends when it was asked for, which is a moment before the run that is published just now.
const JUST_NOW = 15 * 60_000;

/** The end of the time that is looked at, where it is in the past. */
export const untilOf = ({ to, now }: Looked): number | undefined => (to < now - JUST_NOW ? to : undefined);

/** A run that was published: the one that is named, else the latest in the time that is looked at. */
export const publishedIn = (source: ReportSource, report: string, run: string | undefined, looked: Looked) =>
  source.publishedRun(report, { runId: run, until: run === undefined ? untilOf(looked) : undefined });

const MOST_POINTS = 500;
const FEW_POINTS = 2;
const SOME_POINTS = 10;

/** The trend over the time that is looked at; where no two runs are in it, the runs before its end. */
export const trendIn = async (source: ReportSource, report: string, looked: Looked, most = MOST_POINTS) => {
  const { from } = looked;
  const to = untilOf(looked) ?? looked.now;
  const points = await source.trend(report, { from, to, most });
  return perPeriod(
    points.length >= FEW_POINTS ? points : await source.trend(report, { from: 0, to, most: SOME_POINTS }),
    looked.period,
  );
};

/** Of the runs of a period the one with the least met, as metrics have it. */
const perPeriod = (points: readonly TrendPoint[], period: number | undefined): readonly TrendPoint[] => {
  if (period === undefined) return points;
  const worst = new Map<number, TrendPoint>();
  for (const point of points) {
    const start = Math.floor(Date.parse(point.asOf) / period);
    const known = worst.get(start);
    if (known === undefined || (point.compliancePercent ?? 101) <= (known.compliancePercent ?? 101))
      worst.set(start, point);
  }
  return [...worst.values()];
};

/** There is no such report, or none in that time: what there is instead. */
export const noRun = async (
  source: ReportSource,
  frame: Frame,
  report: string,
  { run, looked }: { readonly run: string | undefined; readonly looked: Looked },
): Promise<Html> => {
  const names = await source.reportNames();
  const links = html`<div class="steps">${frame.link({ view: 'reports' }, html`All reports`, 'button')}</div>`;
  if (!names.includes(report))
    return html`${notice(
      'error',
      `No report ${report} is declared`,
      names.length === 0
        ? 'None is: declare one with auditor.addReport(…) and deploy it.'
        : html`Expected one of
          ${names.map((name, index) => html`${index === 0 ? '' : ', '}${frame.link({ view: 'report', report: name }, html`${name}`)}`)}.`,
    )}
    ${links}`;
  const until = untilOf(looked);
  const when =
    run !== undefined ? `as run ${run}` : until === undefined ? 'yet' : `until ${time(new Date(until).toISOString())}`;
  return html`${notice(
    'unknown',
    `Nothing of the report ${report} is published ${when}`,
    'Its first run is made while it is deployed, the next ones on its schedule; a run is kept for 400 days where nothing else is said. The executions of the state machine say how runs end.',
  )}
  ${links}`;
};

/** A few at a time, in order. */
export const inTurn = async <T, R>(items: readonly T[], work: (item: T) => Promise<R>, atOnce = 8): Promise<R[]> => {
  const results = new Map<number, R>();
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      const [item] = items.slice(index, index + 1) as [T];
      results.set(index, await work(item));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return items.flatMap((_, index) => (results.has(index) ? [results.get(index) as R] : []));
};
