import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { AuditorAccess, CopyJobAuditor } from '../../lib/index.js';
import { allowedIn } from '../kit/policies.js';
import { resourceOf, resourcesOf, templateOf } from '../kit/synth.js';

const listening = (stack: Stack, props = {}) =>
  new CopyJobAuditor(stack, 'A', { dashboard: false, ...props }).addReport('Now', { realtime: true });

describe('a report that is judged at once', () => {
  it('has its auditor listen to copy jobs that finished, in whatever state', () => {
    const template = templateOf((stack) => void listening(stack));
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.backup'],
        'detail-type': ['Copy Job State Change'],
        detail: { state: [{ exists: false }, { 'anything-but': ['CREATED', 'RUNNING'] }] },
      },
    });
    template.hasResourceProperties('Custom::CopyComplianceReport', {
      Definition: Match.stringLikeRegexp('"realtime":true'),
    });
  });

  it('has a queue that absorbs storms, encrypted, with another one for what nobody could act upon', () => {
    const template = templateOf((stack) => void listening(stack));
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 1000,
      MaximumBatchingWindowInSeconds: 10,
      ScalingConfig: { MaximumConcurrency: 2 },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    const queues = resourcesOf(template).filter(([, { Type }]) => Type === 'AWS::SQS::Queue');
    expect(queues.map(([, { Properties }]) => Properties['SqsManagedSseEnabled'])).toEqual([true, true]);
    const [, events] = queues.find(([id]) => id.includes('Events'))!;
    expect(events.Properties).toMatchObject({ VisibilityTimeout: 60, RedrivePolicy: { maxReceiveCount: 240 } });
    for (const [, { Type, Properties }] of resourcesOf(template))
      if (Type === 'AWS::SQS::QueuePolicy')
        expect(JSON.stringify(Properties)).toContain('{"Bool":{"aws:SecureTransport":"false"}}');
  });

  it('uses the auditor’s key for the queues, and lets events through it', () => {
    const template = templateOf((stack) => {
      const encryptionKey = new Key(stack, 'Key');
      listening(stack, { encryptionKey });
    });
    const queues = resourcesOf(template).filter(([, { Type }]) => Type === 'AWS::SQS::Queue');
    for (const [, { Properties }] of queues) expect(Properties['KmsMasterKeyId']).toBeDefined();
    expect(JSON.stringify(resourceOf(template, 'AWS::KMS::Key').Properties)).toContain('events.amazonaws.com');
  });

  it('gives its function the least that it needs', () => {
    const lines = allowedIn(templateOf((stack) => void listening(stack)));
    expect(lines.filter((line) => line.startsWith('<AAtOnce'))).toEqual([
      '<AAtOnceRole> on <AAtOnceEvents.Arn>: sqs:DeleteMessage, sqs:GetQueueAttributes, sqs:ReceiveMessage',
      '<AAtOnceRole> on <AAtOnceLogs.Arn>: logs:CreateLogStream, logs:PutLogEvents',
      '<AAtOnceRole> on <AStateMachine>: states:StartExecution',
      '<AAtOnceRole> on <ATable.Arn>/index/lookup: dynamodb:Query',
      '<AAtOnceRole> on <ATable.Arn>: dynamodb:GetItem, dynamodb:PutItem, dynamodb:Query',
      expect.stringMatching(/execution.*: states:DescribeExecution$/),
    ]);
  });

  it('is the only one that has any of this', () => {
    const types = resourcesOf(templateOf((stack) => void new CopyJobAuditor(stack, 'A').addReport('Scheduled')));
    const listens = types.filter(([, { Type }]) => /^AWS::(SQS|Events|Lambda::EventSourceMapping)/.test(Type));
    expect(listens).toEqual([]);
  });

  it('shares it with the auditor’s other reports', () => {
    const template = templateOf((stack) => {
      listening(stack).auditor.addReport('Too', { realtime: true });
    });
    template.resourceCountIs('AWS::Events::Rule', 1);
  });

  it('tells of missed events where an alarm can be put', () => {
    const stack = new Stack(new App(), 'Stack');
    const auditor = new CopyJobAuditor(stack, 'A', { dashboard: false });
    expect(auditor.missedEvents).toBeUndefined();
    auditor.addReport('Now', { realtime: true });
    expect(auditor.missedEvents!.metricApproximateNumberOfMessagesVisible().metricName).toBe(
      'ApproximateNumberOfMessagesVisible',
    );
  });

  it('against an auditor of another stack says what that has to be declared with', () => {
    const stack = new Stack(new App(), 'Stack');
    CopyJobAuditor.fromAuditorName(stack, 'A').addReport('Now', { realtime: true });
    const [info] = Annotations.fromStack(stack).findInfo('*', Match.stringLikeRegexp('.*'));
    expect(info!.entry.data).toContain('AuditorAccess.copyJobEvents()');
    templateOf((other) => {
      new CopyJobAuditor(other, 'A', { dashboard: false, access: [AuditorAccess.copyJobEvents()] });
    }).resourceCountIs('AWS::Events::Rule', 1);
  });
});
