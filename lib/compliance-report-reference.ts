import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import type { ICopyJobAuditor } from './copy-job-auditor-reference.js';

/** A report: one of this app, or one that another stack declared. */
export interface IComplianceReport extends IConstruct {
  /** Its name, under which its runs are kept. */
  readonly reportName: string;

  /** The auditor that makes it. */
  readonly auditor: ICopyJobAuditor;

  /**
   * A metric of this report.
   *
   * @param metricName Its name, such as `FailedJobs`.
   * @param options Statistic, period, label and the like.
   */
  metric(metricName: string, options?: MetricOptions): Metric;

  /**
   * Allows reading this report's items in the table (definition, runs, findings, resources), and no other's.
   *
   * @param grantee Who may.
   */
  grantRead(grantee: IGrantable): Grant;

  /**
   * Allows starting runs: `states:StartExecution` with the input `{"report": "name of the report"}`. A role that may start
   * this report may start every report of its auditor.
   *
   * @param grantee Who may.
   */
  grantStartRun(grantee: IGrantable): Grant;
}
