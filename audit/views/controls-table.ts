import type { ControlResult, RunHeader } from '../run.js';
import { severityRank } from '../status.js';
import type { Frame } from './frame.js';
import { type Html, html } from './html.js';
import { byStatus, severityMark, statusMark } from './marks.js';
import { number } from './words.js';

/** How each control went on each filter set, the worst first. */
export const controlsTable = (frame: Frame, { report, runId, controls }: RunHeader): Html => {
  const sorted = [...controls].sort(
    (a, b) => byStatus(a.status, b.status) || severityRank(a.severity) - severityRank(b.severity),
  );
  return html`<div class="wide">
    <table class="fold">
      <thead>
        <tr>
          <th scope="col">Status</th>
          <th scope="col">Control</th>
          <th scope="col" class="num">Met</th>
          <th scope="col" class="num">Not met</th>
          <th scope="col" class="num">Unknown</th>
          <th scope="col" class="num">Exempt</th>
        </tr>
      </thead>
      <tbody>
        ${sorted.map((result) => controlRow(frame, { report, runId }, result))}
      </tbody>
    </table>
  </div>`;
};

const controlRow = (
  frame: Frame,
  { report, runId }: Pick<RunHeader, 'report' | 'runId'>,
  result: ControlResult,
): Html => {
  const { controlId, filterSet, title, severity, status, met, notMet, undetermined, exempt, error } = result;
  const to = {
    view: 'findings',
    report,
    run: runId,
    control: controlId,
    ...(filterSet === undefined ? {} : { filterSet }),
  } as const;
  const name = html`${controlId}`;
  return html`<tr>
    <td>${statusMark(status)}</td>
    <td>
      ${notMet + undetermined + exempt === 0 ? html`<strong>${name}</strong>` : frame.link(to, name)}
      ${severityMark(severity)}
      <p class="dim">${title}; ${filterSet === undefined ? 'judged once a report' : `in ${filterSet}`}</p>
      ${error === undefined ? undefined : html`<p class="bad">could not be judged: ${error}</p>`}
    </td>
    <td class="num" data-label="met">${number(met)}</td>
    <td class="num" data-label="not met">${number(notMet)}</td>
    <td class="num" data-label="unknown">${number(undetermined)}</td>
    <td class="num" data-label="exempt">${number(exempt)}</td>
  </tr>`;
};
