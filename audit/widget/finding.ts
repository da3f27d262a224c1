import { findingView } from '../views/finding-view.js';
import type { Frame } from '../views/frame.js';
import { type Html, html } from '../views/html.js';
import { notice } from '../views/notice.js';
import type { PlaceOf } from '../views/place.js';
import { time } from '../views/words.js';
import { type Looked, noRun, publishedIn } from './looked.js';
import type { ReportSource } from './source.js';

/** One finding of a run. */
export const findingOf = async (
  { report, run, finding: id }: PlaceOf<'finding'>,
  source: ReportSource,
  frame: Frame,
  looked: Looked,
): Promise<Html> => {
  const published = await publishedIn(source, report, run, looked);
  if (published === undefined) return noRun(source, frame, report, { run, looked });
  const { runId, asOf, controls } = published.header;
  const finding = await source.finding(report, runId, id);
  if (finding === undefined) return gone(frame, report, runId, asOf);
  const title = controls.find(({ controlId }) => controlId === finding.controlId)?.title;
  return findingView(frame, { report, runId, asOf, finding, title, now: looked.now });
};

const gone = (frame: Frame, report: string, run: string, asOf: string): Html =>
  html`${notice(
      'good',
      'This finding is not in the run',
      `The run as of ${time(asOf)} did not find it: its control is met by now, or its subject is no longer judged.`,
    )}
    <div class="steps">${frame.link({ view: 'report', report, run }, html`${report}`, 'button')}</div>`;
