import type { RunHeader } from '../run.js';
import { type Html, html } from './html.js';

/** Who is excused, why and until when; what has ended or excuses nothing is told apart. */
export const exemptionsList = ({ exemptions: all }: RunHeader): Html | undefined => {
  if (all.length === 0) return undefined;
  return html`<h3>Exemptions</h3>
    <ul class="lines">
      ${all.map(({ reason, until, unused, ended, ...names }) => {
        const what = [names.resource, names.vault, names.control, names.job].filter((name) => name !== undefined);
        return html`<li>
          <span class="dim">until ${lastDay(until)}</span>
          <div>
            ${reason}
            ${ended ? html`<span class="mark warn">ended</span>` : unused ? html`<span class="mark unknown">excused nothing</span>` : undefined}
            <p class="dim">${what.join(', ')}</p>
          </div>
        </li>`;
      })}
    </ul>`;
};

// A date alone lasts to the end of its day, which is the first moment of the next one.
const lastDay = (until: string): string => new Date(Date.parse(until) - 1).toISOString().slice(0, 10);
