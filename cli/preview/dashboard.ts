import * as z from 'zod';
import { AssemblyError } from './errors.js';
import type { SynthesizedStack } from './assembly.js';
import { Intrinsics } from './intrinsics.js';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
const widgetSchema = z.looseObject({
  type: z.string(),
  x: z.number().default(0),
  y: z.number().default(0),
  width: z.number().default(6),
  height: z.number().default(6),
  properties: z.record(z.string(), z.unknown()).default({}),
});
const variableSchema = z.looseObject({
  type: z.enum(['pattern', 'property']),
  id: z.string(),
  label: z.string().optional(),
  inputType: z.enum(['input', 'select', 'radio']).default('input'),
  pattern: z.string().optional(),
  property: z.string().optional(),
  defaultValue: z.string().optional(),
  visible: z.boolean().default(true),
  search: z.string().optional(),
  populateFrom: z.string().optional(),
  values: z.array(z.object({ value: z.string(), label: z.string().optional() })).default([]),
});
const bodySchema = z.looseObject({
  start: z.string().optional(),
  variables: z.array(variableSchema).default([]),
  widgets: z.array(widgetSchema),
});

export type Widget = z.output<typeof widgetSchema>;
export type Variable = z.output<typeof variableSchema>;
export type DashboardBody = z.output<typeof bodySchema>;

export interface Dashboard {
  readonly name: string;
  readonly body: DashboardBody;
}

/** The dashboards of stacks, their bodies as CloudFormation would hand them to CloudWatch. */
export const dashboardsOf = (stacks: readonly SynthesizedStack[]): Dashboard[] =>
  stacks.flatMap((stack) => {
    const intrinsics = new Intrinsics(stack);
    return Object.entries(stack.resources).flatMap(([id, { Type, Properties }]) => {
      if (Type !== 'AWS::CloudWatch::Dashboard') return [];
      const name = intrinsics.text(Properties['DashboardName'] ?? id);
      return [{ name, body: parseBody(intrinsics.text(Properties['DashboardBody']), name) }];
    });
  });

const parseBody = (text: string, name: string): DashboardBody => {
  try {
    return bodySchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new AssemblyError(`The body of the dashboard ${name} is not one that CloudWatch takes`, { cause });
  }
};

/** The body with its variables set: every occurrence of a pattern, every property of that name. */
export const withVariables = (body: DashboardBody, values: Readonly<Record<string, string>>): readonly Widget[] =>
  body.variables.reduce<readonly Widget[]>((widgets, variable) => {
    const value = values[variable.id] ?? variable.defaultValue;
    if (value === undefined) return widgets;
    const { pattern, property } = variable;
    if (variable.type === 'pattern' && pattern !== undefined && pattern !== '')
      return widgets.map((widget) => ({
        ...widget,
        properties: replaced(widget.properties, (text) => text.replaceAll(pattern, value)) as Widget['properties'],
      }));
    return property === undefined ? widgets : widgets.map((widget) => withProperty(widget, property, value));
  }, body.widgets);

const replaced = (value: unknown, change: (text: string) => string): unknown => {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((each) => replaced(each, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replaced(each, change)]));
};

/** A property of the widget's own, such as its Region; or a dimension of its metrics. */
const withProperty = (widget: Widget, property: string, value: string): Widget => {
  const { properties } = widget;
  if (property in properties) return { ...widget, properties: { ...properties, [property]: value } };
  const { metrics } = properties;
  if (!Array.isArray(metrics)) return widget;
  const changed = metrics.map((metric: unknown) =>
    Array.isArray(metric)
      ? metric.map((each: unknown, index) => (isValueOf(metric, index, property) ? value : each))
      : metric,
  );
  return { ...widget, properties: { ...properties, metrics: changed } };
};

const isValueOf = (metric: readonly unknown[], index: number, property: string): boolean =>
  index >= 3 && index % 2 === 1 && metric[index - 1] === property && typeof metric[index] === 'string';

const SECONDS: Readonly<Record<string, number>> = { W: 604_800, D: 86_400, H: 3600, M: 60 };

/** How long a time a dashboard shows of itself, in seconds: `-P14D`, `-PT6H`; CloudWatch's default where it says nothing. */
export const secondsOf = ({ start }: DashboardBody): number => {
  const [, days = '', time = ''] = /^-P([0-9WD]*)(?:T([0-9HM]+))?$/.exec(start ?? '') ?? [];
  const parts = [...`${days}${time}`.matchAll(/(?<!\d)(\d+)([WDHM])/g)];
  const total = parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (SECONDS[unit] ?? 0), 0);
  return total > 0 ? total : 3 * 3600;
};
