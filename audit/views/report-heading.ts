import { formatBytes } from '../phrases.js';
import { type Html, html } from './html.js';
import { severityCounts, statusMark } from './marks.js';
import { late } from './late.js';
import type { ReportView } from './model.js';
import { sparkline } from './sparkline.js';
import { fromNow, number, percentWords, plural, time } from './words.js';

/** A report at a glance: status, score, trend; as of when, and how much it is about. */
export const reportHeading = ({ declared, header, summary, trend, now }: ReportView): Html => {
  const { counts, findingCounts, compliancePercent } = header;
  const counting = findingCounts.total - findingCounts.exempt;
  const states = Object.entries(counts.jobsByState).map(([state, count]) => `${number(count)} ${state}`);
  return html`<div class="head">
      ${statusMark(header.status)}
      <h2 class="grow">${header.report}</h2>
      <span class="score">${percentWords(compliancePercent)}</span>
      ${sparkline(trend)}
    </div>
    ${late(declared, header.basis?.asOf ?? header.asOf, now)}
    ${declared.description === undefined ? undefined : html`<p>${declared.description}</p>`}
    <p>
      ${counting === 0 ? 'no findings' : html`${plural(counting, 'finding')}: ${severityCounts(findingCounts.bySeverity)}`}
      ${findingCounts.exempt === 0 ? undefined : html`<span class="dim">${plural(findingCounts.exempt, 'exempt finding')}</span>`}
    </p>
    <p class="dim">
      ${summary === undefined ? undefined : `${header.status} since ${time(summary.statusSince)}${summary.previousStatus === undefined ? '' : `, before that ${summary.previousStatus}`} \u00b7 `}as
      of
      ${time(header.asOf)}${now === Date.parse(header.asOf) ? '' : `, ${fromNow(header.asOf, now)}`}${header.basis === undefined ? '' : ` \u00b7 at once, upon the run of ${time(header.basis.asOf)}`}${declared.schedule === undefined ? '' : ` \u00b7 schedule: ${declared.schedule}`}
    </p>
    <p class="dim">
      ${plural(counts.copyJobs, 'copy job')} of ${plural(counts.resources, 'resource')},
      ${formatBytes(counts.bytes)}${states.length === 0 ? '' : `: ${states.join(', ')}`}
    </p>`;
};
