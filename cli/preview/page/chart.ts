import uPlot from 'uplot';
import type { ShownAnnotation, ShownChart, ShownSeries } from '../shown.js';
import { element } from './element.js';
import { momentText, shortNumber } from './numbers.js';

type Values = (number | null)[];

interface Look {
  readonly text: string;
  readonly grid: string;
}

/** A graph on the page. */
export interface DrawnChart {
  /** Draws it in the colors of now. */
  redraw(): void;
  remove(): void;
}

/** Draws a graph in a place, as large as the place is. */
export const drawChart = (
  place: HTMLElement,
  title: string,
  chart: ShownChart,
  range: { readonly start: number; readonly end: number },
): DrawnChart => {
  const drawn = chart.series.filter(({ points }) => points.length > 0);
  const frame = element('div', { class: 'chart', role: 'img', 'aria-label': spoken(title, drawn, chart.annotations) });
  const legend = element('ul', { class: `legend ${chart.legend}`, tabindex: '0', 'aria-label': `Legend of ${title}` });
  place.append(frame, ...(chart.legend === 'hidden' ? [] : [legend]));
  const values = legendOf(legend, chart.series);
  if (drawn.length === 0) frame.append(element('p', { class: 'empty' }, 'No data in this time'));

  const times = [...new Set(drawn.flatMap(({ points }) => points.map(([time]) => time)))].sort((a, b) => a - b);
  const lines = drawn.map((series) => alignedTo(times, series));
  const plotted = chart.isStacked ? stacked(lines) : lines;
  let plot: uPlot | undefined;
  const draw = (): void => {
    plot?.destroy();
    plot = undefined;
    const { clientWidth: width, clientHeight: height } = frame;
    if (drawn.length === 0 || width < 40 || height < 40) return;
    const styles = getComputedStyle(place);
    const look: Look = {
      text: styles.getPropertyValue('--dim').trim(),
      grid: styles.getPropertyValue('--line').trim(),
    };
    const options = optionsOf(chart, drawn, range, look, (index) => {
      values(index === undefined ? undefined : times[index], (line) =>
        index === undefined ? undefined : (lines[line]?.[index] ?? undefined),
      );
    });
    plot = new uPlot({ ...options, width, height }, [times, ...plotted], frame);
  };
  const watcher = new ResizeObserver(draw);
  watcher.observe(frame);
  draw();
  return {
    redraw: draw,
    remove: () => {
      watcher.disconnect();
      plot?.destroy();
    },
  };
};

const alignedTo = (times: readonly number[], { points }: ShownSeries): Values => {
  const byTime = new Map(points);
  return times.map((time) => byTime.get(time) ?? null);
};

/** Each on top of those before it. */
const stacked = (lines: readonly Values[]): Values[] => {
  const below: number[] = [];
  return lines.map((line) =>
    line.map((value, index) => {
      const top = (below[index] ?? 0) + (value ?? 0);
      below[index] = top;
      return top;
    }),
  );
};

const optionsOf = (
  { isStacked, left, right, annotations }: ShownChart,
  drawn: readonly ShownSeries[],
  { start, end }: { readonly start: number; readonly end: number },
  { text, grid }: Look,
  onCursor: (index: number | undefined) => void,
): Omit<uPlot.Options, 'width' | 'height'> => {
  const hasRight = drawn.some(({ axis }) => axis === 'right');
  const axis = (scale: string, { label }: { readonly label: string }, side: 1 | 3): uPlot.Axis => ({
    scale,
    side,
    label,
    labelSize: 18,
    labelFont: '11px system-ui, sans-serif',
    font: '11px system-ui, sans-serif',
    size: 46,
    stroke: text,
    grid: { stroke: grid, width: 1, show: side === 3 },
    ticks: { show: false },
    values: (_, splits) => splits.map((value) => shortNumber(value)),
  });
  return {
    legend: { show: false },
    cursor: { y: false, points: { size: 7 } },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    padding: [10, hasRight ? 0 : 12, 0, 0],
    scales: {
      x: { time: true, range: [start, end] },
      left: { range: (_, min, max) => rangeOf(min, max, left, annotations, 'left') },
      right: { range: (_, min, max) => rangeOf(min, max, right, annotations, 'right') },
    },
    axes: [
      { stroke: text, grid: { show: false }, ticks: { stroke: grid, size: 4 }, font: '11px system-ui, sans-serif' },
      axis('left', left, 3),
      ...(hasRight ? [axis('right', right, 1)] : []),
    ],
    series: [
      {},
      ...drawn.map(({ label, color, axis: scale }): uPlot.Series => ({
        label,
        scale,
        stroke: color,
        width: 1.75,
        spanGaps: true,
        points: { show: (plot) => plot.data[0].length < 60, size: 5, fill: color },
        ...(isStacked ? { fill: `${color}99` } : {}),
      })),
    ],
    // A band is filled down to the line below it, whatever lies further down.
    bands: isStacked ? drawn.slice(1).map((_, index) => ({ series: [index + 2, index + 1] as [number, number] })) : [],
    hooks: {
      draw: [(plot) => annotations.forEach((annotation) => drawAnnotation(plot, annotation))],
      setCursor: [({ cursor }) => onCursor(cursor.idx ?? undefined)],
    },
  };
};

