import type { Alarm, CompositeAlarm, IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { Rule } from 'aws-cdk-lib/aws-events';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import type { ICopyJobAuditor } from './copy-job-auditor-reference.js';
import type { IReportMetrics } from './report-metrics-reference.js';
import type { ReportAlarmProps, StaleAlarmProps } from './report-alarm-props.js';
import type { FindingEventOptions, ReportEventOptions } from './report-event-options.js';

/** A report: one of this app, or one that another stack declared. */
export interface IComplianceReport extends IReportMetrics {
  /** Its name, under which its runs are kept. */
  readonly reportName: string;

  /** The auditor that makes it. */
  readonly auditor: ICopyJobAuditor;

  /**
   * Allows reading this report's items in the table (definition, runs, findings, resources), and no other's.
   *
   * @param grantee Who may.
   */
  grantRead(grantee: IGrantable): Grant;

  /**
   * Allows starting runs: `states:StartExecution` with the input `{"report": "name of the report"}`; and following them
   * (`states:DescribeExecution`). A role that may start this report may start every report of its auditor.
   *
   * @param grantee Who may.
   */
  grantStartRun(grantee: IGrantable): Grant;

  /**
   * An alarm that is on while the latest published run is NON_COMPLIANT.
   *
   * @param id Tells it from the report's other alarms.
   * @param props Name and description.
   */
  alarmWhenNonCompliant(id: string, props?: ReportAlarmProps): Alarm;

  /**
   * An alarm that is on while no run was published for longer than twice the schedule. Of a report of another stack the
   * schedule is not known: give `after`.
   *
   * @param id Tells it from the report's other alarms.
   * @param props After how long; name and description.
   */
  alarmWhenStale(id: string, props?: StaleAlarmProps): Alarm;

  /**
   * An alarm that is on while the latest run could not read everything, and when a run of the auditor ends without being
   * published.
   *
   * @param id Tells it from the report's other alarms.
   * @param props Name and description.
   */
  alarmWhenAuditFails(id: string, props?: ReportAlarmProps): CompositeAlarm;

  /**
   * One alarm for all of it: on while the latest run is NON_COMPLIANT, while no run was published for too long, or while the
   * audit fails.
   *
   * @param id Tells it from the report's other alarms.
   * @param props After how long without a run; name and description.
   */
  alarmWhenAny(id: string, props?: StaleAlarmProps): CompositeAlarm;

  /**
   * A rule for the event `Copy Job Compliance Change`: a published run has another status than the one that was told before.
   * An auditor of this app sends events as soon as there is such a rule; one that is found by its name has to be declared with
   * `events: true`.
   *
   * @param id Tells it from the report's other rules and alarms.
   * @param options Target, name and the like.
   */
  onStatusChange(id: string, options?: ReportEventOptions): Rule;

  /**
   * A rule for the event `Copy Job Finding Change` of new findings: each is told once, however many runs have it. As
   * `onStatusChange`, it has an auditor of this app send events.
   *
   * @param id Tells it from the report's other rules and alarms.
   * @param options Target, the lowest severity, name and the like.
   */
  onNewFinding(id: string, options?: FindingEventOptions): Rule;

  /**
   * A rule for the event `Copy Job Finding Change` of findings that are resolved: they were judged again, and are in order. As
   * `onStatusChange`, it has an auditor of this app send events.
   *
   * @param id Tells it from the report's other rules and alarms.
   * @param options Target, the lowest severity, name and the like.
   */
  onResolvedFinding(id: string, options?: FindingEventOptions): Rule;

  /** Widgets about this report alone, for a dashboard of yours: status, trend, jobs, causes, ages, bytes. */
  widgets(): IWidget[];
}
