import { type Hint, hintOf } from '../audit/at-once/events.js';
import { environment } from '../aws/environment.js';
import { loggerOf } from '../aws/logger.js';
import { StateMachine } from '../aws/state-machine.js';
import { Table } from '../aws/table/table.js';
import { reportsAtOnce } from './reports-at-once.js';
import { startAtOnce } from './start-at-once.js';

/** Messages of the queue, each an event as EventBridge delivers it. */
interface Messages {
  readonly Records: readonly {
    readonly messageId: string;
    readonly body: string;
    readonly attributes?: { readonly SentTimestamp?: string };
  }[];
}

/** Messages that go back to the queue. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html */
interface Answer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** Copy jobs finished, says AWS Backup: starts runs over what they changed, of the reports that want to know at once. */
export const handler = async ({ Records }: Messages): Promise<Answer> => {
  const table = new Table({ name: environment('table') });
  const machine = new StateMachine(environment('stateMachine'));
  const logger = loggerOf('at-once', {});
  const messages = new Map<Hint, string>();
  for (const { messageId, body, attributes } of Records) {
    const hint = hintOf(parsed(body), Math.min(table.now(), Number(attributes?.SentTimestamp ?? table.now())));
    // Anything else is nothing that another try would make an event of a copy job.
    if (hint !== undefined) messages.set(hint, messageId);
  }
  const hints = [...messages.keys()];
  const waiting = new Set<Hint>();
  for (const report of await reportsAtOnce(table)) {
    try {
      for (const hint of await startAtOnce({ table, machine, logger }, report, hints)) waiting.add(hint);
    } catch (error) {
      // Of one report; the others need not wait for it.
      logger.error('not started', { report, error: error as Error });
      for (const hint of hints) waiting.add(hint);
    }
  }
  logger.info('heard', { messages: Records.length, hints: hints.length, waiting: waiting.size });
  return {
    batchItemFailures: [...waiting].map((hint) => ({ itemIdentifier: messages.get(hint) ?? '' })),
  };
};

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};
