import type { Frame } from './frame.js';
import { type Html, html } from './html.js';
import { notice } from './notice.js';
import { type Counted, PERIODS, type Top } from './top.js';
import { number, plural } from './words.js';

/** Where failures gather. */
export interface TopView {
  readonly top: Top;
  /** The report that it is about; all of them where there is none. */
  readonly report?: string | undefined;
  /** Whether all findings were counted. */
  readonly isComplete: boolean;
}

export const topView = (frame: Frame, { top, report, isComplete }: TopView): Html =>
  html`${report === undefined ? undefined : html`<div class="steps">${frame.link({ view: 'report', report }, html`← ${report}`, 'button')}</div>`}
    <h2>
      ${plural(top.jobs[0] ?? 0, 'failed copy job')} in ${PERIODS[0]} days, ${number(top.jobs[1] ?? 0)} in ${PERIODS[1]}
      <small>${report === undefined ? 'of all reports' : `of ${report}`}, each job once</small>
    </h2>
    ${
      isComplete
        ? undefined
        : notice('warn', 'Not all findings were counted', 'There are very many; these are the worst of them.')
    }
    ${
      top.jobs.every((jobs) => jobs === 0)
        ? html`<p>
            None that a control asks about. Failures that no control of a report forbids are not counted here.
          </p>`
        : html`<div class="columns">
            ${list('Accounts', top.accounts)} ${list('Resource types', top.types)} ${list('Causes', top.causes)}
          </div>`
    }`;

const list = (title: string, counted: readonly Counted[]): Html =>
  html`<table>
    <thead>
      <tr>
        <th scope="col">${title}</th>
        ${PERIODS.map((days) => html`<th scope="col" class="num">${days} days</th>`)}
      </tr>
    </thead>
    <tbody>
      ${counted.map(
        ({ name, jobs }) =>
          html`<tr>
            <td>${name}</td>
            ${jobs.map((count) => html`<td class="num">${number(count)}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
