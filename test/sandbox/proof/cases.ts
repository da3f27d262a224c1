import type { RawRecord } from '../../../sandbox/index.js';
import type { Filters } from '../../kit/brute-force.js';

/** One listing, to be made by every client. */
export interface ProofCase {
  readonly name: string;
  readonly operation: 'list_copy_jobs' | 'list_backup_jobs' | 'list_protected_resources';
  /** Times as text. */
  readonly filters: Readonly<Partial<Record<keyof Filters, string>>>;
  readonly pageSize: number;
  /** AWS CLI is to list so many items at a time, and to go on from its own token. */
  readonly part?: number;
}

/** A value that some records have and others have not. */
const some = (records: readonly RawRecord[], field: string): string => {
  const values = records.map((record) => record[field]).filter((value) => typeof value === 'string');
  return values[Math.floor(values.length / 3)] ?? '';
};

/** A time before which so large a part of the records lies, and one record exactly. */
const timeAt = (records: readonly RawRecord[], field: string, part: number): string => {
  const times = records.map((record) => record[field]).filter((value) => typeof value === 'number');
  const seconds = times.sort((a, b) => a - b)[Math.floor(times.length * part)] ?? 0;
  return new Date(Math.round(seconds * 1000)).toISOString();
};

/** All twelve filters of ListCopyJobs one by one, some together, and the lists beside it. */
export const proofCases = (copyJobs: readonly RawRecord[], backupJobs: readonly RawRecord[]): readonly ProofCase[] => {
  const filters: Required<Omit<ProofCase['filters'], 'ByBackupVaultName'>> = {
    ByAccountId: some(copyJobs, 'AccountId'),
    ByCompleteAfter: timeAt(copyJobs, 'CompletionDate', 0.6),
    ByCompleteBefore: timeAt(copyJobs, 'CompletionDate', 0.3),
    ByCreatedAfter: timeAt(copyJobs, 'CreationDate', 0.7),
    ByCreatedBefore: timeAt(copyJobs, 'CreationDate', 0.4),
    ByDestinationVaultArn: some(copyJobs, 'DestinationBackupVaultArn'),
    ByMessageCategory: 'FEATURE_NOT_ENABLED',
    ByParentJobId: some(copyJobs, 'ParentJobId'),
    ByResourceArn: some(copyJobs, 'ResourceArn'),
    ByResourceType: 'CloudFormation',
    BySourceRecoveryPointArn: some(copyJobs, 'SourceRecoveryPointArn'),
    ByState: 'FAILED',
  };
  const { ByCreatedAfter, ByResourceType, ByAccountId } = filters;
  const copies = (name: string, chosen: ProofCase['filters'], pageSize = 100): ProofCase => ({
    name,
    operation: 'list_copy_jobs',
    filters: chosen,
    pageSize,
  });
  const backups = (name: string, chosen: ProofCase['filters']): ProofCase => ({
    name,
    operation: 'list_backup_jobs',
    filters: chosen,
    pageSize: 150,
  });
  return [
    ...Object.entries(filters).map(([name, value]) => copies(name, { [name]: value })),
    copies('three together', { ByCreatedAfter, ByAccountId, ByState: 'COMPLETED' }, 7),
    copies('two that no job has', { ByResourceType, ByMessageCategory: 'KMS_KEY_ERROR' }),
    copies('none, pages of 1000', {}, 1000),
    { ...copies('none, CLI 700 at a time', {}), part: 700 },
    backups('list_backup_jobs', {}),
    backups('list_backup_jobs: state, vault, time', {
      ByState: 'COMPLETED',
      ByBackupVaultName: 'primary-vault',
      ByCreatedAfter: timeAt(backupJobs, 'CreationDate', 0.5),
    }),
    { name: 'list_protected_resources', operation: 'list_protected_resources', filters: {}, pageSize: 9 },
  ];
};
