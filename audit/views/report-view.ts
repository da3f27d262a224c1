import type { RunHeader } from '../run.js';
import { causesHeadline, causesWithRemedies } from './causes-list.js';
import { controlsTable } from './controls-table.js';
import { exemptionsList } from './exemptions-list.js';
import { findingsList } from './findings-list.js';
import type { Frame } from './frame.js';
import { type Html, html } from './html.js';
import type { ReportView } from './model.js';
import { nextToBreach } from './next-to-breach.js';
import { notice } from './notice.js';
import { reportHeading } from './report-heading.js';
import { whatWasNotRead, whatWasRead } from './what-was-read.js';
import { number, plural } from './words.js';

const MOST_CAUSES = 10;

/** One report: red or green, what was not read, why, which controls, what is next, where. */
export const reportView = (frame: Frame, view: ReportView): Html =>
  html`${navigation(frame, view)} ${reportHeading(view)}
  ${whatWasNotRead(view.header, view.summary?.units ?? view.header.units.length)} ${causes(frame, view.header)}
  ${controls(frame, view.header)} ${nextToBreach(frame, view.rows ?? [], view.now)} ${findings(frame, view)}
  ${exemptionsList(view.header)} ${whatWasRead(view.header)}`;

const navigation = (frame: Frame, { hasReports, newer, declared }: ReportView): Html =>
  html`<div class="steps">
      ${hasReports ? frame.link({ view: 'reports' }, html`← All reports`, 'button') : undefined}
    </div>
    ${
      newer === undefined
        ? undefined
        : notice(
            'warn',
            'This is not the latest run',
            html`It was the latest of the time that is looked at.
            ${frame.link({ view: 'report', report: declared.name, run: newer }, html`The latest run is of ${newer.slice(0, 13)}`)}`,
          )
    }`;

const causes = (frame: Frame, { causes: all, counts, report, runId }: RunHeader): Html | undefined => {
  if (all.length === 0) return undefined;
  const rest = all.length - MOST_CAUSES;
  return html`<h3>Why <small>${causesHeadline(counts.failedJobs, all.length)}</small></h3>
    ${causesWithRemedies(frame, all.slice(0, MOST_CAUSES), ({ id }) => ({ view: 'findings', report, run: runId, cause: id }))}
    ${rest > 0 ? html`<p class="dim">and ${plural(rest, 'more cause', 'more causes')}</p>` : undefined}`;
};

const controls = (frame: Frame, header: RunHeader): Html => {
  const failing = header.controls.filter(({ status }) => status !== 'COMPLIANT').length;
  return html`<h3>Controls <small>${number(failing)} of ${number(header.controls.length)} not compliant</small></h3>
    ${controlsTable(frame, header)}`;
};

const findings = (frame: Frame, { findings: { findings: shown, next }, header, now }: ReportView): Html => {
  const { report, runId, findingCounts } = header;
  if (findingCounts.total === 0)
    return html`<h3>Findings</h3>
      <p>${header.status === 'COMPLIANT' ? 'None: every control is met.' : 'None.'}</p>`;
  return html`<h3>Findings <small>${plural(findingCounts.total, 'finding')}, worst first</small></h3>
    ${findingsList(frame, shown, { report, runId, now })}
    <div class="steps">
      ${next === undefined ? undefined : frame.link({ view: 'findings', report, run: runId, after: next }, html`More findings`, 'button')}
    </div>`;
};
