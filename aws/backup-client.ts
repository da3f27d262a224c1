import { BackupClient, type BackupClientConfig } from '@aws-sdk/client-backup';
import { type OnSlowAnswer, rawPages } from './raw-json-protocol.js';

/** Where and as whom AWS Backup is called. */
export interface BackupAccess {
  readonly region: string;
  readonly credentials?: BackupClientConfig['credentials'];
  /** A profile of the AWS configuration. */
  readonly profile?: string;
  /** Another endpoint than AWS's own, such as that of `copy-audit sandbox`. */
  readonly endpoint?: string | undefined;
}

const KEPT_OPEN = { keepAlive: true, maxSockets: 64 };

/** A client whose answers with the list come as `JSON.parse` gives them. */
export const backupClient = (access: BackupAccess, listName: string, onSlowAnswer: OnSlowAnswer): BackupClient => {
  const { region, credentials, profile, endpoint } = access;
  const client = new BackupClient({
    region,
    ...(credentials === undefined ? {} : { credentials }),
    ...(profile === undefined ? {} : { profile }),
    ...(endpoint === undefined ? {} : { endpoint }),
    protocol: rawPages(listName, onSlowAnswer),
    retryMode: 'adaptive',
    maxAttempts: 3,
    requestHandler: { httpsAgent: KEPT_OPEN, httpAgent: KEPT_OPEN, connectionTimeout: 5_000, requestTimeout: 30_000 },
  });
  // It formats every page for a logger that is not there.
  client.middlewareStack.remove('loggerMiddleware');
  return client;
};
