import { formatBytes } from '../phrases.js';
import type { ResourceRow } from '../row.js';
import type { RunHeader } from '../run.js';
import { causesHeadline, causesWithRemedies } from './causes-list.js';
import { controlsTable } from './controls-table.js';
import { findingsList } from './findings-list.js';
import type { Frame } from './frame.js';
import { type Html, html } from './html.js';
import { severityCounts, statusMark } from './marks.js';
import type { DeclaredReport, FindingsPage, RunSummary, TrendPoint } from './model.js';
import { notice } from './notice.js';
import { percentWords } from './reports-view.js';
import { sparkline } from './sparkline.js';
import { fromNow, number, plural, shortArn, time } from './words.js';

/** One run of one report. */
export interface ReportView {
  readonly declared: DeclaredReport;
  readonly header: RunHeader;
  /** What the table knows of the run besides; undefined of a run that was never published. */
  readonly summary?: Pick<RunSummary, 'statusSince' | 'previousStatus' | 'trigger' | 'publishedAt'> | undefined;
  /** Oldest first. */
  readonly trend: readonly TrendPoint[];
  readonly findings: FindingsPage;
  /** Rows of the run, of any order; undefined where it is not the latest one, of which alone there are rows. */
  readonly rows?: readonly ResourceRow[] | undefined;
  /** A newer run, where this is not the latest. */
  readonly newer?: string | undefined;
  /** Whether a list of reports is one step back. */
  readonly hasReports: boolean;
  readonly now: number;
}

const MOST_CAUSES = 10;
const MOST_UNITS = 10;
const MOST_NEXT = 10;
const SOON = 24 * 3_600_000;

/** One report: red or green, what was not read, why, which controls, what is next, where. */
export const reportView = (frame: Frame, view: ReportView): Html =>
  html`${navigation(frame, view)} ${heading(view)} ${unread(view.header)} ${causes(frame, view.header)}
  ${controls(frame, view.header)} ${nextToBreach(frame, view)} ${findings(frame, view)} ${exemptions(view.header)}
  ${notes(view.header)}`;

