import { MARKS } from './marks.js';
import { type Html, html } from './html.js';
import type { TrendPoint } from './model.js';
import { plural, time } from './words.js';

const WIDTH = 160;
const HEIGHT = 36;
const STRIP = 8;
const PAD = 3;
// A trend of a good report would be a line at the top of the picture; its floor is where half a tenth is seen.
const HIGHEST_FLOOR = 90;
// More runs than pixels are no picture; the worst of neighbours stands for them.
const MOST_POINTS = 80;

/** How what is met went over time, and below it which runs were not compliant: a high mark, so that no colour is needed. */
export const sparkline = (points: readonly TrendPoint[]): Html => {
  const shown = thinned(points);
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return html``;
  const percents = shown.flatMap(({ compliancePercent }) => (compliancePercent === null ? [] : [compliancePercent]));
  const floor = Math.min(HIGHEST_FLOOR, ...percents);
  const span = Math.max(1, Date.parse(last.asOf) - Date.parse(first.asOf));
  const x = ({ asOf }: TrendPoint) =>
    points.length === 1 ? WIDTH / 2 : PAD + ((Date.parse(asOf) - Date.parse(first.asOf)) / span) * (WIDTH - 2 * PAD);
  const top = HEIGHT - STRIP - 2 * PAD;
  const y = (percent: number) => PAD + (1 - (percent - floor) / Math.max(1, 100 - floor)) * top;
  const width = Math.max(1, Math.min(6, (WIDTH - 2 * PAD) / shown.length - 1));
  return html`<svg width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">
    <title>${sentence(points, percents)}</title>
    ${lines(shown, x, y)}${dot(shown.at(-1), x, y)}${shown.map((point) => {
      const height = point.status === 'COMPLIANT' ? 2 : STRIP;
      return html`<rect
        class="fill-${MARKS[point.status].tone}"
        x="${round(x(point) - width / 2)}"
        y="${HEIGHT - height}"
        width="${round(width)}"
        height="${height}"
      />`;
    })}
  </svg>`;
};

const sentence = (points: readonly TrendPoint[], percents: readonly number[]): string => {
  const bad = points.filter(({ status }) => status !== 'COMPLIANT').length;
  const range =
    percents.length === 0
      ? ''
      : `; from ${Math.min(...percents)} % to ${Math.max(...percents)} % of what was asked met`;
  return `${plural(points.length, 'run')} from ${time(points[0]?.asOf ?? '')} to ${time(points.at(-1)?.asOf ?? '')}, ${bad} not compliant${range}`;
};

/** A line that is broken where nothing counted. */
const lines = (
  points: readonly TrendPoint[],
  x: (point: TrendPoint) => number,
  y: (percent: number) => number,
): Html => {
  const parts: string[] = [];
  let isDrawn = false;
  for (const point of points) {
    if (point.compliancePercent === null) isDrawn = false;
    else {
      parts.push(`${isDrawn ? 'L' : 'M'}${round(x(point))} ${round(y(point.compliancePercent))}`);
      isDrawn = true;
    }
  }
  return html`<path class="line" d="${parts.join('')}" />`;
};

const dot = (
  last: TrendPoint | undefined,
  x: (point: TrendPoint) => number,
  y: (percent: number) => number,
): Html | undefined =>
  last === undefined || last.compliancePercent === null
    ? undefined
    : html`<circle class="dot" cx="${round(x(last))}" cy="${round(y(last.compliancePercent))}" r="2.5" />`;

const round = (value: number): number => Math.round(value * 10) / 10;

/** At most so many points; of neighbours the one with the least met stands for all, but for the last, which is now. */
const thinned = (points: readonly TrendPoint[]): readonly TrendPoint[] => {
  if (points.length <= MOST_POINTS) return points;
  const size = Math.ceil(points.length / MOST_POINTS);
  const worst: TrendPoint[] = [];
  for (let start = 0; start < points.length; start += size)
    worst.push(
      points
        .slice(start, start + size)
        .reduce((a, b) => ((b.compliancePercent ?? 101) < (a.compliancePercent ?? 101) ? b : a)),
    );
  const last = points.at(-1);
  return last === undefined || worst.at(-1) === last ? worst : [...worst, last];
};
