import type { RawRecord } from '../record-kind.js';
import { seconds } from './copy-job.js';
import { roleArn } from './created-by.js';
import type { Occurrence } from './occurrence.js';
import type { Settings } from './options.js';
import { SOURCE_VAULT, sourceVaultArn } from './vault.js';

const HOUR = 3_600_000;
const START_WINDOW = 8 * HOUR;

/** The backup job of an occurrence, as AWS Backup lists it at the scenario's time; undefined where it was not yet asked for. */
export const backupJobOf = (settings: Settings, occurrence: Occurrence): RawRecord | undefined => {
  const { resource, firedAt, startsAt, endsAt, failed, origin } = occurrence;
  const { asOf } = settings;
  const { kind, place, createdBy, name } = resource;
  if (firedAt > asOf) return undefined;
  const state = startsAt > asOf ? 'CREATED' : endsAt > asOf ? 'RUNNING' : failed ? 'FAILED' : 'COMPLETED';
  const isGood = state === 'COMPLETED';
  const bytes = kind.size === 'none' || !isGood ? 0 : origin.bytes;
  return {
    AccountId: place.account,
    BackupJobId: origin.backupJobId,
    BackupVaultName: SOURCE_VAULT,
    BackupVaultArn: sourceVaultArn(place),
    VaultType: 'BACKUP_VAULT',
    ...(isGood ? { RecoveryPointArn: origin.recoveryPointArn, IsEncrypted: true } : {}),
    ResourceArn: resource.arn,
    CreationDate: seconds(firedAt),
    ...(endsAt <= asOf ? { CompletionDate: seconds(endsAt) } : {}),
    State: state,
    ...(state === 'FAILED'
      ? { StatusMessage: 'Backup job failed because there was a running job for the same resource.' }
      : {}),
    PercentDone: isGood ? '100.0' : '0.0',
    BackupSizeInBytes: bytes,
    IamRoleArn: roleArn(place.account),
    ...(createdBy === undefined ? {} : { CreatedBy: createdBy }),
    StartBy: seconds(firedAt + START_WINDOW),
    ResourceType: kind.type,
    BytesTransferred: bytes,
    IsParent: resource.members.length > 0,
    ...(name === undefined ? {} : { ResourceName: name }),
    ...(startsAt <= asOf ? { InitiationDate: seconds(startsAt) } : {}),
    ...(endsAt <= asOf ? { MessageCategory: failed ? 'CONCURRENT_JOB' : 'SUCCESS' } : {}),
  };
};
