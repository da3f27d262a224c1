import { ListCopyJobSummariesCommand } from '@aws-sdk/client-backup';
import { type BackupAccess, backupClient } from './backup-client.js';
import { Budget } from './budget.js';
import { listAll } from './pages.js';

const LIST = 'CopyJobSummaries';
// Of the documented 20 a second, next to everything else that lists.
const REQUESTS_A_SECOND = 5;

/**
 * Ids of the accounts of the organization that had copy jobs in a Region, in the 14 days up to the last midnight (UTC): as
 * far as AWS Backup's own counts reach. Only the management account and delegated administrators may ask.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListCopyJobSummaries.html
 */
export const accountsWithCopyJobs = async (access: BackupAccess): Promise<ReadonlySet<string>> => {
  const client = backupClient(access, LIST, new Budget(REQUESTS_A_SECOND), () => undefined);
  const together = 'AGGREGATE_ALL';
  const ask = (NextToken: string | undefined) =>
    client.send(
      new ListCopyJobSummariesCommand({
        AccountId: 'ANY',
        State: together,
        ResourceType: together,
        MessageCategory: together,
        AggregationPeriod: 'FOURTEEN_DAYS',
        MaxResults: 500,
        NextToken,
      }),
    );
  const seen = new Set<string>();
  for await (const { AccountId, Count } of listAll(LIST, ask))
    if (typeof AccountId === 'string' && typeof Count === 'number' && Count > 0) seen.add(AccountId);
  return seen;
};
