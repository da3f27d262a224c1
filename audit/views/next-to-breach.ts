import type { ResourceRow } from '../row.js';
import { DAY } from '../schema.js';
import type { Frame } from './frame.js';
import { type Html, html } from './html.js';
import { fromNow, plural, shortArn } from './words.js';

const MOST = 10;
const SOME = 3;

/** Resources that will be found next if nothing is copied, the next one first. */
export const nextToBreach = (frame: Frame, rows: readonly ResourceRow[], now: number): Html | undefined => {
  const next = rows
    .flatMap((row) => (row.breachesAt === undefined ? [] : [{ row, at: Date.parse(row.breachesAt) }]))
    .filter(({ at }) => at > now)
    .sort((a, b) => a.at - b.at);
  const soon = next.filter(({ at }) => at - now <= DAY).length;
  if (next.length === 0) return undefined;
  const words = soon === 0 ? 'nothing within a day' : `${plural(soon, 'resource')} within a day, if nothing is copied`;
  return html`<h3>Next to breach <small>${words}</small></h3>
    <ul class="lines">
      ${next.slice(0, soon === 0 ? SOME : MOST).map(
        ({ row, at }) =>
          html`<li>
            <span>${fromNow(new Date(at).toISOString(), now)}</span>
            <div>
              ${frame.link({ view: 'resource', resource: row.resourceArn }, html`${shortArn(row.resourceArn)}`)}
              <span class="dim">${row.resourceName ?? ''} in ${row.filterSet}</span>
            </div>
          </li>`,
      )}
    </ul>`;
};
