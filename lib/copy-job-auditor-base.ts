import { Metric, type MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable, type IRole } from 'aws-cdk-lib/aws-iam';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { DIMENSIONS, METRIC_NAMESPACE } from '../audit/metrics.js';
import { TABLE } from '../audit/record/keys.js';
import { throughKey } from './auditor/statement.js';
import { ComplianceReport } from './compliance-report.js';
import type { ReportOptions } from './compliance-report-props.js';
import type { ICopyJobAuditor } from './copy-job-auditor-reference.js';

/**
 * What auditors of this app and those found by their name have in common.
 *
 * @internal
 */
export abstract class CopyJobAuditorBase extends Construct implements ICopyJobAuditor {
  public abstract readonly auditorName: string;
  public abstract readonly serviceToken: string;
  public abstract readonly table: ITable;
  public abstract readonly stateMachine: IStateMachine;
  public abstract readonly schedulerRole: IRole;

  /** Declares a report against this auditor. It fails where another report of the app has its name. */
  public addReport(id: string, options: ReportOptions = {}): ComplianceReport {
    // Under a construct of their own, so that no report's id is one of the auditor's parts.
    const reports = this.node.tryFindChild('Reports') ?? new Construct(this, 'Reports');
    return new ComplianceReport(reports as Construct, id, { ...options, auditor: this });
  }

  /** Allows reading everything in the table, by its index too. */
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

  /** Allows starting runs of any of its reports: `states:StartExecution` with the input `{"report": "name of the report"}`. */
  public grantStartRun(grantee: IGrantable): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: ['states:StartExecution'],
      resourceArns: [this.stateMachine.stateMachineArn],
    });
  }

  /** A metric that the auditor writes of itself: `SlowPages`, `Throttles`, `PublishConflicts`. Their sum by default. */
  public metric(metricName: string, options: MetricOptions = {}): Metric {
    return new Metric({
      namespace: METRIC_NAMESPACE,
      metricName,
      dimensionsMap: { [DIMENSIONS.auditor]: this.auditorName },
      statistic: Stats.SUM,
      ...options,
    }).attachTo(this);
  }
}
