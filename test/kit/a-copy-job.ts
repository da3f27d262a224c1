import type { RawCopyJob } from '../../audit/copy-job.js';
import { HOUR } from '../../audit/schema.js';
import { AS_OF } from './audit-of.js';

/** A moment before the run, in milliseconds before it. */
export const ago = (ms: number): Date => new Date(AS_OF - ms);

export const HOME = '111111111111';
export const AWAY = '222222222222';

export const vaultArn = (region: string, account: string, name = 'copies'): string =>
  `arn:aws:backup:${region}:${account}:backup-vault:${name}`;

/** A copy job as AWS Backup lists it, with every field and in order, but for what is given. */
export const aCopyJob = (fields: RawCopyJob = {}): RawCopyJob => ({
  AccountId: HOME,
  CopyJobId: '2B8A4A3C-9A5A-4C6F-8F0E-3D6E2C1B0A99',
  SourceBackupVaultArn: vaultArn('eu-west-1', HOME, 'main'),
  SourceRecoveryPointArn: 'arn:aws:ec2:eu-west-1::snapshot/snap-0123456789abcdef0',
  DestinationBackupVaultArn: vaultArn('eu-central-1', AWAY),
  DestinationVaultType: 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT',
  DestinationVaultLockState: 'LOCKED',
  DestinationRecoveryPointArn: 'arn:aws:backup:eu-central-1:222222222222:recovery-point:1EB3B5E7',
  DestinationEncryptionKeyArn: `arn:aws:kms:eu-central-1:${AWAY}:key/5f0d6f53-1111-4222-8333-944444444444`,
  DestinationRecoveryPointLifecycle: { MoveToColdStorageAfterDays: 30, DeleteAfterDays: 365 },
  ResourceArn: `arn:aws:ec2:eu-west-1:${HOME}:volume/vol-0123456789abcdef0`,
  ResourceType: 'EBS',
  ResourceName: 'orders',
  CreationDate: ago(5 * HOUR),
  CompletionDate: ago(4 * HOUR),
  State: 'COMPLETED',
  BackupSizeInBytes: 8 * 2 ** 30,
  IamRoleArn: `arn:aws:iam::${HOME}:role/copier`,
  CreatedBy: {
    BackupPlanId: '8F81F553-3A74-4A3F-B93D-B3360DC80C50',
    BackupPlanArn: `arn:aws:backup:eu-west-1:${HOME}:backup-plan:8F81F553-3A74-4A3F-B93D-B3360DC80C50`,
    BackupPlanName: 'gold',
    BackupPlanVersion: 'MTVi',
    BackupRuleId: '1a2b3c4d-0000-4000-8000-00000000000a',
    BackupRuleName: 'nightly',
    BackupRuleCron: 'cron(0 2 * * ? *)',
    BackupRuleTimezone: 'Etc/UTC',
  },
  CreatedByBackupJobId: 'A1B2C3D4-0000-4000-8000-00000000000B',
  IsParent: false,
  MessageCategory: 'SUCCESS',
  ...fields,
});

/** Copies of EBS volumes by name, an hour each, begun so many hours after a time. */
export const volumeCopiesFrom =
  (start: number) =>
  (name: string, hours: number, fields: RawCopyJob = {}): RawCopyJob =>
    aCopyJob({
      CopyJobId: `${name}-${hours}`,
      ResourceArn: `arn:aws:ec2:eu-west-1:${HOME}:volume/${name}`,
      CreationDate: new Date(start + hours * HOUR),
      CompletionDate: new Date(start + (hours + 1) * HOUR),
      ...fields,
    });

/** The same, begun so many hours before the run. */
export const volumeCopy = (name: string, hoursAgo: number, fields: RawCopyJob = {}): RawCopyJob =>
  volumeCopiesFrom(AS_OF)(name, -hoursAgo, fields);
