import type { Template } from 'aws-cdk-lib/assertions';
import { flat, resourceOf } from './synth.js';

export interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface Variable {
  readonly id: string;
  readonly type: string;
  readonly pattern?: string;
  readonly property?: string;
  readonly inputType: string;
  readonly values?: readonly { readonly value: string }[];
  readonly search?: string;
  readonly populateFrom?: string;
  readonly defaultValue?: string;
}

export interface DashboardBody {
  readonly start?: string;
  readonly variables?: readonly Variable[];
  readonly widgets: readonly Widget[];
}

export const dashboardIn = (template: Template): DashboardBody =>
  JSON.parse(flat(resourceOf(template, 'AWS::CloudWatch::Dashboard').Properties['DashboardBody'])) as DashboardBody;

const COLUMNS = 24;
const VIEWS = ['timeSeries', 'singleValue', 'gauge', 'bar', 'pie', 'table'];

/**
 * What is wrong with a dashboard by CloudWatch's own page, which PutDashboard would refuse or the console not show.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export const faultsOf = ({ widgets, variables = [] }: DashboardBody): string[] => [
  ...(variables.length > 25 ? [`${variables.length} variables`] : []),
  ...variables.flatMap((variable) => variableFaults(variable, JSON.stringify(widgets))),
  ...(widgets.length > 500 ? [`${widgets.length} widgets`] : []),
  ...widgets.flatMap((widget) => [...placeFaults(widget), ...propertyFaults(widget)]),
  ...widgets.flatMap((one, index) =>
    widgets
      .slice(index + 1)
      .flatMap((other) => (overlap(one, other) ? [`${nameOf(one)} and ${nameOf(other)} overlap`] : [])),
  ),
];

const nameOf = ({ properties, x, y }: Widget): string =>
  `${String(properties['title'] ?? properties['markdown'])} at ${x},${y}`;

const placeFaults = (widget: Widget): string[] => {
  const { x, y, width, height } = widget;
  const isWhole = [x, y, width, height].every((each) => Number.isInteger(each) && each >= 0);
  const isInside = x + width <= COLUMNS && width >= 1 && height >= 1 && height <= 1000;
  return isWhole && isInside ? [] : [`${nameOf(widget)} is ${width} × ${height}: not inside ${COLUMNS} columns`];
};

const overlap = (a: Widget, b: Widget): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const propertyFaults = (widget: Widget): string[] => {
  const { type, properties } = widget;
  if (type === 'text') return typeof properties['markdown'] === 'string' ? [] : [`${nameOf(widget)} has no markdown`];
  if (type === 'custom') return customFaults(widget);
  if (type !== 'metric') return [`${nameOf(widget)} is a ${type}`];
  const metrics = properties['metrics'];
  return [
    ...(VIEWS.includes(String(properties['view']))
      ? []
      : [`${nameOf(widget)} is shown as ${String(properties['view'])}`]),
    ...(typeof properties['region'] === 'string' ? [] : [`${nameOf(widget)} has no region`]),
    ...(Array.isArray(metrics) && metrics.length > 0
      ? metrics.flatMap((metric) => metricFaults(metric as unknown[]).map((fault) => `${nameOf(widget)}: ${fault}`))
      : [`${nameOf(widget)} has no metrics`]),
  ];
};

const customFaults = (widget: Widget): string[] => {
  const { endpoint, title, params, updateOn } = widget.properties;
  return [
    ...(typeof endpoint === 'string' && endpoint !== '' ? [] : [`${nameOf(widget)} has no endpoint`]),
    ...(typeof title === 'string' ? [] : [`${nameOf(widget)} has no title`]),
    ...(typeof params === 'object' && params !== null ? [] : [`${nameOf(widget)} has no parameters`]),
    ...(typeof updateOn === 'object' ? [] : [`${nameOf(widget)} is never updated`]),
  ];
};

/** A variable changes something that is there, and has values to choose from. */
const variableFaults = (
  { id, type, pattern, property, inputType, values, search, populateFrom }: Variable,
  text: string,
) => {
  const changed = type === 'pattern' ? pattern : type === 'property' ? property : undefined;
  return [
    ...(changed !== undefined && text.includes(changed) ? [] : [`the variable ${id} changes nothing`]),
    ...(['input', 'radio', 'select'].includes(inputType) ? [] : [`the variable ${id} is a ${inputType}`]),
    ...(values !== undefined || (search !== undefined && populateFrom !== undefined)
      ? []
      : [`the variable ${id} has no values`]),
  ];
};

/** `[{expression…}]`, or `[namespace, name, dimension, value…, {options}]`. */
const metricFaults = (metric: readonly unknown[]): string[] => {
  const [first, ...rest] = metric;
  if (typeof first === 'object' && first !== null) {
    const { expression } = first as { readonly expression?: unknown };
    if (rest.length > 0 || typeof expression !== 'string') return ['an expression stands alone'];
    const searches = expression.match(/SEARCH\('[^']*', '[A-Za-z]+', \d+\)/g) ?? [];
    if (expression.includes('SEARCH') && searches.length === 0) return [`${expression} is no search`];
    return searches.some(({ length }) => length > 1024) ? [`${expression} is too long`] : [];
  }
  const names = metric.filter((each) => typeof each === 'string');
  return names.length >= 2 && names.length % 2 === 0 ? [] : [`${JSON.stringify(metric)} names half a dimension`];
};
