import type { RemovalPolicy } from 'aws-cdk-lib';
import type { ICopyJobAuditor } from './copy-job-auditor-reference.js';
import type { ReportDefinitionProps } from './report-definition-props.js';

/** What a report reads, what it asks and when, and what becomes of its history. */
export interface ReportOptions extends ReportDefinitionProps {
  /**
   * What becomes of the report's runs, findings and resources when the report leaves the stack: `RETAIN` keeps them until they
   * expire, `DESTROY` removes them. Other policies mean `RETAIN`.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** A report and the auditor that makes it. */
export interface ComplianceReportProps extends ReportOptions {
  /** The auditor: one of this app, or one that is found by its name. It is of the report's account and Region. */
  readonly auditor: ICopyJobAuditor;
}
