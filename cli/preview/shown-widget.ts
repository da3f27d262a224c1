import { alarmsOf } from './alarms.js';
import type { AlarmDefinition } from './alarms.js';
import type { Widget } from './dashboard.js';
import { markdownToHtml } from './markdown.js';
import type { MetricStore } from './metrics/metric-store.js';
import { type Line, linesOf } from './metrics/widget-metrics.js';
import { type Range, lastOf } from './metrics/series.js';
import type { ShownAnnotation, ShownAxis, ShownSeries, WidgetContent } from './shown.js';

export interface Shown {
  readonly store: MetricStore;
  readonly range: Range;
  readonly alarms: readonly AlarmDefinition[];
}

// As CloudWatch colors lines that have no color of their own.
const PALETTE = [
  '#1f77b4',
  '#ff7f0e',
  '#2ca02c',
  '#d62728',
  '#9467bd',
  '#8c564b',
  '#e377c2',
  '#7f7f7f',
  '#bcbd22',
  '#17becf',
];

type Properties = Widget['properties'];

/** What a widget shows, worked out; what the preview cannot show is said in its place. */
export const shownWidget = ({ type, properties }: Widget, shown: Shown): WidgetContent => {
  switch (type) {
    case 'text':
      return {
        kind: 'text',
        html: markdownToHtml(String(properties['markdown'] ?? '')),
        isTransparent: properties['background'] === 'transparent',
      };
    case 'metric':
      return metricWidget(properties, shown);
    case 'custom':
      return { kind: 'custom' };
    case 'alarm':
      return { kind: 'alarms', alarms: alarmsOf((properties['alarms'] ?? []) as string[], shown) };
    case 'log':
      return unsupported('Logs Insights answers this query from the logs of deployed functions; a preview has none.');
    default:
      return unsupported(`Widgets of type ${type} are not part of the preview.`);
  }
};

const unsupported = (reason: string): WidgetContent => ({ kind: 'unsupported', reason });

const metricWidget = (properties: Properties, shown: Shown): WidgetContent => {
  // An alarm's own graph, as an alarm widget of the CDK is: its metrics are in the annotation's alarm, not in the widget.
  const { alarms } = (properties['annotations'] ?? {}) as { readonly alarms?: readonly string[] };
  if (alarms !== undefined) return { kind: 'alarms', alarms: alarmsOf(alarms, shown) };
  const { lines, notes } = linesOf(properties, shown.store, shown.range);
  const colors = colorsOf(lines);
  const view = String(properties['view'] ?? 'timeSeries');
  switch (view) {
    case 'timeSeries':
      return chart(properties, lines, colors, notes);
    case 'singleValue':
      return {
        kind: 'numbers',
        values: lines.map(({ label, series }, index) => ({
          label,
          color: colors[index] ?? '',
          value: lastOf(series),
          unit: series.unit,
          sparkline: properties['sparkline'] === true ? series.points : [],
        })),
        notes,
      };
    case 'bar':
    case 'table':
    case 'pie': {
      const most = Math.max(...lines.map(({ series }) => lastOf(series) ?? 0), 0);
      const rows = lines.map(({ label, series }, index) => {
        const value = lastOf(series);
        return { label, color: colors[index] ?? '', value, share: most === 0 ? 0 : (value ?? 0) / most };
      });
      const said = view === 'pie' ? [...notes, 'A pie in CloudWatch; here the same values as bars.'] : notes;
      return { kind: 'table', rows, as: view === 'table' ? 'table' : 'bar', notes: said };
    }
    default:
      return unsupported(`The view ${view} is not part of the preview.`);
  }
};

const chart = (
  properties: Properties,
  lines: readonly Line[],
  colors: readonly string[],
  notes: readonly string[],
): WidgetContent => {
  const series = lines.map(({ label, axis, series: { points, unit } }, index): ShownSeries => ({
    label,
    axis,
    points,
    unit,
    color: colors[index] ?? '',
  }));
  const { left, right } = (properties['yAxis'] ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  const { position } = (properties['legend'] ?? {}) as { readonly position?: string };
  return {
    kind: 'chart',
    isStacked: properties['stacked'] === true,
    series,
    left: axisOf(
      left,
      series.filter(({ axis }) => axis === 'left'),
    ),
    right: axisOf(
      right,
      series.filter(({ axis }) => axis === 'right'),
    ),
    annotations: annotationsOf(properties),
    legend: position === 'right' || position === 'hidden' ? position : 'bottom',
    notes,
  };
};

const axisOf = (axis: Readonly<Record<string, unknown>> | undefined, series: readonly ShownSeries[]): ShownAxis => {
  const units = [...new Set(series.map(({ unit }) => unit))];
  const unit = axis?.['showUnits'] === false || units.length !== 1 ? undefined : units[0];
  const numberOf = (name: string) => (typeof axis?.[name] === 'number' ? axis[name] : undefined);
  return { label: String(axis?.['label'] ?? unit ?? ''), min: numberOf('min'), max: numberOf('max') };
};

const annotationsOf = (properties: Properties): ShownAnnotation[] => {
  const { horizontal = [] } = (properties['annotations'] ?? {}) as { readonly horizontal?: readonly unknown[] };
  return horizontal
    .flatMap((each) => (Array.isArray(each) ? each : [each]))
    .flatMap((annotation: unknown): ShownAnnotation[] => {
      const { value, label, color, yAxis, fill, visible } = annotation as Readonly<Record<string, unknown>>;
      if (typeof value !== 'number' || visible === false) return [];
      return [
        {
          value,
          label: typeof label === 'string' ? label : '',
          color: typeof color === 'string' ? color : '#7f7f7f',
          axis: yAxis === 'right' ? 'right' : 'left',
          fill: fill === 'above' || fill === 'below' ? fill : 'none',
        },
      ];
    });
};

/** Colors that are given stand; the others are taken in turn, none twice while there are some left. */
const colorsOf = (lines: readonly Line[]): string[] => {
  const given = new Set(lines.map(({ color }) => color));
  const free = PALETTE.filter((color) => !given.has(color));
  const turn = free.length === 0 ? PALETTE : free;
  let next = 0;
  return lines.map(({ color }) => color ?? turn[next++ % turn.length] ?? '#7f7f7f');
};
