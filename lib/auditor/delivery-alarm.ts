import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { ReportAlarmProps } from '../report-alarm-props.js';
import { worded } from '../report/alarms.js';

/** On for five minutes where a delivery failed; what says nothing is well. */
export const alarmOnDeliveries = (scope: Construct, id: string, failed: Metric, props: ReportAlarmProps): Alarm =>
  new Alarm(scope, id, {
    metric: failed.with({ period: Duration.minutes(5) }),
    threshold: 0,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    ...worded(
      props,
      'A run was published, but could not be delivered to all who asked for it. The next run delivers it too; see the log of the delivery’s function.',
    ),
  });
