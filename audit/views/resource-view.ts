import type { ResourceRow } from '../row.js';
import { formatBytes } from '../phrases.js';
import { findingsList } from './findings-list.js';
import type { Frame } from './frame.js';
import { type Html, html } from './html.js';
import type { FoundIn, KnownResource } from './model.js';
import { notice } from './notice.js';
import { timeline } from './timeline.js';
import { eventsOf } from './timeline-events.js';
import { fromNow, number, plural, shortArn, time } from './words.js';

/** Everything that is known of one resource. */
export interface ResourceView {
  readonly resourceArn: string;
  readonly known: readonly KnownResource[];
  readonly found: readonly FoundIn[];
  /** Whether all findings were looked through; of a run with many it would take too long. */
  readonly isComplete: boolean;
  readonly now: number;
}

export const resourceView = (frame: Frame, view: ResourceView): Html => {
  const { resourceArn, known, found, isComplete, now } = view;
  const name = known.map(({ row }) => row.resourceName).find((each) => each !== undefined);
  const type = known.map(({ row }) => row.resourceType).find((each) => each !== undefined);
  const title = html`<div class="steps">${frame.link({ view: 'reports' }, html`← All reports`, 'button')}</div>
    <h2>${name ?? shortArn(resourceArn)} <small>${type ?? ''}</small></h2>
    <p><code>${resourceArn}</code></p>`;
  if (known.length === 0) return html`${title} ${unknownResource()}`;
  const events = eventsOf(
    known.map(({ row }) => row),
    found,
  );
  return html`${title} ${timeline(events, now)}
    <ol class="lines">
      ${events.map(
        ({ at, words, detail, sign, tone }) =>
          html`<li>
            <span class="dim">${time(new Date(at).toISOString())}</span>
            <div>
              <span class="mark ${tone}">${sign}</span> ${words}
              <span class="dim"
                >${fromNow(new Date(at).toISOString(), now)}${detail === undefined ? '' : ` \u00b7 ${detail}`}</span
              >
            </div>
          </li>`,
      )}
    </ol>
    <h3>Reports that judge it</h3>
    ${known.map((each) => rowCard(frame, each, found, now))}
    <h3>Findings <small>${plural(found.length, 'finding')} in the latest runs</small></h3>
    ${isComplete ? undefined : notice('warn', 'Not all findings were looked through', 'The reports have very many; this is what the worst of them say of this resource.')}
    ${found.length === 0 ? html`<p>None.</p>` : found.map(({ report, runId, finding }) => findingsList(frame, [finding], { report, runId, now }))}`;
};

const unknownResource = (): Html =>
  notice(
    'unknown',
    'No report knows this resource',
    'No copy job of it was read by the latest run of any report, nor remembered from an earlier one. Compare its ARN and the filter sets of the reports.',
  );

const rowCard = (frame: Frame, { report, asOf, row }: KnownResource, found: readonly FoundIn[], now: number): Html => {
  const findings = found.filter(
    ({ report: of, finding: { filterSet = row.filterSet, exempt } }) =>
      of === report && filterSet === row.filterSet && exempt === undefined,
  ).length;
  return html`<section class="card">
    <div class="head">
      ${foundMark(Math.max(findings, row.controlsNotMet.length))}
      <div class="grow">
        ${frame.link({ view: 'report', report }, html`<span class="name">${report}</span>`)}
        <span class="dim">in ${row.filterSet}, as of ${time(asOf)}</span>
      </div>
    </div>
    <p>${row.controlsNotMet.length === 0 ? '' : `not met: ${row.controlsNotMet.join(', ')}`}</p>
    <p class="dim">
      ${plural(row.goodCopies, 'good copy', 'good copies')},
      ${formatBytes(row.bytes)}${states(row)}${row.remembered ? ' \u00b7 no job of it was read in this run: known from earlier ones' : ''}${breach(row, now)}
    </p>
  </section>`;
};

const foundMark = (findings: number): Html =>
  findings === 0
    ? html`<span class="mark good">✓ no finding</span>`
    : html`<span class="mark bad">✕ ${plural(findings, 'finding')}</span>`;

const breach = ({ breachesAt }: ResourceRow, now: number): string => {
  if (breachesAt === undefined) return '';
  return ` \u00b7 ${Date.parse(breachesAt) > now ? 'breaches' : 'breached'} ${fromNow(breachesAt, now)} if nothing is copied`;
};

const states = ({ jobsByState }: ResourceRow): string => {
  const all = Object.entries(jobsByState).map(([state, count]) => `${number(count)} ${state}`);
  return all.length === 0 ? '' : ` \u00b7 jobs: ${all.join(', ')}`;
};
