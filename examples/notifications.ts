// Who is told of a report: people by mail and chat, a queue of tickets by events. See docs/events.md.
import { App, Duration, Stack } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Control, CopyJobAuditor, Severity } from '../lib/index.js';

const app = new App();
const stack = new Stack(app, 'CopyAudit');

const masterKey = new Key(stack, 'TopicKey', { enableKeyRotation: true });
const topic = new Topic(stack, 'OnCall', { masterKey, enforceSSL: true });
topic.addSubscription(new EmailSubscription('on-call@example.com'));

const auditor = new CopyJobAuditor(stack, 'Auditor', {
  notifications: [{ topic, severity: Severity.HIGH }],
});
const report = auditor.addReport('OffsiteCopies', {
  controls: [Control.completed(), Control.freshWithin(Duration.hours(26), { severity: Severity.CRITICAL })],
});

const lost = new Queue(stack, 'Lost', { enforceSSL: true });
const tickets = new Queue(stack, 'Tickets', { enforceSSL: true, deadLetterQueue: { queue: lost, maxReceiveCount: 3 } });

report.onStatusChange('Changed', { target: new SqsQueue(tickets) });
report.onNewFinding('Found', { target: new SqsQueue(tickets), severity: Severity.HIGH });
report.onResolvedFinding('Resolved', { target: new SqsQueue(tickets), severity: Severity.HIGH });

// An alarm is of CloudWatch, which has to be able to use the topic's key.
masterKey.grantEncryptDecrypt(new ServicePrincipal('cloudwatch.amazonaws.com'));
auditor.alarmWhenDeliveriesFail('Untold').addAlarmAction(new SnsAction(topic));
