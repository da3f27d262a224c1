import { Duration } from 'aws-cdk-lib';
import { Color, GraphWidget, type IMetric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { AuditorMetric } from '../../audit/metrics.js';
import type { HandlerFunctions } from '../auditor/inside.js';
import type { ICopyJobAuditor } from '../copy-job-auditor-reference.js';
import { HALF, THIRD, type Rows, rows } from './layout.js';
import type { Reports } from './reports.js';
import { type Source, metricFrom } from './source.js';

const HOURLY = { period: Duration.hours(1) };
const counted = (label: string) => ({ min: 0, label, showUnits: false });

/** Whether the auditor itself is well: without it, nothing above is worth anything. */
export const healthRows = (auditor: ICopyJobAuditor, reports: Reports, source: Source): Rows => {
  const own = ownOf(auditor, source);
  const unusual = [own('PublishConflicts', Color.ORANGE), own('SlowPages', Color.GREY)];
  // Of an auditor of another app nobody knows whether it delivers anything.
  const delivers = () => unusual.push(own('DeliveriesFailed', Color.RED));
  if (auditor._whenDelivering === undefined) delivers();
  else auditor._whenDelivering(delivers);
  return [
    ...rows(
      [
        new GraphWidget({
          title: 'Runs of the state machine',
          left: runsOf(auditor, source),
          leftYAxis: counted('executions'),
          width: THIRD,
        }),
        new GraphWidget({
          title: 'Units that could not be read',
          left: reports.each('UnreadUnits'),
          leftYAxis: counted('units'),
          leftAnnotations: [{ value: 0, label: 'none', color: Color.GREEN }],
          width: THIRD,
        }),
        new GraphWidget({
          title: 'Time from the start of a run to its publication',
          left: reports.each('RunDuration'),
          leftYAxis: counted('milliseconds'),
          width: THIRD,
        }),
      ],
      [
        new GraphWidget({
          title: 'Requests to AWS Backup, and answers to slow down',
          left: [reports.sum('Requests', { label: 'requests' })],
          right: [own('Throttles', Color.RED)],
          leftYAxis: counted('requests'),
          rightYAxis: counted('throttles'),
          width: HALF,
        }),
        new GraphWidget({
          title: 'Out of the ordinary',
          left: unusual,
          leftYAxis: counted('times'),
          width: HALF,
        }),
      ],
    ),
    ...(auditor._handlers === undefined ? [] : functionRows(auditor._handlers)),
  ];
};

const runsOf = ({ stateMachine }: ICopyJobAuditor, source: Source): IMetric[] =>
  [
    stateMachine.metricSucceeded({ ...HOURLY, label: 'succeeded', color: Color.GREEN }),
    stateMachine.metricFailed({ ...HOURLY, label: 'failed', color: Color.RED }),
    stateMachine.metricTimedOut({ ...HOURLY, label: 'timed out', color: Color.ORANGE }),
    stateMachine.metricAborted({ ...HOURLY, label: 'aborted', color: Color.GREY }),
    stateMachine.metricThrottled({ ...HOURLY, label: 'throttled', color: Color.PURPLE }),
  ].map((metric) => metricFrom(metric, source));

const ownOf =
  (auditor: ICopyJobAuditor, source: Source) =>
  (name: AuditorMetric, color: string): IMetric =>
    metricFrom(auditor.metric(name, { ...HOURLY, label: name, color }), source);

/** Functions have generated names, which only the stack that declared them knows. */
const functionRows = (handlers: HandlerFunctions): Rows => {
  const functions = Object.entries(handlers);
  return rows([
    new GraphWidget({
      title: 'Errors of functions',
      left: functions.map(([label, each]) => each.metricErrors({ ...HOURLY, label })),
      leftYAxis: counted('errors'),
      width: THIRD,
    }),
    new GraphWidget({
      title: 'Throttled functions',
      left: functions.map(([label, each]) => each.metricThrottles({ ...HOURLY, label })),
      leftYAxis: counted('throttles'),
      width: THIRD,
    }),
    new GraphWidget({
      title: 'Duration of functions, the longest',
      left: functions.map(([label, each]) => each.metricDuration({ ...HOURLY, statistic: Stats.MAXIMUM, label })),
      leftYAxis: counted('milliseconds'),
      leftAnnotations: [{ value: Duration.minutes(15).toMilliseconds(), label: 'Lambda ends it', color: Color.RED }],
      width: THIRD,
    }),
  ]);
};
