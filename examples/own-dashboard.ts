import { App, Duration, Stack } from 'aws-cdk-lib';
import { Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { CopyJobAuditor, CopyJobDashboard } from '../lib/index.js';

const app = new App();
const stack = new Stack(app, 'OnCall');
const auditor = CopyJobAuditor.fromAuditorName(stack, 'Auditor', 'default');

// All reports, on a dashboard of this stack; and who may look at it.
const copies = new CopyJobDashboard(stack, 'Copies', {
  auditor,
  dashboardName: 'backup-copies',
  regions: ['eu-west-1', 'eu-central-1'],
});
new Role(stack, 'OnCallEngineer', {
  assumedBy: new AccountRootPrincipal(),
  managedPolicies: [copies.viewerPolicy()],
});

// One report, among the team's other widgets; and one alarm for all that can be wrong with it.
const orders = auditor.addReport('OrdersCopies');
new Dashboard(stack, 'Orders', { widgets: [orders.widgets()] });
const pager = Topic.fromTopicArn(stack, 'Pager', 'arn:aws:sns:eu-west-1:111122223333:pager');
orders.alarmWhenAny('Orders', { after: Duration.days(2) }).addAlarmAction(new SnsAction(pager));
