import { App, Duration, Stack } from 'aws-cdk-lib';
import { ComplianceReport, Control, CopyJobAuditor } from '../lib/index.js';

const app = new App();
const stack = new Stack(app, 'Orders');
const auditor = CopyJobAuditor.fromAuditorName(stack, 'Auditor', 'default');

const report = new ComplianceReport(stack, 'OrdersCopies', {
  auditor,
  controls: [Control.freshWithin(Duration.hours(26), { resourceArns: ['arn:aws:rds:*:*:db:orders-*'] })],
});
report.alarmWhenNonCompliant('NotCompliant');
