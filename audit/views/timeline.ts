import { type Html, html } from './html.js';
import type { TimelineEvent } from './timeline-events.js';
import { plural, time } from './words.js';

const WIDTH = 600;
const HEIGHT = 64;
const PAD = 8;
const LINE = 34;
const DAY = 86_400_000;

/** What happened to a resource, on a line from its first copy job to now and to the next breach. The list below says the same. */
export const timeline = (events: readonly TimelineEvent[], now: number): Html | undefined => {
  if (events.length === 0) return undefined;
  const times = [...events.map(({ at }) => at), now];
  const first = Math.min(...times);
  const last = Math.max(...times, first + DAY);
  const x = (at: number) => Math.round((PAD + ((at - first) / (last - first)) * (WIDTH - 2 * PAD)) * 10) / 10;
  return html`<svg width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">
    <title>
      ${plural(events.length, 'event')} from ${time(new Date(first).toISOString())} to
      ${time(new Date(last).toISOString())}
    </title>
    <line class="axis" x1="${PAD}" x2="${WIDTH - PAD}" y1="${LINE}" y2="${LINE}" />
    <line class="stroke-dim" x1="${x(now)}" x2="${x(now)}" y1="12" y2="${LINE + 8}" />
    <text x="${x(now)}" y="10" text-anchor="${x(now) > WIDTH / 2 ? 'end' : 'start'}">now</text>
    ${events.map((event) => mark(event, x(event.at)))}
    <text x="${PAD}" y="${HEIGHT - 4}">${new Date(first).toISOString().slice(0, 10)}</text>
    <text x="${WIDTH - PAD}" y="${HEIGHT - 4}" text-anchor="end">${new Date(last).toISOString().slice(0, 10)}</text>
  </svg>`;
};

/** A shape for each kind, so that no colour is needed: a disc is good, a square is bad, a triangle is to come. */
const mark = ({ tone }: TimelineEvent, x: number): Html => {
  if (tone === 'good') return html`<circle class="fill-good" cx="${x}" cy="${LINE}" r="5" />`;
  if (tone === 'bad') return html`<rect class="fill-bad" x="${x - 4}" y="${LINE - 4}" width="8" height="8" />`;
  if (tone === 'warn')
    return html`<path class="fill-warn" d="M${x} ${LINE - 6}L${x + 6} ${LINE + 5}L${x - 6} ${LINE + 5}Z" />`;
  return html`<circle class="fill-unknown" cx="${x}" cy="${LINE}" r="2.5" />`;
};
