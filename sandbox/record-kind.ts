/** A record as the API returns it, or as a file holds it: unknown fields included. */
export type RawRecord = Readonly<Record<string, unknown>>;

/** What the endpoint has to know of a kind of record to find it and to write it. */
export interface RecordKind {
  /** The member of an answer that lists the records, which is also how AWS CLI's output names them. */
  readonly list: 'CopyJobs' | 'BackupJobs' | 'Results' | 'BackupPlansList' | 'BackupVaultList';
  /** Fields that are times: numbers of seconds on the wire. */
  readonly times: readonly string[];
  readonly created: string | undefined;
  readonly completed: string | undefined;
  /** The vault, or the plan itself, that tells in which Region, and where no field says so of which account, a record is. */
  readonly vaultArn: string;
  /** Fields that can be asked for by value. */
  readonly asked: readonly string[];
}

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CopyJob.html */
export const COPY_JOBS: RecordKind = {
  list: 'CopyJobs',
  times: ['CreationDate', 'CompletionDate'],
  created: 'CreationDate',
  completed: 'CompletionDate',
  vaultArn: 'SourceBackupVaultArn',
  asked: [
    'AccountId',
    'DestinationBackupVaultArn',
    'MessageCategory',
    'ParentJobId',
    'ResourceArn',
    'ResourceType',
    'SourceRecoveryPointArn',
    'State',
  ],
};

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupJob.html */
export const BACKUP_JOBS: RecordKind = {
  list: 'BackupJobs',
  times: ['CreationDate', 'CompletionDate', 'ExpectedCompletionDate', 'InitiationDate', 'StartBy'],
  created: 'CreationDate',
  completed: 'CompletionDate',
  vaultArn: 'BackupVaultArn',
  asked: ['AccountId', 'BackupVaultName', 'MessageCategory', 'ParentJobId', 'ResourceArn', 'ResourceType', 'State'],
};

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ProtectedResource.html */
export const PROTECTED_RESOURCES: RecordKind = {
  list: 'Results',
  times: ['LastBackupTime'],
  created: undefined,
  completed: undefined,
  vaultArn: 'LastBackupVaultArn',
  asked: ['AccountId'],
};

/**
 * As GetBackupPlan returns them; what a list says of them is less.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_GetBackupPlan.html
 */
export const BACKUP_PLANS: RecordKind = {
  list: 'BackupPlansList',
  times: ['CreationDate', 'DeletionDate', 'LastExecutionDate'],
  created: undefined,
  completed: undefined,
  vaultArn: 'BackupPlanArn',
  asked: ['AccountId', 'BackupPlanId'],
};

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupVaultListMember.html */
export const BACKUP_VAULTS: RecordKind = {
  list: 'BackupVaultList',
  times: ['CreationDate', 'LockDate'],
  created: undefined,
  completed: undefined,
  vaultArn: 'BackupVaultArn',
  asked: ['AccountId', 'VaultType'],
};
