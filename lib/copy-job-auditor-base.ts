import { type Alarm, Metric, type MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { Grant, type IGrantable, type IRole } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { DIMENSIONS, METRIC_NAMESPACE } from '../audit/metrics.js';
import { TABLE } from '../audit/record/keys.js';
import { alarmOnDeliveries } from './auditor/delivery-alarm.js';
import { throughKey } from './auditor/statement.js';
import { viewing } from './auditor/viewing.js';
import { executionsOf, readsExecutions } from './auditor/executions.js';
import { ComplianceReport } from './compliance-report.js';
import type { ReportOptions } from './compliance-report-props.js';
import type { ReportAlarmProps } from './report-alarm-props.js';
import type { ICopyJobAuditor } from './copy-job-auditor-reference.js';

/**
 * What auditors of this app and those found by their name have in common.
 *
 * @internal
 */
export abstract class CopyJobAuditorBase extends Construct implements ICopyJobAuditor {
  /** The name by which other stacks find it and under which its metrics are. */
  public abstract readonly auditorName: string;

  /** What reports are custom resources of: the ARN of a function. */
  public abstract readonly serviceToken: string;

  /** The table that keeps definitions, runs, findings and what is known of resources. */
  public abstract readonly table: ITable;

  /** One execution of it is one run of one report. Its input: `{"report": "name of the report"}`. */
  public abstract readonly stateMachine: IStateMachine;

  /** The role with which schedules start runs. */
  public abstract readonly schedulerRole: IRole;

  /** ARN of the function that answers custom widgets of CloudWatch dashboards. */
  public abstract readonly widgetFunctionArn: string;

  /**
   * The bus that events go to.
   *
   * @default - the default bus of the account and Region
   */
  public abstract readonly eventBus?: IEventBus;

  /**
   * The key that encrypts executions of the state machine, where that is known.
   *
   * @internal
   */
  public abstract readonly _executionsKey: IKey | undefined;

  /**
   * Declares a report against this auditor. It throws where a property does not fit, with a sentence for each, and where another
   * report of the app has its name.
   *
   * @param id Tells it from the auditor's other reports, and names it where no name is given.
   * @param options What it reads and asks. Without any: every copy job of the last 30 days; `completed`, and `freshWithin`
   * 26 hours; once a day.
   */
  public addReport(id: string, options: ReportOptions = {}): ComplianceReport {
    // Under a construct of their own, so that no report's id is one of the auditor's parts.
    const reports = this.node.tryFindChild('Reports') ?? new Construct(this, 'Reports');
    return new ComplianceReport(reports as Construct, id, { ...options, auditor: this });
  }

  /**
   * Allows reading everything in the table, by its index and with PartiQL too.
   *
   * @param grantee Who may.
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-iam.html
   */
  public grantRead(grantee: IGrantable): Grant {
    const { tableArn, encryptionKey } = this.table;
    for (const statement of throughKey(encryptionKey, 'dynamodb', ['Decrypt', 'DescribeKey']))
      grantee.grantPrincipal.addToPrincipalPolicy(statement);
    return Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:PartiQLSelect'],
      resourceArns: [tableArn, `${tableArn}/index/${TABLE.index}`],
    });
  }

  /**
   * Allows starting runs of any of its reports: `states:StartExecution` with the input `{"report": "name of the report"}`; and
   * following them (`states:DescribeExecution`, and `kms:Decrypt` where a key encrypts them), as `copy-audit start` does. What
   * they came to is in the table: `grantRead`.
   *
   * @param grantee Who may.
   * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
   */
  public grantStartRun(grantee: IGrantable): Grant {
    for (const statement of readsExecutions(this._executionsKey))
      grantee.grantPrincipal.addToPrincipalPolicy(statement);
    return Grant.addToPrincipal({
      grantee,
      actions: ['states:StartExecution'],
      resourceArns: [this.stateMachine.stateMachineArn],
    }).combine(
      Grant.addToPrincipal({
        grantee,
        actions: ['states:DescribeExecution'],
        resourceArns: [executionsOf(this.stateMachine)],
      }),
    );
  }

  /**
   * Allows looking at dashboards over its reports: invoking the widget’s function, with which a dashboard’s custom widgets are
   * shown by their reader’s own right, and reading dashboards, metrics and alarms. Not the table.
   *
   * @param grantee Who may.
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/add_custom_widget_dashboard_security.html
   */
  public grantView(grantee: IGrantable): Grant {
    return viewing(this.widgetFunctionArn)
      .map(({ actions, resources }) => Grant.addToPrincipal({ grantee, actions, resourceArns: resources }))
      .reduce((all, grant) => all.combine(grant));
  }

  /**
   * A metric that the auditor writes of itself: `SlowPages`, `Throttles`, `PublishConflicts`, `UnsignedRuns`,
   * `DeliveriesFailed`. Their sum by default.
   *
   * @param metricName Its name.
   * @param options Statistic, period, label and the like.
   */
  public metric(metricName: string, options: MetricOptions = {}): Metric {
    return new Metric({
      namespace: METRIC_NAMESPACE,
      metricName,
      dimensionsMap: { [DIMENSIONS.auditor]: this.auditorName },
      statistic: Stats.SUM,
      ...options,
    }).attachTo(this);
  }

  /**
   * An alarm that goes off where a published run could not be delivered to somebody who asked for it, such as to EventBridge:
   * each try failed. The next run of the report delivers what was not said.
   *
   * @param id Tells it from the auditor's other constructs.
   * @param props Name and description.
   */
  public alarmWhenDeliveriesFail(id: string, props: ReportAlarmProps = {}): Alarm {
    return alarmOnDeliveries(this, id, this.metric('DeliveriesFailed'), props);
  }
}
