import type { Frame } from '../views/frame.js';
import type { Html } from '../views/html.js';
import type { PlaceOf } from '../views/place.js';
import { reportView } from '../views/report-view.js';
import { type Looked, noRun, publishedIn, trendIn, untilOf } from './looked.js';
import type { ReportSource } from './source.js';

const MOST_FINDINGS = 25;
// Rows of more would take longer to read than somebody waits.
const MOST_RESOURCES = 5_000;

/** One report, as of its latest run in the time that is looked at, or of a run. */
export const reportOf = async (
  { report, run }: PlaceOf<'report'>,
  source: ReportSource,
  frame: Frame,
  looked: Looked,
): Promise<Html> => {
  const published = await publishedIn(source, report, run, looked);
  if (published === undefined) return noRun(source, frame, report, { run, looked });
  const { header, summary } = published;
  const [latest, declared, trend, findings] = await Promise.all([
    run === undefined && untilOf(looked) === undefined ? published : source.publishedRun(report),
    source.declaredReport(report),
    trendIn(source, report, looked),
    source.findingsPage(report, header.runId, { most: MOST_FINDINGS }),
  ]);
  const isLatest = latest === undefined || latest.header.runId === header.runId;
  return reportView(frame, {
    declared: declared ?? { name: report },
    header,
    summary,
    trend,
    findings,
    rows: isLatest && header.counts.resources <= MOST_RESOURCES ? await source.rowsOf(report) : undefined,
    newer: isLatest ? undefined : latest.header.runId,
    hasReports: true,
    now: looked.now,
  });
};
