import type { RawRecord } from '../record-kind.js';
import { seconds } from './copy-job.js';
import type { Settings } from './options.js';
import { NIGHTLY, OTHER_PLANS } from './plan.js';
import type { Place } from './resource-kind.js';
import { SOURCE_VAULT, type Vault, destinationOf, sourceVaultArn } from './vault.js';

const AGE = 500 * 86_400_000;

/** Every account in every Region. */
export const placesOf = ({ accounts, regions }: Settings): readonly Place[] =>
  accounts.flatMap((account) => regions.map((region) => ({ account, region })));

/** The vaults that are copied from and to, each in its own account and Region. */
export function* backupVaultsOf(settings: Settings): Generator<RawRecord> {
  const seen = new Set<string>();
  const vaults: Pick<Vault, 'arn' | 'type' | 'lockState' | 'keyArn'>[] = placesOf(settings).flatMap((place) => {
    const destinations = [NIGHTLY, ...OTHER_PLANS].map((plan) => destinationOf(settings, plan, place));
    const keyArn = `arn:aws:kms:${place.region}:${place.account}:alias/aws/backup`;
    return [
      { arn: sourceVaultArn(place), type: 'BACKUP_VAULT' as const, lockState: undefined, keyArn },
      ...destinations,
    ];
  });
  for (const { arn, type, lockState, keyArn } of vaults) {
    if (seen.has(arn)) continue;
    seen.add(arn);
    yield {
      BackupVaultArn: arn,
      BackupVaultName: arn.split(':').at(-1) ?? SOURCE_VAULT,
      VaultType: type,
      VaultState: 'AVAILABLE',
      CreationDate: seconds(settings.asOf - AGE),
      EncryptionKeyArn: keyArn,
      Locked: lockState === 'LOCKED',
      ...(lockState === 'LOCKED' ? { MinRetentionDays: 7, MaxRetentionDays: 3_650 } : {}),
      NumberOfRecoveryPoints: 0,
    };
  }
}
