import type { Construct } from 'constructs';
import { ComplianceReportBase } from '../compliance-report-base.js';
import type { ICopyJobAuditor } from '../copy-job-auditor-reference.js';

/** A report that another stack declared. */
export class ImportedReport extends ComplianceReportBase {
  // Its definition is its own stack's affair.
  protected readonly _longestInterval = undefined;

  constructor(
    scope: Construct,
    id: string,
    public readonly auditor: ICopyJobAuditor,
    public readonly reportName: string,
  ) {
    super(scope, id);
  }
}
