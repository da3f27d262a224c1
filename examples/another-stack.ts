import { App, Duration, Stack } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { ComplianceReport, Control, CopyJobAuditor } from '../lib/index.js';

const app = new App();
const stack = new Stack(app, 'Orders');
const auditor = CopyJobAuditor.fromAuditorName(stack, 'Auditor', 'default');

const report = new ComplianceReport(stack, 'OrdersCopies', {
  auditor,
  controls: [Control.freshWithin(Duration.hours(26), { resourceArns: ['arn:aws:rds:*:*:db:orders-*'] })],
});
const onCall = Topic.fromTopicArn(stack, 'OnCall', 'arn:aws:sns:eu-west-1:111122223333:on-call');
report.alarmWhenNonCompliant('NotCompliant').addAlarmAction(new SnsAction(onCall));
