import { causeLines, causesHeadline } from './causes-list.js';
import type { Frame } from './frame.js';
import { type Html, html } from './html.js';
import { severityCounts, statusMark } from './marks.js';
import type { ListedReport, PublishedRun } from './model.js';
import { notice } from './notice.js';
import { late } from './late.js';
import { sparkline } from './sparkline.js';
import { fromNow, number, percentWords, plural, time } from './words.js';

/** Reports at a glance. */
export interface ReportsView {
  /** The worst first, as they are to be shown. */
  readonly reports: readonly ListedReport[];
  /** How many there are in all, and how many of them are not compliant. */
  readonly total: number;
  readonly notCompliant: number;
  /** Where the next ones begin. */
  readonly next?: string | undefined;
  readonly isFirstPage: boolean;
  readonly now: number;
}

const MOST_CAUSES = 3;

/** All reports: which are red, why, and since when. */
export const reportsView = (frame: Frame, view: ReportsView): Html => {
  const { reports, total, notCompliant, next, isFirstPage, now } = view;
  if (total === 0) return html`${noReports()} ${frame.lookUp?.()}`;
  return html`<h2>
      ${notCompliant === 0 ? `All of ${plural(total, 'report')} compliant` : `${number(notCompliant)} of ${plural(total, 'report')} not compliant`}
      <small>${totals(reports)}</small>
    </h2>
    ${reports.map((report) => reportCard(frame, report, now))}
    <div class="steps">
      ${isFirstPage ? undefined : frame.link({ view: 'reports' }, html`First reports`, 'button')}
      ${next === undefined ? undefined : frame.link({ view: 'reports', after: next }, html`More reports`, 'button')}
    </div>
    ${frame.lookUp?.()}`;
};

const totals = (reports: readonly ListedReport[]): string => {
  const runs = reports.flatMap(({ run }) => run ?? []);
  const findings = runs.reduce((sum, { summary }) => sum + summary.findings, 0);
  const causes = new Set(runs.flatMap(({ header }) => header.causes.map(({ id }) => id)));
  return findings === 0 ? '' : `${plural(findings, 'finding')}, ${plural(causes.size, 'cause')}`;
};

const noReports = (): Html =>
  notice(
    'unknown',
    'No report is declared yet',
    html`Declare one in CDK with <code>auditor.addReport('AllCopies')</code>, or in copy-audit.yaml, and deploy: its
      first run is part of the deployment.`,
  );

const reportCard = (frame: Frame, { declared, run, trend }: ListedReport, now: number): Html => {
  const name = frame.link({ view: 'report', report: declared.name }, html`<span class="name">${declared.name}</span>`);
  if (run === undefined)
    return html`<section class="card">
      <div class="head">
        ${statusMark('INSUFFICIENT_DATA')}
        <div class="grow">${name}</div>
      </div>
      <p>No run was published in this time. Look at a later time, or at the executions of the state machine.</p>
    </section>`;
  return html`<section class="card">
    <div class="head">
      ${statusMark(run.summary.status)}
      <div class="grow">
        ${name} ${declared.description === undefined ? undefined : html`<p class="dim">${declared.description}</p>`}
      </div>
      <span class="score">${percentWords(run.summary.compliancePercent)}</span>
      ${sparkline(trend)}
    </div>
    ${late(declared, run.summary.basis?.asOf ?? run.summary.asOf, now)} ${findingsOf(run)} ${causesOf(frame, run)}
    <p class="dim">
      ${run.summary.status} since ${time(run.summary.statusSince)} · as of ${time(run.summary.asOf)},
      ${fromNow(run.summary.asOf, now)}${run.summary.basis === undefined ? '' : `, at once upon the run of ${time(run.summary.basis.asOf)}`}
    </p>
  </section>`;
};

const findingsOf = ({ summary, header }: PublishedRun): Html | undefined => {
  const { findings, exemptFindings, unreadUnits, units } = summary;
  const exempt = exemptFindings === 0 ? '' : `${plural(exemptFindings, 'exempt finding')}`;
  const unread =
    unreadUnits === 0
      ? undefined
      : notice(
          'error',
          `${number(unreadUnits)} of ${plural(units, 'unit')} could not be read: this is not the whole picture`,
        );
  return html`${unread}
    <p>
      ${findings === 0 ? 'no findings ' : html`${plural(findings, 'finding')}: ${severityCounts(header.findingCounts.bySeverity)}`}
      <span class="dim">${exempt}</span>
    </p>`;
};

const causesOf = (frame: Frame, { summary, header }: PublishedRun): Html | undefined => {
  const { causes, counts } = header;
  if (causes.length === 0) return undefined;
  const headline = causesHeadline(counts.failedJobs, causes.length);
  // A report that is compliant may have failed jobs that it does not ask about: no news for whoever looks for trouble.
  if (summary.status === 'COMPLIANT') return html`<p class="dim">${headline}; no control is broken by them</p>`;
  const rest = causes.length - MOST_CAUSES;
  return html`<p><strong>${headline}</strong></p>
    ${causeLines(frame, causes.slice(0, MOST_CAUSES), ({ id }) => ({
      view: 'findings',
      report: summary.report,
      run: summary.runId,
      cause: id,
    }))}
    ${rest > 0 ? html`<p class="dim">and ${plural(rest, 'more cause', 'more causes')}</p>` : undefined}`;
};
