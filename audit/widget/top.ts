import { DAY } from '../schema.js';
import type { Finding } from '../finding.js';
import type { Frame } from '../views/frame.js';
import type { Html } from '../views/html.js';
import type { PlaceOf } from '../views/place.js';
import { PERIODS, topOf } from '../views/top.js';
import { topView } from '../views/top-view.js';
import { type Looked, inTurn, noRun, untilOf } from './looked.js';
import type { ReportSource } from './source.js';

// Read in a second or two; shared out among reports.
const MOST_FINDINGS = 6_000;

/**
 * Where failures gather, over all reports or one, as of the end of the time that is looked at. Many filter sets read a week, so
 * the run of a week before tells what was before that.
 */
export const topIn = async (
  { report }: PlaceOf<'top'>,
  source: ReportSource,
  frame: Frame,
  looked: Looked,
): Promise<Html> => {
  const until = untilOf(looked);
  const end = until ?? looked.now;
  const names = report === undefined ? await source.reportNames() : [report];
  const runs = names.flatMap((name) => [until, end - PERIODS[0] * DAY].map((at) => ({ name, at })));
  const most = Math.max(100, Math.floor(MOST_FINDINGS / Math.max(1, runs.length)));
  const read = await inTurn(runs, async ({ name, at }) => {
    const run = await source.publishedRun(name, { until: at });
    if (run === undefined) return undefined;
    // What is compliant has no findings of failures.
    if (run.summary.findings === 0) return { findings: [], isComplete: true };
    const { findings, next } = await source.findingsPage(name, run.header.runId, { most });
    return { findings, isComplete: next === undefined };
  });
  const pages = read.filter((page) => page !== undefined);
  if (report !== undefined && pages.length === 0) return noRun(source, frame, report, { run: undefined, looked });
  const findings: Finding[] = pages.flatMap((page) => [...page.findings]);
  return topView(frame, {
    top: topOf(findings, end),
    report,
    isComplete: pages.every(({ isComplete }) => isComplete),
  });
};
