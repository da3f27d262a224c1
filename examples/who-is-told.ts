// Everyone whom a report reaches: mail and chat, Security Hub, years of runs in S3, a queue of tickets; and at once.
import { App, Duration, Stack } from 'aws-cdk-lib';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { CopyJobAuditor, RunExport, SecurityHubFindings, Severity } from '../lib/index.js';

const app = new App();
const stack = new Stack(app, 'CopyAudit');
const onCall = Topic.fromTopicArn(stack, 'OnCall', 'arn:aws:sns:eu-west-1:111122223333:on-call');
const tickets = Queue.fromQueueArn(stack, 'Tickets', 'arn:aws:sqs:eu-west-1:111122223333:tickets');

const auditor = new CopyJobAuditor(stack, 'Auditor', {
  // Mail and chat: what got worse and what to do, when something did.
  notifications: [{ topic: onCall, severity: Severity.HIGH }],
  // Findings in Security Hub, archived when they are resolved.
  securityHub: SecurityHubFindings.atLeast(Severity.HIGH),
  // Seven years of runs in S3, with tables for Athena.
  exportTo: RunExport.toNewBucket({ keepFor: Duration.days(7 * 365) }),
});

// A copy that failed is a finding within a minute of AWS Backup's event, not at the next schedule.
const report = auditor.addReport('OffsiteCopies', { realtime: true });
report.onNewFinding('Found', { target: new SqsQueue(tickets), severity: Severity.CRITICAL });
