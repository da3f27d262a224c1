import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmRule,
  ComparisonOperator,
  CompositeAlarm,
  type IAlarm,
  MathExpression,
  type Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { acknowledgeControl } from '../auditor/explained.js';
import { given } from '../given.js';
import type { ReportAlarmProps } from '../report-alarm-props.js';

// Data comes once a run, so an alarm keeps what the last run said, until the next one says otherwise. A short period, so that
// of two runs within minutes the second one stands.
const AS_LAST_PUBLISHED = {
  threshold: 0,
  comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
  evaluationPeriods: 1,
  treatMissingData: TreatMissingData.IGNORE,
};
const SHORT = { period: Duration.minutes(1), statistic: Stats.MAXIMUM };

export const worded = (props: ReportAlarmProps, alarmDescription: string) => ({
  alarmDescription,
  ...given({ alarmName: props.alarmName, actionsEnabled: props.actionsEnabled }),
  ...given({ alarmDescription: props.alarmDescription }),
});

/** On while the latest published run says so. */
export const alarmAsPublished = (
  scope: Construct,
  id: string,
  metric: Metric,
  description: string,
  props: ReportAlarmProps,
): Alarm => new Alarm(scope, id, { metric: metric.with(SHORT), ...AS_LAST_PUBLISHED, ...worded(props, description) });

/** On while no run was published for a time. */
export const alarmOnSilence = (
  scope: Construct,
  id: string,
  published: Metric,
  after: Duration,
  props: ReportAlarmProps,
): Alarm => {
  // An alarm looks back 7 days over hours, and only one over anything shorter.
  const period = after.toMinutes() < 60 ? Duration.minutes(5) : Duration.hours(1);
  return new Alarm(scope, id, {
    metric: published.with({ period, statistic: Stats.SUM }),
    threshold: 1,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: Math.ceil(after.toMinutes() / period.toMinutes()),
    treatMissingData: TreatMissingData.BREACHING,
    ...worded(props, silence(after)),
  });
};

/**
 * On while the latest run is older than that, by what the auditor writes once a day; on as well where it writes nothing. Two
 * days have to say so, because a heartbeat may come some minutes earlier or later than a day after the one before.
 */
export const alarmOnAge = (
  scope: Construct,
  id: string,
  age: Metric,
  after: Duration,
  props: ReportAlarmProps,
): Alarm =>
  new Alarm(scope, id, {
    metric: age.with({ period: Duration.days(1), statistic: Stats.MINIMUM }),
    threshold: after.toSeconds(),
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 2,
    treatMissingData: TreatMissingData.BREACHING,
    ...worded(props, silence(after)),
  });

const silence = (after: Duration): string =>
  `No run was published for ${after.toHumanString()}: nobody knows how copies are. See the executions of the state machine.`;

/** An alarm of which others are parts: whom to tell is said to the whole. */
const explainParts = (parts: readonly IAlarm[]): void => {
  for (const part of parts)
    acknowledgeControl(
      part,
      'CloudWatchAlarmAction',
      'A part of a composite alarm, whose actions tell whom it concerns.',
    );
};

/** On while any of several is. */
export const alarmOnAny = (
  scope: Construct,
  id: string,
  alarms: readonly IAlarm[],
  reportName: string,
  props: ReportAlarmProps,
): CompositeAlarm => {
  explainParts(alarms);
  const { alarmName: compositeAlarmName, ...rest } = worded(
    props,
    `The copy compliance report ${reportName} is NON_COMPLIANT, or nobody knows: no run was published in time, or one failed.`,
  );
  return new CompositeAlarm(scope, id, {
    alarmRule: AlarmRule.anyOf(...alarms),
    ...given({ compositeAlarmName }),
    ...rest,
  });
};

/** On while the latest run could not read everything, or when an execution ends without publishing one. */
export const alarmOnFailure = (
  scope: Construct,
  id: string,
  unread: Metric,
  machine: IStateMachine,
  props: ReportAlarmProps,
): CompositeAlarm => {
  const reading = alarmAsPublished(
    scope,
    `${id}Reading`,
    unread,
    'Something that the report reads could not be read; the run says what and why.',
    {},
  );
  const running = new Alarm(scope, `${id}Running`, {
    metric: new MathExpression({
      expression: 'FILL(failed, 0) + FILL(timedOut, 0) + FILL(aborted, 0)',
      usingMetrics: {
        failed: machine.metricFailed(),
        timedOut: machine.metricTimedOut(),
        aborted: machine.metricAborted(),
      },
      period: Duration.minutes(5),
      label: 'Runs that were not published',
    }),
    threshold: 0,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    alarmDescription:
      'A run of a report of the auditor ended without being published; see the executions of the state machine.',
  });
  explainParts([reading, running]);
  const { alarmName: compositeAlarmName, ...rest } = worded(
    props,
    'The report cannot tell: a run failed, or could not read everything.',
  );
  return new CompositeAlarm(scope, id, {
    alarmRule: AlarmRule.anyOf(reading, running),
    ...given({ compositeAlarmName }),
    ...rest,
  });
};
