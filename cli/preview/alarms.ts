import type { SynthesizedStack } from './assembly.js';
import { Intrinsics } from './intrinsics.js';
import type { MetricStore } from './metrics/metric-store.js';
import type { Range, Series } from './metrics/series.js';
import type { ShownAlarms } from './shown.js';

/** An alarm as it was synthesized. */
export interface AlarmDefinition {
  readonly arn: string;
  readonly name: string;
  readonly isComposite: boolean;
  readonly properties: Readonly<Record<string, unknown>>;
}

export const alarmDefinitionsOf = (stacks: readonly SynthesizedStack[]): AlarmDefinition[] =>
  stacks.flatMap((stack) => {
    const intrinsics = new Intrinsics(stack);
    return Object.entries(stack.resources).flatMap(([id, { Type, Properties }]) => {
      const isComposite = Type === 'AWS::CloudWatch::CompositeAlarm';
      if (!isComposite && Type !== 'AWS::CloudWatch::Alarm') return [];
      const properties = intrinsics.resolve(Properties) as AlarmDefinition['properties'];
      return [{ arn: intrinsics.arnOf(id), name: intrinsics.text({ Ref: id }), isComposite, properties }];
    });
  });

interface Known {
  readonly alarms: readonly AlarmDefinition[];
  readonly store: MetricStore;
  readonly range: Range;
}

type Shown = ShownAlarms['alarms'][number];

/** What alarms would say of what was recorded. */
export const alarmsOf = (arns: readonly string[], known: Known): Shown[] =>
  arns.map((arn) => {
    const alarm = known.alarms.find((each) => each.arn === arn || each.name === arn);
    if (alarm === undefined)
      return { name: arn.split(':').at(-1) ?? arn, state: 'UNKNOWN', why: 'It is not in this app.' };
    return { name: alarm.name, ...stateOf(alarm, known) };
  });

interface State {
  readonly state: string;
  readonly why: string;
}

const stateOf = (alarm: AlarmDefinition, known: Known): State => {
  const { properties, isComposite } = alarm;
  const description = typeof properties['AlarmDescription'] === 'string' ? properties['AlarmDescription'] : '';
  const notTold = (what: string): State => ({
    state: 'UNKNOWN',
    why: `${what} are not worked out in the preview. ${description}`,
  });
  if (isComposite) return notTold('Composite alarms');
  if (properties['MetricName'] === undefined) return notTold('Alarms on expressions');
  const compare = COMPARISONS[String(properties['ComparisonOperator'])];
  if (compare === undefined) return notTold('Such comparisons');
  const { end } = known.range;
  const period = Number(properties['Period'] ?? 300);
  const periods = Number(properties['EvaluationPeriods'] ?? 1);
  const threshold = Number(properties['Threshold']);
  const dimensions = (properties['Dimensions'] ?? []) as readonly { readonly Name: string; readonly Value: string }[];
  const series: Series = known.store.series(
    {
      namespace: String(properties['Namespace']),
      name: String(properties['MetricName']),
      dimensions: Object.fromEntries(dimensions.map(({ Name, Value }) => [Name, Value])),
      statistic: String(properties['Statistic'] ?? 'Average'),
    },
    period,
    { start: Math.floor(end / period) * period - periods * period, end },
  );
  const missing = String(properties['TreatMissingData'] ?? 'missing');
  const breaching = series.points.filter(([, value]) => compare(value, threshold)).length;
  const absent = Math.max(0, periods - series.points.length);
  const counted = breaching + (missing === 'breaching' ? absent : 0);
  const wanted = Number(properties['DatapointsToAlarm'] ?? periods);
  if (series.points.length === 0 && missing === 'missing') return { state: 'INSUFFICIENT_DATA', why: description };
  return { state: counted >= wanted ? 'ALARM' : 'OK', why: description };
};

const COMPARISONS: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};
