// With what is there already: a table that was restored from its backup, a key, a topic, and a dashboard of the team's own.
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { CopyJobAuditor, CopyJobDashboard } from '../lib/index.js';

const app = new App();
const stack = new Stack(app, 'CopyAudit', { env: { account: '111122223333', region: 'eu-west-1' } });

// Its policy lets the account's roles use it, and CloudWatch Logs.
const encryptionKey = Key.fromKeyArn(
  stack,
  'Key',
  'arn:aws:kms:eu-west-1:111122223333:key/1b1e2c3d-4f50-4a6b-8c7d-9e0f1a2b3c4d',
);
const table = TableV2.fromTableAttributes(stack, 'Table', {
  tableName: 'copy-audit-restored',
  globalIndexes: ['lookup'],
  encryptionKey,
});
const auditor = new CopyJobAuditor(stack, 'Auditor', { table, encryptionKey, dashboard: false });

const dashboard = new Dashboard(stack, 'Operations', { defaultInterval: Duration.days(14) });
new CopyJobDashboard(stack, 'Copies', { auditor, dashboard });

const topic = Topic.fromTopicArn(stack, 'OnCall', 'arn:aws:sns:eu-west-1:111122223333:on-call');
const report = auditor.addReport('AllCopies');
report.alarmWhenAny('AllCopies').addAlarmAction(new SnsAction(topic));
