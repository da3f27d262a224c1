import { SEVERITIES, type Severity } from '../status.js';
import type { Frame } from '../views/frame.js';
import type { Html } from '../views/html.js';
import { byStatus } from '../views/marks.js';
import type { PublishedRun } from '../views/model.js';
import type { PlaceOf } from '../views/place.js';
import { reportsView } from '../views/reports-view.js';
import { type Looked, inTurn, trendIn, untilOf } from './looked.js';
import type { ReportSource } from './source.js';

const MOST_ON_A_PAGE = 20;
// A sparkline has not more pixels.
const MOST_POINTS = 100;

interface Listed {
  readonly name: string;
  readonly run: PublishedRun | undefined;
}

/** All reports, a page at a time. */
export const reportsOf = async (
  { after }: PlaceOf<'reports'>,
  source: ReportSource,
  frame: Frame,
  looked: Looked,
): Promise<Html> => {
  const until = untilOf(looked);
  const names = await source.reportNames();
  const all = await inTurn(names, async (name): Promise<Listed> => ({
    name,
    run: await source.publishedRun(name, { until }),
  }));
  const sorted = [...all].sort(worstFirst);
  const start = after === undefined ? 0 : sorted.findIndex(({ name }) => name === after) + 1;
  const page = sorted.slice(start, start + MOST_ON_A_PAGE);
  const reports = await inTurn(page, async ({ name, run }) => ({
    declared: (await source.declaredReport(name)) ?? { name },
    run,
    trend: run === undefined ? [] : await trendIn(source, name, looked, MOST_POINTS),
  }));
  const isCompliant = ({ run }: Listed) => run?.summary.status === 'COMPLIANT';
  return reportsView(frame, {
    reports,
    total: all.length,
    notCompliant: all.filter((each) => !isCompliant(each)).length,
    next: start + page.length < sorted.length ? page.at(-1)?.name : undefined,
    isFirstPage: start === 0,
    now: looked.now,
  });
};

const statusOf = ({ run }: Listed) => run?.summary.status ?? 'INSUFFICIENT_DATA';
const findingsOf = ({ run }: Listed, severity: Severity) => run?.header.findingCounts.bySeverity[severity] ?? 0;

/** One critical finding is worse than many that are not. */
const worstFirst = (a: Listed, b: Listed): number => {
  const severity = SEVERITIES.find((each) => findingsOf(a, each) !== findingsOf(b, each));
  const more = severity === undefined ? 0 : findingsOf(b, severity) - findingsOf(a, severity);
  return byStatus(statusOf(a), statusOf(b)) || more || (a.name < b.name ? -1 : 1);
};
