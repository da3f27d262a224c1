import { type AlarmDefinition, alarmsOf } from '../../../cli/preview/alarms.js';
import { MetricStore } from '../../../cli/preview/metrics/metric-store.js';

const END = 1_800_000_000;
const HOUR = 3600;
const range = { start: END - 14 * 24 * HOUR, end: END };

const stateOf = (
  values: readonly (readonly [hoursAgo: number, value: number])[],
  properties: object,
  isComposite = false,
) => {
  const store = new MetricStore();
  for (const [ago, value] of values) store.record('N', { D: 'x' }, { M: { value } }, (END - ago * HOUR) * 1000);
  const alarm: AlarmDefinition = {
    ...{ arn: 'arn:a', name: 'a', isComposite },
    properties: {
      ...{ Namespace: 'N', MetricName: 'M', Dimensions: [{ Name: 'D', Value: 'x' }], Statistic: 'Maximum' },
      ...{ Period: HOUR, EvaluationPeriods: 3, DatapointsToAlarm: 1, Threshold: 1 },
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      ...properties,
    },
  };
  return alarmsOf(['arn:a'], { alarms: [alarm], store, range })[0]?.state;
};

describe('alarms over what a preview recorded', () => {
  it.each([
    ['a value at the threshold', [[1, 1]], {}, 'ALARM'],
    ['a value below it', [[1, 0]], {}, 'OK'],
    [
      'a value before the periods that are looked at',
      [
        [30, 5],
        [1, 0],
      ],
      {},
      'OK',
    ],
    ['fewer points than it wants', [[1, 5]], { DatapointsToAlarm: 2 }, 'OK'],
    ['nothing, which it does not take for anything', [], {}, 'INSUFFICIENT_DATA'],
    ['nothing, which is bad', [], { TreatMissingData: 'breaching' }, 'ALARM'],
    ['nothing, which is good', [], { TreatMissingData: 'notBreaching' }, 'OK'],
    ['an expression', [[1, 5]], { MetricName: undefined, Metrics: [] }, 'UNKNOWN'],
    ['an anomaly band', [[1, 5]], { ComparisonOperator: 'LessThanLowerThreshold' }, 'UNKNOWN'],
  ] as const)('%s: %j %j is %s', (_what, values, properties, state) => {
    expect(stateOf(values, properties)).toBe(state);
  });

  it('are not told where they are made of others, or are not in the app', () => {
    expect(stateOf([[1, 5]], {}, true)).toBe('UNKNOWN');
    expect(alarmsOf(['arn:aws:cloudwatch:x:1:alarm:far'], { alarms: [], store: new MetricStore(), range })).toEqual([
      { name: 'far', state: 'UNKNOWN', why: 'It is not in this app.' },
    ]);
  });
});
