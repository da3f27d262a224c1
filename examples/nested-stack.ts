// A stack with many resources puts the auditor, or reports, into nested stacks.
import { App, NestedStack, Stack } from 'aws-cdk-lib';
import { CopyJobAuditor, ComplianceReport } from '../lib/index.js';

const app = new App();
const stack = new Stack(app, 'Platform');

const audit = new NestedStack(stack, 'CopyAudit');
const auditor = new CopyJobAuditor(audit, 'Auditor');

const reports = new NestedStack(stack, 'CopyReports');
new ComplianceReport(reports, 'AllCopies', { auditor });
