import { plainJson } from '../steering.js';
import type { Cell } from './sheet.js';

type Raw = Readonly<Record<string, unknown>>;

const DATES_STATE_AND_SIZE = ['CreationDate', 'CompletionDate', 'State', 'StatusMessage', 'MessageCategory'];

/**
 * The fields of a copy job by their API names, those that lie deeper with a dot; in the order in which a person reads them.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CopyJob.html
 */
export const JOB_FIELDS: readonly string[] = [
  'CopyJobId',
  'AccountId',
  ...DATES_STATE_AND_SIZE,
  'BackupSizeInBytes',
  'ResourceArn',
  'ResourceType',
  'ResourceName',
  'SourceBackupVaultArn',
  'SourceRecoveryPointArn',
  'DestinationBackupVaultArn',
  'DestinationRecoveryPointArn',
  'DestinationVaultType',
  'DestinationVaultLockState',
  'DestinationEncryptionKeyArn',
  'DestinationRecoveryPointLifecycle.MoveToColdStorageAfterDays',
  'DestinationRecoveryPointLifecycle.DeleteAfterDays',
  'DestinationRecoveryPointLifecycle.OptInToArchiveForSupportedResources',
  'DestinationRecoveryPointLifecycle.DeleteAfterEvent',
  'CreatedBy.BackupPlanId',
  'CreatedBy.BackupPlanArn',
  'CreatedBy.BackupPlanName',
  'CreatedBy.BackupPlanVersion',
  'CreatedBy.BackupRuleId',
  'CreatedBy.BackupRuleName',
  'CreatedBy.BackupRuleCron',
  'CreatedBy.BackupRuleTimezone',
  'CreatedByBackupJobId',
  'IamRoleArn',
  'ParentJobId',
  'IsParent',
  'CompositeMemberIdentifier',
  'NumberOfChildJobs',
  'ChildJobsInState',
];

/** Columns that are the same for every job, whatever it says; the last one keeps as JSON what has no column. */
export const JOB_COLUMNS: readonly string[] = [...JOB_FIELDS, 'otherFields'];

const PATHS = JOB_FIELDS.map((name) => name.split('.') as [string, string?]);

/** The cells of a copy job, or empty ones where there is none. */
export const jobCells = (job: Raw | undefined): Cell[] => {
  if (job === undefined) return JOB_COLUMNS.map(() => undefined);
  const { cells, taken } = known(job);
  const others = Object.entries(job).flatMap(([name, value]): [string, unknown][] => {
    if (!isRecord(value)) return taken.has(name) ? [] : [[name, value]];
    const rest = Object.entries(value).filter(([inner]) => !taken.has(name) && !taken.has(`${name}.${inner}`));
    return rest.length === 0 ? [] : [[name, Object.fromEntries(rest)]];
  });
  return [...cells, others.length === 0 ? undefined : plainJson(Object.fromEntries(others))];
};

/** Of the fields that have a column, what they say; and which of them stand in it. */
const known = (job: Raw) => {
  const taken = new Set<string>();
  const cells = PATHS.map(([name, inner]): Cell => {
    const outer = own(job, name);
    const value = inner === undefined ? outer : isRecord(outer) ? own(outer, inner) : undefined;
    if (value === undefined || value === null) return undefined;
    taken.add(inner === undefined ? name : `${name}.${inner}`);
    return cellOf(value);
  });
  return { cells, taken };
};

const cellOf = (value: unknown): Cell =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : plainJson(value);

const own = (of: Raw, name: string): unknown => (Object.hasOwn(of, name) ? of[name] : undefined);

const isRecord = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);
