import type { Duration } from 'aws-cdk-lib';

/** How an alarm of a report is named and described. */
export interface ReportAlarmProps {
  /**
   * Name of the alarm.
   *
   * @default - a generated one
   */
  readonly alarmName?: string;

  /**
   * What is shown with the alarm.
   *
   * @default - what it means and what to do
   */
  readonly alarmDescription?: string;

  /**
   * Whether its actions are carried out.
   *
   * @default true
   */
  readonly actionsEnabled?: boolean;
}

/** The same of an alarm about silence. */
export interface StaleAlarmProps extends ReportAlarmProps {
  /**
   * After how long without a published run it goes off. At most 7 days, which is as far as an alarm of CloudWatch looks back.
   *
   * @default - twice the longest time between two runs of the schedule
   */
  readonly after?: Duration;
}
