import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { DefinitionInput } from '../audit/definition.js';
import { ComplianceReport } from '../lib/compliance-report.js';
import { CopyJobAuditor } from '../lib/copy-job-auditor.js';

export interface AuditStackProps extends StackProps {
  readonly reports: readonly DefinitionInput[];
  readonly auditorName?: string;
  /** Endpoint of AWS Backup, where it is not the public one: an interface endpoint's, or the sandbox's. */
  readonly backupEndpointUrl?: string;
  /** Removes the history with the stack: for trials. */
  readonly isDisposable?: boolean;
}

/** An auditor, and the reports of a definition file. */
export class AuditStack extends Stack {
  readonly auditor: CopyJobAuditor;

  constructor(scope: Construct, id: string, props: AuditStackProps) {
    const { reports, auditorName, backupEndpointUrl, isDisposable = false, ...stack } = props;
    super(scope, id, { description: 'Audits AWS Backup copy jobs (cdk-backup-copy-audit)', ...stack });
    this.auditor = new CopyJobAuditor(this, 'Auditor', {
      ...(auditorName === undefined ? {} : { auditorName }),
      ...(backupEndpointUrl === undefined ? {} : { environment: { AWS_ENDPOINT_URL_BACKUP: backupEndpointUrl } }),
      ...(isDisposable ? { removalPolicy: RemovalPolicy.DESTROY } : {}),
    });
    for (const definition of reports) {
      const report = ComplianceReport._fromDefinition(this, definition.name, this.auditor, definition);
      new CfnOutput(report, 'Status', { value: report.complianceStatus });
    }
  }
}
