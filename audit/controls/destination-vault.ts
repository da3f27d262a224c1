import { anyOf, warnOfNames } from '../choices.js';
import { control } from '../control.js';
import { matchesAny } from '../pattern.js';
import { patterns } from '../schema.js';
import { met, notMet, undetermined } from '../verdict.js';

export const destinationVault = control({
  name: 'destinationVault',
  judges: 'job',
  severity: 'HIGH',
  title: 'Every copy goes to an approved vault',
  description: `A copy in a vault that nobody guards is no protection, and one in an account that nobody approved is a leak. Lists the only
vaults that copies may go to, as ARNs or patterns of ARNs: \`arn:aws:backup:eu-central-1:222222222222:backup-vault:*\` is
every vault of one account and Region, \`*:backup-vault:offsite\` every vault of that name.

Copy jobs of every state are asked: one that still runs, or failed, shows where copies are sent just as well. See
[Creating backup copies across accounts](https://docs.aws.amazon.com/aws-backup/latest/devguide/create-cross-account-backup.html).`,
  remedy:
    "Change the destination in the copy action of the backup plan's rule, and look who started the copy where no plan did. Delete what was copied to a vault that may not hold it.",
  options: {
    vaults: patterns('vault ARNs').describe(
      'The only vaults that copies may go to: ARNs, or patterns of them, of which one has to match.',
    ),
  },
  warn: ({ vaults }) => warnOfNames(vaults),
  judge: ({ vaults }) => {
    const matches = matchesAny(vaults);
    const expected = `a copy to ${anyOf(vaults)}`;
    return (job) => {
      const vault = job.DestinationBackupVaultArn;
      if (vault === undefined) return undetermined(expected, 'the destination vault is not reported');
      return matches(vault) ? met : notMet(expected, `the destination is ${vault}`);
    };
  },
});
