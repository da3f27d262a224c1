import type { Child, Finding } from '../finding.js';
import { regionOf } from '../arn.js';
import { shorten } from '../shorten.js';
import { pageLink } from './causes-list.js';
import { subjectWords } from './findings-list.js';
import type { Frame } from './frame.js';
import { type Html, html } from './html.js';
import { severityMark } from './marks.js';
import { notice } from './notice.js';
import { fromNow, plural, time } from './words.js';

/** One finding with all its evidence. */
export interface FindingView {
  readonly report: string;
  readonly runId: string;
  readonly asOf: string;
  readonly finding: Finding;
  /** The title of its control. */
  readonly title?: string | undefined;
  readonly now: number;
}

export const findingView = (frame: Frame, view: FindingView): Html => {
  const { report, runId, finding } = view;
  const { severity, subject, controlId, verdict } = finding;
  return html`<div class="steps">
      ${frame.link({ view: 'report', report, run: runId }, html`← ${report}`, 'button')}
      ${
        subject.resourceArn === undefined
          ? undefined
          : frame.link({ view: 'resource', resource: subject.resourceArn }, html`This resource`, 'button')
      }
    </div>
    <div class="head">
      ${severityMark(severity)}
      <h2 class="grow">
        ${controlId} ${verdict === 'NOT_MET' ? 'is not met' : 'cannot be told'}: ${subjectWords(subject)}
      </h2>
    </div>
    ${exemption(finding)} ${facts(view)} ${cause(finding)} ${particulars(view)} ${members(finding)} ${evidence(finding)}`;
};

const exemption = ({ exempt, exemptionEnded }: Finding): Html | undefined => {
  if (exempt !== undefined) return notice('unknown', `Exempt until ${time(exempt.until)}`, exempt.reason);
  return exemptionEnded === undefined
    ? undefined
    : notice('warn', `It was exempt until ${time(exemptionEnded.until)}`, exemptionEnded.reason);
};

/** What somebody who was woken up asks first. */
const facts = ({ finding: { expected, found, remedy, firstSeen }, now }: FindingView): Html =>
  html`<dl>
    ${entry('Expected', html`${expected}`)} ${entry('Found', html`<strong>${found}</strong>`)}
    ${firstSeen === undefined ? undefined : entry('First seen', html`${time(firstSeen)}, ${fromNow(firstSeen, now)}`)}
    ${entry('Do', html`${remedy}`)}
  </dl>`;

const particulars = ({ finding: { filterSet, subject, control }, title, asOf }: FindingView): Html =>
  html`<h3>Of what</h3>
    <dl>
      ${subject.resourceArn === undefined ? undefined : entry('Resource', html`<code>${subject.resourceArn}</code>`)}
      ${subject.resourceType === undefined ? undefined : entry('Type', html`${subject.resourceType}`)}
      ${subject.accountId === undefined ? undefined : entry('Account', html`${subject.accountId}`)}
      ${entry('Control', html`${title ?? control}`)}
      ${filterSet === undefined ? undefined : entry('Filter set', html`${filterSet}`)}
      ${entry('Subject', html`${subject.type} <code>${subject.id}</code>`)}
      ${subject.ruleId === undefined ? undefined : entry('Plan rule', html`<code>${subject.ruleId}</code>`)}
      ${subject.vaultArn === undefined ? undefined : entry('Vault', html`<code>${subject.vaultArn}</code>`)}
      ${entry('As of', html`${time(asOf)}`)}
    </dl>`;

const entry = (name: string, value: Html): Html =>
  html`<dt>${name}</dt>
    <dd>${value}</dd>`;

const cause = ({ cause: known }: Finding): Html | undefined =>
  known === undefined
    ? undefined
    : html`<h3>Cause</h3>
        <p><strong>${known.title}</strong></p>
        <p><strong>Do:</strong> ${known.remedy} ${pageLink(known.page)}</p>`;

const MOST_MEMBERS = 50;

const members = ({ children = [], moreChildren = 0 }: Finding): Html | undefined => {
  const all = children.length + moreChildren;
  if (all === 0) return undefined;
  const shown = Math.min(children.length, MOST_MEMBERS);
  const rest = all - shown;
  return html`<h3>Members <small>${plural(all, 'member')} did not complete</small></h3>
    ${memberList(children.slice(0, shown))} ${rest > 0 ? html`<p class="dim">and ${rest} more</p>` : undefined}`;
};

const memberList = (children: readonly Child[]): Html =>
  html`<ul class="lines">
    ${children.map(
      ({ state, resourceArn, copyJobId, statusMessage, cause: why, children: below }) =>
        html`<li>
          <span class="mark bad">${state ?? 'unknown'}</span>
          <div>
            <code>${resourceArn ?? copyJobId ?? 'without a name'}</code>
            <p>${why?.title ?? ''}</p>
            <p class="dim">${shorten(statusMessage ?? '', 500)}</p>
            ${below === undefined || below.length === 0 ? undefined : memberList(below.slice(0, MOST_MEMBERS))}
          </div>
        </li>`,
    )}
  </ul>`;

/** The whole copy job, each field as AWS returned it. */
const evidence = ({ job }: Finding): Html | undefined => {
  if (job === undefined) return undefined;
  return html`<h3>Evidence <small>the copy job as AWS Backup returned it</small></h3>
    ${command(job)}
    <dl>${Object.entries(job).map(([name, value]) => entry(name, html`<code>${valueWords(value)}</code>`))}</dl>`;
};

// A message has no end that AWS documents.
const LONGEST = 5_000;
const valueWords = (value: unknown): string =>
  shorten(typeof value === 'string' ? value : (JSON.stringify(value, null, 1) ?? ''), LONGEST);

/** How to ask AWS about the job as it is now; nothing where its id could mean something to a shell. */
const command = ({ CopyJobId, SourceBackupVaultArn }: Readonly<Record<string, unknown>>): Html | undefined => {
  if (typeof CopyJobId !== 'string' || !/^[A-Za-z0-9-]+$/.test(CopyJobId)) return undefined;
  const region = typeof SourceBackupVaultArn === 'string' ? regionOf(SourceBackupVaultArn) : undefined;
  const where = region !== undefined && /^[a-z0-9-]+$/.test(region) ? ` --region ${region}` : '';
  return html`<pre>aws backup describe-copy-job --copy-job-id ${CopyJobId}${where}</pre>`;
};
