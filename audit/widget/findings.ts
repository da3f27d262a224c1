import type { Frame } from '../views/frame.js';
import { findingsView } from '../views/findings-view.js';
import type { Html } from '../views/html.js';
import type { PlaceOf } from '../views/place.js';
import { type Looked, noRun, publishedIn } from './looked.js';
import type { ReportSource } from './source.js';

const MOST_ON_A_PAGE = 50;

/** Findings of a run, narrowed to what is asked for, a page at a time. */
export const findingsOf = async (
  place: PlaceOf<'findings'>,
  source: ReportSource,
  frame: Frame,
  looked: Looked,
): Promise<Html> => {
  const { report, run, control, filterSet, cause, severity, after } = place;
  const published = await publishedIn(source, report, run, looked);
  if (published === undefined) return noRun(source, frame, report, { run, looked });
  const { runId, asOf, causes, controls } = published.header;
  const page = await source.findingsPage(report, runId, {
    most: MOST_ON_A_PAGE,
    after,
    severity,
    control,
    filterSet,
    cause,
  });
  const known = causes.find(({ id }) => id === cause);
  return findingsView(frame, {
    place,
    runId,
    asOf,
    page,
    title: known?.title ?? controls.find(({ controlId }) => controlId === control)?.title,
    remedy: known?.remedy,
    now: looked.now,
  });
};
