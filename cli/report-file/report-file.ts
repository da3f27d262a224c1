import { anchorOf, type Frame } from '../../audit/views/frame.js';
import { type Html, html } from '../../audit/views/html.js';
import { byStatus, statusMark } from '../../audit/views/marks.js';
import { notice } from '../../audit/views/notice.js';
import type { Place } from '../../audit/views/place.js';
import { STYLE } from '../../audit/views/style.js';
import { number, percentWords, plural, time } from '../../audit/views/words.js';
import { FILE_STYLE } from './file-style.js';
import { Places } from './places.js';
import { type FiledRun, sectionOf } from './sections.js';

/** The views that a file is made of, in its order: what leads on comes before what it leads to. */
const ORDER = ['report', 'findings', 'finding', 'resource'] as const;

/**
 * Runs as one file to hand over: everything inside, nothing loaded from anywhere, links lead from one part of it to another,
 * printed on A4. Of a large run it holds the worst, and says what it leaves out.
 */
export const reportFile = (runs: readonly FiledRun[], version: string): string => {
  const places = new Places();
  const { frame } = places;
  const now = Math.max(...runs.map(({ run }) => Date.parse(run.asOf)));
  const overview = overviewOf(runs, frame);
  const sections = sectionsOf(places, runs, now);
  const names = runs.map(({ run }) => run.report).join(', ');
  return String(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
          <meta name="generator" content="copy-audit ${version}" />
          <title>Backup copies: ${names}</title>
          ${STYLE} ${FILE_STYLE}
        </head>
        <body>
          <main class="copy-audit auto">
            <section id="${anchorOf({ view: 'reports' })}" class="part-reports">${overview} ${leftOut(places)}</section>
            ${sections}
          </main>
        </body>
      </html> `,
  );
};

/** What links lead to, and what links there lead to, until nothing is left that something leads to. */
const sectionsOf = (places: Places, runs: readonly FiledRun[], now: number): Html[] => {
  const byView = new Map<Place['view'], Html[]>(ORDER.map((view) => [view, []]));
  for (let place = places.next(ORDER); place !== undefined; place = places.next(ORDER)) {
    const content = sectionOf(place, runs, places.frame, now);
    if (content === undefined) continue;
    const section = html`<section id="${anchorOf(place)}" class="part-${place.view}">${content}</section> `;
    byView.get(place.view)?.push(section);
  }
  return [...byView.values()].flat();
};

/** Which reports the file is of, the worst first. */
const overviewOf = (runs: readonly FiledRun[], frame: Frame): Html => {
  const sorted = [...runs].sort((a, b) => byStatus(a.run.status, b.run.status));
  const failing = runs.filter(({ run }) => run.status !== 'COMPLIANT').length;
  return html`<h1>
      Backup copies: ${failing === 0 ? 'all' : `${number(failing)} of`} ${plural(runs.length, 'report')}
      ${failing === 0 ? 'compliant' : 'not compliant'}
    </h1>
    <ul class="lines">
      ${sorted.map(({ run, description }) => {
        const { report, status, compliancePercent, findingCounts, counts, asOf } = run;
        const open = findingCounts.total - findingCounts.exempt;
        return html`<li>
          <span>${statusMark(status)}</span>
          <div>
            ${frame.link({ view: 'report', report }, html`<span class="name">${report}</span>`)}
            <p>${description ?? ''}</p>
            <p class="dim">
              ${percentWords(compliancePercent)}, ${plural(open, 'finding')} and ${number(findingCounts.exempt)} exempt,
              ${plural(counts.copyJobs, 'copy job')} of ${plural(counts.resources, 'resource')}; as of ${time(asOf)}
            </p>
          </div>
        </li>`;
      })}
    </ul>`;
};

/** What somebody who looks for it would not find here. */
const leftOut = (places: Places): Html | undefined => {
  const findings = places.leftOut('finding');
  const resources = places.leftOut('resource');
  const lists = places.leftOut('findings');
  if (findings + resources + lists === 0) return undefined;
  const parts = [
    ...(findings === 0 ? [] : [`the evidence of ${plural(findings, 'finding')}`]),
    ...(resources === 0 ? [] : [`the history of ${plural(resources, 'resource')}`]),
    ...(lists === 0 ? [] : [plural(lists, 'list of findings', 'lists of findings')]),
  ];
  return notice(
    'warn',
    'This file holds the worst of it',
    html`Left out: ${parts.join(', ')}. <code>copy-audit run --output json</code> has all of it; of a deployed report
      the dashboard and the table have.`,
  );
};
