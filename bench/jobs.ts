const DAY = 86_400_000;
const HOUR = 3_600_000;

export type Spread = 'uniform' | 'burst';

export interface JobsOptions {
  readonly count: number;
  readonly resources: number;
  readonly spread: Spread;
  /** The end of the 30 days over which they lie, in milliseconds. */
  readonly to: number;
}

// Neighbours in time are not neighbours by number, nor of one resource.
const SCATTER = 7919;

/**
 * Copy jobs of about 1.4 KB with all of the API's fields, the same for the same options; newest first, as the endpoint serves
 * them, so that the jobs of a page lie side by side there and cost it next to nothing.
 */
export function* benchJobs({ count, resources, spread, to }: JobsOptions): Generator<Record<string, unknown>> {
  const inverse = inverseOf(SCATTER, count);
  for (let position = 0; position < count; position += 1) {
    const index = (position * inverse) % count;
    yield jobOf(index, index % resources, createdAt(position, count, spread, to));
  }
}

/** The number by which `scatter` was multiplied is multiplied back, modulo `count`. */
const inverseOf = (scatter: number, count: number): number => {
  for (let times = 0; times < scatter; times += 1)
    if ((times * count + 1) % scatter === 0) return (times * count + 1) / scatter;
  throw new Error(`${count} jobs cannot be scattered by ${scatter}`);
};

/** A nightly burst as it hurts most: four fifths of all jobs within one hour. */
const createdAt = (position: number, count: number, spread: Spread, to: number): number => {
  if (spread === 'uniform' || position % 5 === 0) return to - 1 - Math.floor((position / count) * 30 * DAY);
  return to - 9 * DAY - Math.floor((position / count) * HOUR);
};

const hex = (index: number): string => index.toString(16).padStart(12, '0');

const jobOf = (index: number, resource: number, created: number): Record<string, unknown> => {
  const account = String(111122220000 + (resource % 20));
  const isFailed = index % 97 === 0;
  return {
    AccountId: account,
    CopyJobId: `5f3c1a2e-7b1d-4c7e-9a55-${hex(index)}`,
    SourceBackupVaultArn: `arn:aws:backup:eu-west-1:${account}:backup-vault:production-primary-vault`,
    SourceRecoveryPointArn: `arn:aws:rds:eu-west-1:${account}:snapshot:awsbackup:job-1c9e4f70-2d0b-4bb5-8f0e-${hex(index)}`,
    DestinationBackupVaultArn: `arn:aws:backup:eu-central-1:${account}:backup-vault:production-offsite-vault`,
    DestinationVaultType: 'BACKUP_VAULT',
    DestinationVaultLockState: 'LOCKED',
    DestinationRecoveryPointArn: `arn:aws:rds:eu-central-1:${account}:snapshot:awsbackup:copyjob-0e8a77a1-${hex(index)}`,
    DestinationEncryptionKeyArn: `arn:aws:kms:eu-central-1:${account}:key/0c3b8f0e-1d8a-4f0f-8a1e-3f1c2b7d9e11`,
    DestinationRecoveryPointLifecycle: { DeleteAfterDays: 35, OptInToArchiveForSupportedResources: false },
    ResourceArn: `arn:aws:rds:eu-west-1:${account}:db:orders-${resource}`,
    CreationDate: created / 1000,
    ...(isFailed ? {} : { CompletionDate: (created + 600_000 + (index % 3000) * 100) / 1000 }),
    State: isFailed ? 'FAILED' : 'COMPLETED',
    ...(isFailed
      ? { StatusMessage: 'Access Denied trying to call AWS Backup service', MessageCategory: 'ACCESS_DENIED' }
      : {}),
    BackupSizeInBytes: 10_737_418_240 + index,
    IamRoleArn: `arn:aws:iam::${account}:role/service-role/AWSBackupDefaultServiceRole`,
    CreatedBy: {
      BackupPlanId: '8f81f553-3a74-4a3f-b93d-b3360dc80c50',
      BackupPlanArn: `arn:aws:backup:eu-west-1:${account}:backup-plan:8f81f553-3a74-4a3f-b93d-b3360dc80c50`,
      BackupPlanName: 'production-nightly',
      BackupPlanVersion: 'ZDVlYzA4MjQtOGY0Ni00YWE1LTk2YmUtZDMzZDkwYzA4ZTRh',
      BackupRuleId: '5e2c9a01-7a48-4b0c-9c38-10d9b3a7a8b1',
      BackupRuleName: 'nightly-with-offsite-copy',
      BackupRuleCron: 'cron(0 2 ? * * *)',
      BackupRuleTimezone: 'Europe/Dublin',
    },
    CreatedByBackupJobId: `b7d6e7c5-6f4e-4d51-a0c1-${hex(index)}`,
    ResourceType: 'RDS',
    IsParent: false,
    ResourceName: `orders-${resource}`,
  };
};
