import { control } from '../control.js';
import { met, notMet, undetermined } from '../verdict.js';

export const logicallyAirGapped = control({
  name: 'logicallyAirGapped',
  judges: 'job',
  severity: 'HIGH',
  title: 'Every copy goes to a logically air-gapped vault',
  description: `A logically air-gapped vault keeps its recovery points in an account of AWS Backup itself, locked in compliance mode:
nobody deletes them before their time, not even the root user. That is what insurers and rules against ransomware ask for.

Looks at the type of the destination vault that the copy job tells. Regions without such vaults leave the type out: the
control is undetermined there, not met nowhere. Some types of resources cannot be copied into such a vault, and some are
backed up straight into it, without any copy job: see
[Logically air-gapped vault](https://docs.aws.amazon.com/aws-backup/latest/devguide/logicallyairgappedvault.html) and
[its use as primary target](https://docs.aws.amazon.com/aws-backup/latest/devguide/lag-vault-primary-backup.html).`,
  remedy:
    "Change the copy action of the backup plan's rule to a logically air-gapped vault, or exempt resources of types that it cannot hold.",
  options: {},
  judge: () => {
    const expected = 'a copy to a logically air-gapped vault';
    return (job) => {
      const type = job.DestinationVaultType;
      if (type === undefined) return undetermined(expected, 'the type of the destination vault is not reported');
      return type === 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT' ? met : notMet(expected, `the destination is a ${type}`);
    };
  },
});
