// One auditor, and a report in each team's own stack: the team decides what it asks and who is told, the platform runs it.
import { App, Duration, Stack, Tags } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { ComplianceReport, Control, CopyJobAuditor, FilterSet, ResourceType, Severity } from '../lib/index.js';

const app = new App();
const auditor = new CopyJobAuditor(new Stack(app, 'CopyAudit'), 'Auditor');

const orders = new Stack(app, 'Orders');
new ComplianceReport(orders, 'OrdersCopies', {
  auditor,
  filterSets: [new FilterSet('databases', { resourceType: ResourceType.RDS, taggedWith: { team: 'orders' } })],
  controls: [Control.completed(), Control.freshWithin(Duration.hours(26), { severity: Severity.CRITICAL })],
});

const billing = new Stack(app, 'Billing');
const invoices = new ComplianceReport(billing, 'BillingCopies', {
  auditor,
  schedule: ScheduleExpression.rate(Duration.hours(6)),
  filterSets: [new FilterSet('billing', { taggedWith: { team: 'billing' } })],
  controls: [Control.crossAccount(), Control.retainedFor({ atLeast: Duration.days(365) })],
});
const onCall = Topic.fromTopicArn(billing, 'OnCall', 'arn:aws:sns:eu-west-1:111122223333:billing-on-call');
invoices.alarmWhenAny('BillingCopies').addAlarmAction(new SnsAction(onCall));

const search = new Stack(app, 'Search');
new ComplianceReport(search, 'SearchCopies', {
  auditor,
  filterSets: [new FilterSet('volumes', { resourceType: ResourceType.EBS, taggedWith: { team: 'search' } })],
  controls: [Control.minimumSuccessRate(95)],
});

Tags.of(app).add('cost-center', 'backup');
