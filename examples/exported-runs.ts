// An auditor whose runs are kept for seven years in S3, with tables for Athena, and whose findings are in Security Hub, from the severe
// ones on. See docs/exports.md and docs/security-hub.md.
import { App, Duration, Stack } from 'aws-cdk-lib';
import { CopyJobAuditor, RunExport, SecurityHubFindings, Severity } from '../lib/index.js';

const app = new App();
const stack = new Stack(app, 'CopyAudit');

const auditor = new CopyJobAuditor(stack, 'Auditor', {
  exportTo: RunExport.toNewBucket({ keepFor: Duration.days(7 * 365) }),
  securityHub: SecurityHubFindings.atLeast(Severity.HIGH),
});

auditor.addReport('AllCopies');
