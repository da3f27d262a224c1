import {
  BackupClient,
  type BackupClientConfig,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-backup';
import { AdaptiveRetryStrategy } from '@smithy/core/retry';
import type { DeserializeMiddleware } from '@smithy/types';
import type { Budget } from './budget.js';
import { connections } from './connections.js';
import { type OnSlowAnswer, rawPages } from './raw-json-protocol.js';

/** Where and as whom AWS Backup is called. */
export interface BackupAccess {
  readonly region: string;
  readonly credentials?: BackupClientConfig['credentials'];
  /** A profile of the AWS configuration. */
  readonly profile?: string;
  /** Another endpoint than AWS's own, such as that of `copy-audit sandbox`. */
  readonly endpoint?: string | undefined;
  /** Milliseconds without a word after which a connection is given up. */
  readonly silence?: number;
}

const ATTEMPTS = 3;

/** How long the service took for an answer, without the waits before it was asked. */
interface Timed {
  took?: number;
}

const timed: DeserializeMiddleware<ServiceInputTypes, ServiceOutputTypes> = (next) => async (args) => {
  const asked = performance.now();
  const answer = await next(args);
  if (answer.output !== undefined) (answer.output.$metadata as Timed).took = performance.now() - asked;
  return answer;
};

/** Milliseconds that the service took for an answer of {@link backupClient}. */
export const tookOf = (answer: ServiceOutputTypes): number | undefined => (answer.$metadata as Timed).took;

/** A client whose answers with the list come as `JSON.parse` gives them, and whose every request waits for its turn in the budget. */
export const backupClient = (
  access: BackupAccess,
  listName: string,
  budget: Budget,
  onSlowAnswer: OnSlowAnswer,
): BackupClient => {
  const { region, credentials, profile, endpoint, silence } = access;
  const client = new BackupClient({
    region,
    ...(credentials === undefined ? {} : { credentials }),
    ...(profile === undefined ? {} : { profile }),
    ...(endpoint === undefined ? {} : { endpoint }),
    protocol: rawPages(listName, onSlowAnswer),
    maxAttempts: ATTEMPTS,
    retryStrategy: new AdaptiveRetryStrategy(ATTEMPTS, { maxAttempts: ATTEMPTS, rateLimiter: budget }),
    requestHandler: connections(silence),
  });
  // It formats every page for a logger that is not there.
  client.middlewareStack.remove('loggerMiddleware');
  client.middlewareStack.add(timed, { name: 'timed', step: 'deserialize', priority: 'high' });
  return client;
};
