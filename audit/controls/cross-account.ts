import { accountOf } from '../arn.js';
import { anyOf } from '../choices.js';
import { control } from '../control.js';
import { accountId, list } from '../schema.js';
import { met, notMet, undetermined } from '../verdict.js';

export const crossAccount = control({
  name: 'crossAccount',
  judges: 'job',
  severity: 'HIGH',
  title: 'Every copy goes to another account',
  description: `Whoever takes over an account, or deletes in it by mistake, reaches every vault in it: only a copy in another account
survives that. Compares the account of the destination vault with that of the source vault, by their ARNs; where the
source vault is not reported, with the account that owns the copy job. With \`allowed\`, the destination must be one of
these accounts as well. A destination that is not allowed is a breach even where the source is not known.

Both accounts must be of one organization, in which cross-account backup is turned on. See
[Creating backup copies across accounts](https://docs.aws.amazon.com/aws-backup/latest/devguide/create-cross-account-backup.html).`,
  remedy: "Change the copy action of the backup plan's rule to a vault in another account.",
  options: {
    allowed: list(accountId(), 'at least one account id of twelve digits')
      .optional()
      .describe('The only accounts that copies may go to. Default: any but the one of the source.'),
  },
  judge: ({ allowed }) => {
    const among = allowed === undefined ? undefined : new Set(allowed);
    const expected =
      allowed === undefined ? 'a copy in another account' : `a copy in another account: ${anyOf(allowed)}`;
    return (job) => {
      const destination = accountOf(job.DestinationBackupVaultArn);
      if (destination === undefined) return undetermined(expected, 'the account of the destination is not reported');
      if (among !== undefined && !among.has(destination)) {
        return notMet(expected, `the destination is in account ${destination}`);
      }
      const source = accountOf(job.SourceBackupVaultArn) ?? job.AccountId;
      if (source === undefined) return undetermined(expected, 'the account of the source is not reported');
      return source === destination ? notMet(expected, `source and destination are both in account ${source}`) : met;
    };
  },
});
