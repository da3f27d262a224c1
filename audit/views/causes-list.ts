import type { CauseSummary } from '../run.js';
import type { Frame } from './frame.js';
import { type Html, html, outsideUrl } from './html.js';
import type { Place } from './place.js';
import { number, plural, shortArn, time } from './words.js';

/** `312 failed copy jobs, 3 causes`: many failures, few causes. */
export const causesHeadline = (failedJobs: number, causes: number): string =>
  `${plural(failedJobs, 'failed copy job')}, ${plural(causes, 'cause')}`;

/** Causes, a line each. */
export const causeLines = (frame: Frame, causes: readonly CauseSummary[], to: (cause: CauseSummary) => Place): Html =>
  html`<ul class="causes">
    ${causes.map(
      (cause) =>
        html`<li>
          <span class="count">${number(cause.jobs)}</span>
          <div>${frame.link(to(cause), html`${cause.title}`)}</div>
        </li>`,
    )}
  </ul>`;

/** Causes with what to do about each. */
export const causesWithRemedies = (
  frame: Frame,
  causes: readonly CauseSummary[],
  to: (cause: CauseSummary) => Place,
): Html =>
  html`<ul class="causes">
    ${causes.map((cause) => {
      const { jobs, title, remedy, page, example, resources, accounts, atLeast, scope } = cause;
      const where = `${atLeast === true ? 'at least ' : ''}${plural(resources, 'resource')}, ${plural(accounts, 'account')}`;
      return html`<li>
        <span class="count">${number(jobs)}</span>
        <div>
          ${frame.link(to(cause), html`<strong>${title}</strong>`)}
          <span class="dim">${where}; to be mended in the ${scope}</span>
          <p><strong>Do:</strong> ${remedy} ${pageLink(page)}</p>
          ${example === undefined ? undefined : newest(example)}
        </div>
      </li>`;
    })}
  </ul>`;

const newest = ({ created, resourceArn, statusMessage }: NonNullable<CauseSummary['example']>): Html | undefined => {
  const parts = [
    ...(created === undefined ? [] : [time(created)]),
    ...(resourceArn === undefined ? [] : [shortArn(resourceArn)]),
    ...(statusMessage === undefined ? [] : [`“${statusMessage}”`]),
  ];
  return parts.length === 0 ? undefined : html`<p class="dim">newest: ${parts.join(' \u00b7 ')}</p>`;
};

/** A page of AWS's about it. */
export const pageLink = (page: string | undefined): Html | undefined => {
  const url = outsideUrl(page);
  return url === undefined
    ? undefined
    : html`<a class="link" href="${url}" target="_blank" rel="noopener noreferrer">AWS’s page about it</a>`;
};
