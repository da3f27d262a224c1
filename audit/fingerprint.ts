import type { CopyJob } from './copy-job.js';

/**
 * 32 bits that tell two records of one job apart, so that a page that comes twice is known for the same: of all that is
 * judged or shown. The hot path pays for it with every job, about a microsecond, so the fields are written out: a loop over
 * their names takes twice as long.
 */
export const fingerprintOf = (job: CopyJob): number => {
  let hash = withNumber(withNumber(0x41c6ce57, job.CreationDate), job.CompletionDate);
  hash = withText(hash, job.State);
  hash = withText(hash, job.AccountId);
  hash = withText(hash, job.ResourceArn);
  hash = withText(hash, job.ResourceType);
  hash = withText(hash, job.ResourceName);
  hash = withText(hash, job.StatusMessage);
  hash = withText(hash, job.MessageCategory);
  hash = withText(hash, job.IamRoleArn);
  hash = withText(hash, job.ParentJobId);
  hash = withText(hash, job.CreatedByBackupJobId);
  hash = withText(hash, job.SourceRecoveryPointArn);
  hash = withText(hash, job.SourceBackupVaultArn);
  hash = withText(hash, job.DestinationBackupVaultArn);
  hash = withText(hash, job.DestinationRecoveryPointArn);
  hash = withText(hash, job.DestinationVaultType);
  hash = withText(hash, job.DestinationVaultLockState);
  hash = withText(hash, job.DestinationEncryptionKeyArn);
  hash = withNumber(hash, job.BackupSizeInBytes);
  hash = withNumber(hash, job.DeleteAfterDays);
  hash = withNumber(hash, job.MoveToColdStorageAfterDays);
  hash = withText(hash, job.DeleteAfterEvent);
  return withPlan(mixed(hash, job.IsParent ? 1 : 2), job) >>> 0;
};

const withPlan = (given: number, job: CopyJob): number => {
  const createdBy = job.CreatedBy;
  if (createdBy === undefined) return given;
  let hash = mixed(given, 3);
  hash = withText(hash, createdBy.BackupPlanId);
  hash = withText(hash, createdBy.BackupPlanArn);
  hash = withText(hash, createdBy.BackupPlanName);
  hash = withText(hash, createdBy.BackupRuleId);
  hash = withText(hash, createdBy.BackupRuleName);
  hash = withText(hash, createdBy.BackupRuleCron);
  return withText(hash, createdBy.BackupRuleTimezone);
};

const mixed = (hash: number, value: number): number => {
  const product = Math.imul(hash ^ value, 0x85ebca6b);
  return product ^ (product >>> 15);
};

const withNumber = (hash: number, value: number | undefined): number =>
  value === undefined ? mixed(hash, 5) : mixed(mixed(hash, value | 0), Math.floor(value / 0x100000000));

/** Two UTF-16 code units at a time. */
const withText = (hash: number, value: string | undefined): number => {
  if (value === undefined) return mixed(hash, 7);
  const { length } = value;
  let result = hash;
  for (let at = 1; at < length; at += 2)
    result = mixed(result, (value.charCodeAt(at - 1) << 16) | value.charCodeAt(at));
  if (length % 2 === 1) result ^= value.charCodeAt(length - 1);
  return mixed(result, length);
};