/** All values and thresholds, and what the axis says itself; a little more than that at the top. */
const rangeOf = (
  min: number | null,
  max: number | null,
  given: { readonly min: number | undefined; readonly max: number | undefined },
  annotations: readonly ShownAnnotation[],
  axis: 'left' | 'right',
): [number, number] => {
  const thresholds = annotations.filter((each) => each.axis === axis).map(({ value }) => value);
  const low = given.min ?? Math.min(min ?? 0, ...thresholds);
  const high = given.max ?? Math.max(max ?? 1, ...thresholds);
  if (given.max !== undefined) return [low, high];
  return high <= low ? [low, low + 1] : [low, high + (high - low) * 0.12];
};

const drawAnnotation = (plot: uPlot, { value, label, color, axis, fill }: ShownAnnotation): void => {
  if (plot.scales[axis]?.min === undefined) return;
  const { ctx, bbox } = plot;
  const y = plot.valToPos(value, axis, true);
  if (y < bbox.top - 1 || y > bbox.top + bbox.height + 1) return;
  ctx.save();
  if (fill !== 'none') {
    ctx.fillStyle = `${color}22`;
    const top = fill === 'above' ? bbox.top : y;
    ctx.fillRect(bbox.left, top, bbox.width, fill === 'above' ? y - bbox.top : bbox.top + bbox.height - y);
  }
  ctx.strokeStyle = color;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([5 * devicePixelRatio, 3 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.fillStyle = color;
  ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
  ctx.textAlign = 'right';
  const isHigh = y - bbox.top < 16 * devicePixelRatio;
  ctx.textBaseline = isHigh ? 'top' : 'bottom';
  ctx.fillText(label, bbox.left + bbox.width - 4, isHigh ? y + 2 : y - 2);
  ctx.restore();
};

/** Labels; beside them, while someone points at a time, the values of it. */
const legendOf = (legend: HTMLElement, series: readonly ShownSeries[]) => {
  const moment = element('li', { class: 'moment' });
  const entries = series.map(({ label, color, points }) => {
    const value = element('span', { class: 'value' });
    legend.append(
      element(
        'li',
        {},
        element('i', { style: `background:${color}` }),
        element('span', {}, label),
        value,
        points.length === 0 ? ' (no data)' : '',
      ),
    );
    return { value, hasPoints: points.length > 0 };
  });
  legend.append(moment);
  const withPoints = entries.filter(({ hasPoints }) => hasPoints);
  return (time: number | undefined, valueOf: (line: number) => number | undefined): void => {
    moment.textContent = time === undefined ? '' : momentText(time);
    withPoints.forEach(({ value }, line) => {
      const number = valueOf(line);
      value.textContent = number === undefined ? '' : ` ${shortNumber(number)}`;
    });
  };
};

/** What a graph shows, for those who cannot see it. */
const spoken = (title: string, drawn: readonly ShownSeries[], annotations: readonly ShownAnnotation[]): string => {
  const lines = drawn.map(({ label, points }) => `${label} ${shortNumber(points.at(-1)?.[1] ?? 0)}`);
  const thresholds = annotations.map(({ label, value }) => `threshold ${label} ${shortNumber(value)}`);
  return `Graph ${title}. ${lines.length === 0 ? 'No data' : `Latest: ${lines.join(', ')}`}. ${thresholds.join(', ')}`;
};
