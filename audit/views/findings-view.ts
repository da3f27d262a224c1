import { findingsList } from './findings-list.js';
import type { Frame } from './frame.js';
import { type Html, html } from './html.js';
import type { FindingsPage } from './model.js';
import type { PlaceOf } from './place.js';
import { plural, time } from './words.js';

/** Some findings of a run: of a cause, of a control, or the next ones of a long list. */
export interface FindingsView {
  readonly place: PlaceOf<'findings'>;
  readonly runId: string;
  readonly asOf: string;
  readonly page: FindingsPage;
  /** Titles of what is asked for, as far as they are known. */
  readonly title?: string | undefined;
  readonly remedy?: string | undefined;
  readonly now: number;
}

export const findingsView = (frame: Frame, { place, runId, asOf, page, title, remedy, now }: FindingsView): Html => {
  const { report, control, filterSet, cause, severity } = place;
  const asked = [
    ...(severity === undefined ? [] : [severity]),
    ...(control === undefined ? [] : [control]),
    ...(filterSet === undefined ? [] : [`in ${filterSet}`]),
    ...(cause === undefined ? [] : [title ?? cause]),
  ].join(' ');
  const { findings, next } = page;
  return html`<div class="steps">
      ${frame.link({ view: 'report', report, run: runId }, html`← ${report}`, 'button')}
    </div>
    <h2>Findings <small>${asked === '' ? 'worst first' : asked}</small></h2>
    ${cause === undefined && title !== undefined ? html`<p>${title}</p>` : undefined}
    ${remedy === undefined ? undefined : html`<p><strong>Do:</strong> ${remedy}</p>`}
    <p class="dim">${place.after === undefined ? '' : 'further on in the list \u00b7 '}as of ${time(asOf)}</p>
    ${findings.length === 0 ? html`<p>${empty(next, cause)}</p>` : findingsList(frame, findings, { report, runId, now })}
    <div class="steps">
      ${place.after === undefined ? undefined : frame.link(first(place, runId), html`First findings`, 'button')}
      ${next === undefined ? undefined : frame.link({ ...place, run: runId, after: next }, html`${findings.length === 0 ? 'Look further' : 'More findings'}`, 'button')}
    </div>
    <p class="dim">${plural(findings.length, 'finding')} shown${next === undefined ? ', no more after them' : ''}</p>`;
};

const empty = (next: string | undefined, cause: string | undefined): string => {
  if (next !== undefined) return 'None among those that were looked through so far.';
  return cause === undefined
    ? 'None.'
    : 'None: the jobs that failed so are asked about by no control of this report, or a later copy made up for them.';
};

const first = ({ after: _after, ...place }: PlaceOf<'findings'>, runId: string): PlaceOf<'findings'> => ({
  ...place,
  run: runId,
});
