import { framed, type Frame, widgetFrame } from '../views/frame.js';
import { type Html, html } from '../views/html.js';
import { notice } from '../views/notice.js';
import { VIEWS } from '../views/place.js';
import { DESCRIPTION } from './description.js';
import { findingOf } from './finding.js';
import { findingsOf } from './findings.js';
import { reportOf } from './report.js';
import { reportsOf } from './reports.js';
import { type WidgetRequest, isDescribe, requestOf } from './request.js';
import { resourceOf } from './resource.js';
import type { ReportSource } from './source.js';
import { topIn } from './top.js';

export interface WidgetOptions {
  /** ARN of the function that links call: the widget's own. */
  readonly endpoint: string;
  readonly now: number;
  /** Told what went wrong; the reader of the widget is told too, with what to do. */
  readonly onError?: (error: unknown) => void;
}

/** A custom widget's answer: HTML, or markdown where the console asks what the widget is. Never throws. */
export const widgetAnswer = async (
  event: unknown,
  source: ReportSource,
  { endpoint, now, onError }: WidgetOptions,
): Promise<string | { readonly markdown: string }> => {
  if (isDescribe(event)) return { markdown: DESCRIPTION };
  const request = requestOf(event, now);
  const frame = widgetFrame(request.theme, endpoint);
  try {
    return framed(frame, await contentOf(request, source, frame, now));
  } catch (error) {
    onError?.(error);
    return framed(frame, html`${failed(error)} ${home(frame)}`);
  }
};

const contentOf = (request: WidgetRequest, source: ReportSource, frame: Frame, now: number): Promise<Html> | Html => {
  const { place, from, to, period } = request;
  const looked = { from, to, period, now };
  switch (place.view) {
    case 'reports':
      return reportsOf(place, source, frame, looked);
    case 'report':
      return reportOf(place, source, frame, looked);
    case 'findings':
      return findingsOf(place, source, frame, looked);
    case 'finding':
      return findingOf(place, source, frame, looked);
    case 'resource':
      return resourceOf(place, source, frame, looked);
    case 'top':
      return topIn(place, source, frame, looked);
    case 'refused':
      return html`${notice(
        'error',
        'The widget’s parameters cannot be understood',
        html`<ul>
          ${place.problems.map(({ path, message }) => html`<li><code>${path === '' ? 'parameters' : path}</code>: ${message}</li>`)}
        </ul>`,
        html`Expected <code>view</code>, one of ${VIEWS.join(', ')}, and what the view is of, such as
          <code>{"view": "report", "report": "OffsiteCopies"}</code>. Edit the widget to change them.`,
      )}
      ${home(frame)}`;
  }
};

const home = (frame: Frame): Html =>
  html`<div class="steps">${frame.link({ view: 'reports' }, html`All reports`, 'button')}</div>`;

const failed = (error: unknown): Html =>
  notice(
    'error',
    'The table could not be read',
    error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    'Refresh the widget. If it stays, the log of the widget’s function says more; it needs dynamodb:GetItem and dynamodb:Query on the auditor’s table.',
  );
