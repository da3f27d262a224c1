import type { Alarm, HorizontalAnnotation, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { Grant, IGrantable, IRole } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { IConstruct, IDependable } from 'constructs';
import type { ComplianceReport } from './compliance-report.js';
import type { ReportAlarmProps } from './report-alarm-props.js';
import type { ReportOptions } from './compliance-report-props.js';
import type { HandlerFunctions, ServedReport } from './auditor/inside.js';

/** The deployed engine that reports are declared against: one of this app, or one found by its name. */
export interface ICopyJobAuditor extends IConstruct {
  /** The name by which other stacks find it and under which its metrics are. */
  readonly auditorName: string;

  /** What reports are custom resources of: the ARN of a function. */
  readonly serviceToken: string;

  /** The table that keeps definitions, runs, findings and what is known of resources. */
  readonly table: ITable;

  /** One execution of it is one run of one report. Its input: `{"report": "name of the report"}`. */
  readonly stateMachine: IStateMachine;

  /** The role with which schedules start runs. */
  readonly schedulerRole: IRole;

  /** ARN of the function that answers custom widgets of CloudWatch dashboards. */
  readonly widgetFunctionArn: string;

  /**
   * The bus that events go to.
   *
   * @default - the default bus of the account and Region
   */
  readonly eventBus?: IEventBus;

  /**
   * Declares a report against this auditor. It fails where another report of the app has its name.
   *
   * @param id Tells it from the auditor's other reports, and names it where no name is given.
   * @param options What it reads and asks. Without any: every copy job of the last 30 days; `completed`, and `freshWithin`
   * 26 hours; once a day.
   */
  addReport(id: string, options?: ReportOptions): ComplianceReport;

  /**
   * Allows reading everything in the table, by its index too.
   *
   * @param grantee Who may.
   */
  grantRead(grantee: IGrantable): Grant;

  /**
   * Allows starting runs of any of its reports: `states:StartExecution` with the input `{"report": "name of the report"}`; and
   * following them (`states:DescribeExecution`, and `kms:Decrypt` where a key encrypts them).
   *
   * @param grantee Who may.
   */
  grantStartRun(grantee: IGrantable): Grant;

  /**
   * Allows looking at dashboards over its reports: invoking the widget's function, with which a dashboard's custom widgets are
   * shown by their reader's own right, and reading dashboards, metrics and alarms. Not the table.
   *
   * @param grantee Who may.
   */
  grantView(grantee: IGrantable): Grant;

  /**
   * A metric that the auditor writes of itself: `SlowPages`, `Throttles`, `PublishConflicts`, `UnsignedRuns`,
   * `DeliveriesFailed`.
   *
   * @param metricName Its name.
   * @param options Statistic, period, label and the like.
   */
  metric(metricName: string, options?: MetricOptions): Metric;

  /**
   * An alarm that goes off where a published run could not be delivered to somebody who asked for it, such as to EventBridge.
   *
   * @param id Tells it from the auditor's other constructs.
   * @param props Name and description.
   */
  alarmWhenDeliveriesFail(id: string, props?: ReportAlarmProps): Alarm;

  /**
   * Of an auditor of this app: opens what a report needs and answers what has to stand before the report can run.
   *
   * @internal
   */
  _serve?(report: ServedReport): IDependable;

  /**
   * Of an auditor of this app: how old copies may be by its reports, in hours, for the dashboard. Grows as reports are declared.
   *
   * @internal
   */
  readonly _ageLimits?: HorizontalAnnotation[];

  /**
   * Of an auditor of this app: its functions, for the dashboard.
   *
   * @internal
   */
  readonly _handlers?: HandlerFunctions;

  /**
   * Of an auditor of this app: sends events from now on.
   *
   * @internal
   */
  _openEvents?(): void;

  /**
   * Of an auditor of this app: does something once runs are delivered to somebody, which may be asked for at any time.
   *
   * @internal
   */
  _whenDelivering?(then: () => void): void;
}

/** What stacks know of an auditor that they did not declare. */
export interface CopyJobAuditorAttributes {
  /**
   * Its name.
   *
   * @default 'default'
   */
  readonly auditorName?: string;

  /** What reports are custom resources of: the ARN of a function. */
  readonly serviceToken: string;

  /** Name of its table. */
  readonly tableName: string;

  /** ARN of its state machine. */
  readonly stateMachineArn: string;

  /** ARN of the role with which schedules start runs. */
  readonly schedulerRoleArn: string;

  /**
   * The bus that its events go to.
   *
   * @default - the default bus
   */
  readonly eventBus?: IEventBus;

  /**
   * The key that encrypts it, where it is a customer-managed one: who reads its table or follows its runs needs it.
   *
   * @default - none
   */
  readonly encryptionKey?: IKey;
}