const navigation = (frame: Frame, { hasReports, newer, declared }: ReportView): Html =>
  html`<nav>${hasReports ? frame.link({ view: 'reports' }, html`← All reports`, 'button') : undefined}</nav>
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

const heading = ({ declared, header, summary, trend, now }: ReportView): Html => {
  const { counts, findingCounts, compliancePercent } = header;
  const counting = findingCounts.total - findingCounts.exempt;
  const states = Object.entries(counts.jobsByState).map(([state, count]) => `${number(count)} ${state}`);
  return html`<div class="head">
      ${statusMark(header.status)}
      <h2 class="grow">${header.report}</h2>
      <span class="score">${percentWords(compliancePercent)}</span>
      ${sparkline(trend)}
    </div>
    ${declared.description === undefined ? undefined : html`<p>${declared.description}</p>`}
    <p>
      ${counting === 0 ? 'no findings' : html`${plural(counting, 'finding')}: ${severityCounts(findingCounts.bySeverity)}`}
      ${findingCounts.exempt === 0 ? undefined : html`<span class="dim">${plural(findingCounts.exempt, 'exempt finding')}</span>`}
    </p>
    <p class="dim">
      ${summary === undefined ? undefined : `${header.status} since ${time(summary.statusSince)}${summary.previousStatus === undefined ? '' : `, before that ${summary.previousStatus}`} \u00b7 `}as
      of ${time(header.asOf)},
      ${fromNow(header.asOf, now)}${declared.schedule === undefined ? '' : ` \u00b7 schedule: ${declared.schedule}`}
    </p>
    <p class="dim">
      ${plural(counts.copyJobs, 'copy job')} of ${plural(counts.resources, 'resource')},
      ${formatBytes(counts.bytes)}${states.length === 0 ? '' : `: ${states.join(', ')}`}
    </p>`;
};

const unread = ({ units, complete }: RunHeader): Html | undefined => {
  const failed = units.filter(({ error }) => error !== undefined);
  if (complete && failed.length === 0) return undefined;
  const rest = failed.length - MOST_UNITS;
  return notice(
    'error',
    `${plural(failed.length, 'unit')} of ${number(units.length)} could not be read: this is not the whole picture`,
    html`<ul class="lines">
        ${failed.slice(0, MOST_UNITS).map(
          ({ filterSet, accountId, region, error }) =>
            html`<li>
              <span>${accountId} ${region}</span>
              <div>${filterSet}: ${error}</div>
            </li>`,
        )}
      </ul>
      ${rest > 0 ? `and ${number(rest)} more` : undefined}`,
  );
};

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

const nextToBreach = (frame: Frame, { rows, now, declared }: ReportView): Html | undefined => {
  if (rows === undefined) return undefined;
  const next = rows
    .flatMap((row) => (row.breachesAt === undefined ? [] : [{ row, at: Date.parse(row.breachesAt) }]))
    .filter(({ at }) => at > now)
    .sort((a, b) => a.at - b.at);
  const soon = next.filter(({ at }) => at - now <= SOON).length;
  if (next.length === 0) return undefined;
  return html`<h3>
      Next to breach
      <small
        >${soon === 0 ? 'nothing within a day' : `${plural(soon, 'resource')} within a day, if nothing is copied`}</small
      >
    </h3>
    <ul class="lines">
      ${next.slice(0, soon === 0 ? 3 : MOST_NEXT).map(
        ({ row, at }) =>
          html`<li>
            <span>${fromNow(new Date(at).toISOString(), now)}</span>
            <div>
              ${frame.link({ view: 'resource', resource: row.resourceArn }, html`${shortArn(row.resourceArn)}`)}
              <span class="dim">${row.resourceName ?? ''} in ${row.filterSet} of ${declared.name}</span>
            </div>
          </li>`,
      )}
    </ul>`;
};

const findings = (frame: Frame, { findings: { findings: shown, next }, header, now }: ReportView): Html => {
  const { report, runId, findingCounts } = header;
  if (findingCounts.total === 0)
    return html`<h3>Findings</h3>
      <p>${header.status === 'COMPLIANT' ? 'None: every control is met.' : 'None.'}</p>`;
  return html`<h3>Findings <small>${plural(findingCounts.total, 'finding')}, worst first</small></h3>
    ${findingsList(frame, shown, { report, runId, now })}
    <nav>
      ${next === undefined ? undefined : frame.link({ view: 'findings', report, run: runId, after: next }, html`More findings`, 'button')}
    </nav>`;
};

const exemptions = ({ exemptions: all }: RunHeader): Html | undefined => {
  if (all.length === 0) return undefined;
  return html`<h3>Exemptions</h3>
    <ul class="lines">
      ${all.map(({ reason, until, unused, ended, ...names }) => {
        const what = [names.resource, names.vault, names.control, names.job].filter((name) => name !== undefined);
        return html`<li>
          <span class="dim">until ${until.slice(0, 10)}</span>
          <div>
            ${reason}
            ${ended ? html`<span class="mark warn">ended</span>` : unused ? html`<span class="mark unknown">excused nothing</span>` : undefined}
            <p class="dim">${what.join(', ')}</p>
          </div>
        </li>`;
      })}
    </ul>`;
};

const notes = ({ units, filterSets }: RunHeader): Html => {
  const noted = units.flatMap(({ notes: all = [], filterSet, accountId, region }) =>
    all.map((note) => ({ note, where: `${filterSet} in ${accountId} ${region}` })),
  );
  return html`<h3>What was read</h3>
    <ul class="lines">
      ${filterSets.map(
        ({ name, jobs, resources, jobsWithoutResourceArn, bytes }) =>
          html`<li>
            <span>${name}</span>
            <div>
              ${plural(jobs, 'copy job')} of ${plural(resources, 'resource')}, ${formatBytes(bytes)}
              ${jobsWithoutResourceArn === 0 ? undefined : html`<span class="dim">${plural(jobsWithoutResourceArn, 'job')} without a resource</span>`}
            </div>
          </li>`,
      )}
      ${noted.slice(0, MOST_UNITS).map(
        ({ note, where }) =>
          html`<li>
            <span class="dim">note</span>
            <div>${note} <span class="dim">${where}</span></div>
          </li>`,
      )}
    </ul>`;
};
