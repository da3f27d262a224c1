import type { Finding, SubjectOfFinding } from '../finding.js';
import type { Frame } from './frame.js';
import { type Html, html } from './html.js';
import { severityMark } from './marks.js';
import { fromNow, shortArn } from './words.js';

/** Which run a list of findings is of. */
export interface FindingsOf {
  readonly report: string;
  readonly runId: string;
  readonly now: number;
}

/** What a finding is about, in few words. */
export const subjectWords = ({ type, id, resourceArn }: SubjectOfFinding): string => {
  const name = resourceArn === undefined ? id : shortArn(resourceArn);
  return type === 'filterSet' ? `filter set ${name}` : name;
};

/** Findings, a line each: how bad, what, where, since when. */
export const findingsList = (frame: Frame, findings: readonly Finding[], of: FindingsOf): Html =>
  html`<ul class="lines">
    ${findings.map((finding) => findingLine(frame, finding, of))}
  </ul>`;

const findingLine = (frame: Frame, finding: Finding, { report, runId, now }: FindingsOf): Html => {
  const { id, severity, subject, controlId, filterSet, found, verdict, cause, exempt, firstSeen } = finding;
  const to = { view: 'finding', report, run: runId, finding: id } as const;
  const since = firstSeen === undefined ? '' : ` \u00b7 first seen ${fromNow(firstSeen, now)}`;
  return html`<li>
    <span>${severityMark(severity)}</span>
    <div>
      ${frame.link(to, html`${subjectWords(subject)}`)}
      ${exempt === undefined ? undefined : html`<span class="mark unknown">exempt</span>`}
      <p>${verdict === 'UNDETERMINED' ? 'unknown: ' : ''}${found}${cause === undefined ? '' : `: ${cause.title}`}</p>
      <p class="dim">${controlId}${filterSet === undefined ? '' : ` in ${filterSet}`}${since}</p>
    </div>
  </li>`;
};
