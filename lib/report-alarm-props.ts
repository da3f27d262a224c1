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
   * After how long without a published run it goes off. More than 7 days is watched by what the auditor writes once a day.
   *
   * @default - twice the longest time between two runs of the schedule
   */
  readonly after?: Duration;
}
