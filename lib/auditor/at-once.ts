import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { COPY_JOB_EVENT, UNFINISHED_STATES } from '../../audit/at-once/events.js';
import { ENVIRONMENT } from '../../audit/environment.js';
import { TABLE } from '../../audit/record/keys.js';
import { given } from '../given.js';
import { asksExecutions, explainExecutions } from './executions.js';
import { type Parts, auditorFunction } from './auditor-function.js';
import type { HandlerFunction } from './handler-function.js';
import { allow, onTable, throughKey } from './statement.js';

// Long enough to gather a burst, of a minute in which a failed copy is to be a finding.
const GATHERED_FOR = Duration.seconds(10);
const FUNCTION_TIMEOUT = Duration.seconds(30);
// A hint that finds a run being made comes again after that; the function's time and what gathers before it are within.
const COMES_AGAIN_AFTER = Duration.seconds(60);
// Four hours of coming again, as long as a run may take where nobody said otherwise.
const MOST_RECEIVED = 240;

/**
 * Hears from AWS Backup that copy jobs finished, and starts runs over what they changed: events, a queue that absorbs their
 * storms, and a function that starts one run a report at a time.
 */
export class AtOnce extends Construct {
  /** Events that were tried in vain again and again. */
  readonly missedEvents: IQueue;

  constructor(scope: Construct, id: string, parts: Parts, machine: StateMachine) {
    super(scope, id);
    const { encryptionKey } = parts.runtime;
    const secured = {
      enforceSSL: true,
      encryption: encryptionKey === undefined ? QueueEncryption.SQS_MANAGED : QueueEncryption.KMS,
      ...given({ encryptionMasterKey: encryptionKey }),
    };
    const missed = new Queue(this, 'Missed', { ...secured, retentionPeriod: Duration.days(14) });
    const queue = new Queue(this, 'Events', {
      ...secured,
      visibilityTimeout: COMES_AGAIN_AFTER,
      // What is older is in the next run over everything.
      retentionPeriod: Duration.days(1),
      deadLetterQueue: { queue: missed, maxReceiveCount: MOST_RECEIVED },
    });
    this.missedEvents = missed;

    const { source, detailType } = COPY_JOB_EVENT;
    new Rule(this, 'Finished', {
      description: `Copy audit: copy jobs that finished, for reports of ${parts.auditorName} that are judged at once`,
      eventPattern: {
        source: [source],
        detailType: [detailType],
        // Whatever is not known to go on; fields may be missing.
        detail: { state: [{ exists: false }, { 'anything-but': [...UNFINISHED_STATES] }] },
      },
      targets: [new SqsQueue(queue, { maxEventAge: Duration.hours(1) })],
    });

    const handler = atOnceFunction(this, parts, machine, queue);
    new EventSourceMapping(this, 'Messages', {
      target: handler.function,
      eventSourceArn: queue.queueArn,
      batchSize: 1000,
      maxBatchingWindow: GATHERED_FOR,
      // The fewest there are: more would only find the runs that the others started.
      maxConcurrency: 2,
      reportBatchItemFailures: true,
    });
  }
}

const atOnceFunction = (scope: Construct, parts: Parts, machine: StateMachine, queue: Queue): HandlerFunction => {
  const { table } = parts;
  const { encryptionKey } = parts.runtime;
  const handler = auditorFunction(scope, 'AtOnce', parts, {
    handler: 'at-once',
    description: 'Copy audit: starts runs over what finished copy jobs changed',
    timeout: FUNCTION_TIMEOUT,
    memorySize: 512,
    environment: { [ENVIRONMENT.stateMachine]: machine.stateMachineArn },
    statements: [
      // Lambda takes the messages out of the queue with the function's role.
      // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html#events-sqs-permissions
      allow(['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'], [queue.queueArn]),
      ...throughKey(encryptionKey, 'sqs', ['Decrypt']),
      // Definitions, the latest run, runs that were begun; what was started for events.
      ...onTable(table, 'GetItem', 'PutItem', 'Query'),
      // Which reports there are.
      allow(['dynamodb:Query'], [`${table.tableArn}/index/${TABLE.index}`]),
      allow(['states:StartExecution'], [machine.stateMachineArn]),
      // Whether a run is being made: one report has one at a time.
      ...asksExecutions(machine, encryptionKey),
    ],
    failedCalls: 'Messages go back to the queue, and after four hours of that to a queue of their own.',
  });
  explainExecutions(handler, machine);
  return handler;
};
