import { formatBytes } from '../phrases.js';
import type { RunHeader } from '../run.js';
import { type Html, html } from './html.js';
import { notice } from './notice.js';
import { number, plural } from './words.js';

const MOST = 10;

/** Units with errors: what is missing in everything else that is shown. */
export const whatWasNotRead = ({ units, complete }: RunHeader, unitCount: number): Html | undefined => {
  const failed = units.filter(({ error }) => error !== undefined);
  if (complete && failed.length === 0) return undefined;
  const rest = failed.length - MOST;
  return notice(
    'error',
    `${number(failed.length)} of ${plural(unitCount, 'unit')} could not be read: this is not the whole picture`,
    html`<ul class="lines">
        ${failed.slice(0, MOST).map(
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

/** Filter sets, and what is to be known of units. */
export const whatWasRead = ({ units, filterSets }: RunHeader): Html => {
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
      ${noted.slice(0, MOST).map(
        ({ note, where }) =>
          html`<li>
            <span class="dim">note</span>
            <div>${note} <span class="dim">${where}</span></div>
          </li>`,
      )}
    </ul>`;
};
