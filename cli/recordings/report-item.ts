import { regionOf } from '../../audit/arn.js';
import { type RawCopyJob, millis } from '../../audit/copy-job.js';
import { JOB_FIELDS } from '../../audit/views/job-columns.js';

type Item = Readonly<Record<string, unknown>>;

/** Names without what two writers write differently: `Creation Date [UTC]`, `creationDate` and `CreationDate` are one. */
export const normalized = (name: string): string =>
  (name.split('[')[0] ?? '').replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();

const lastOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

/**
 * Fields of Backup Audit Manager's COPY_JOB_REPORT that are named otherwise than the API's. It tells one type, lock and lifecycle
 * a job, as the API does, and there they are the destination's.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/choosing-report-template.html
 */
const OTHERWISE_NAMED: Readonly<Record<string, string>> = {
  jobid: 'CopyJobId',
  jobstatus: 'State',
  backupsize: 'BackupSizeInBytes',
  vaulttype: 'DestinationVaultType',
  vaultlockstatus: 'DestinationVaultLockState',
  movetocoldafterdays: 'DestinationRecoveryPointLifecycle.MoveToColdStorageAfterDays',
  enablearchive: 'DestinationRecoveryPointLifecycle.OptInToArchiveForSupportedResources',
  isparentjob: 'IsParent',
  backupruleschedule: 'CreatedBy.BackupRuleCron',
};

/** The API's field, with a dot where it lies deeper, by normalized name. */
const FIELDS: ReadonlyMap<string, string> = new Map([
  ...JOB_FIELDS.flatMap((path): [string, string][] => [
    [normalized(lastOf(path)), path],
    [normalized(path), path],
  ]),
  ...Object.entries(OTHERWISE_NAMED),
]);

const DATES = ['CreationDate', 'CompletionDate'];
const NEEDED = ['CopyJobId', 'State', 'CreationDate'];
const NUMBERS = new Set([
  'BackupSizeInBytes',
  'NumberOfChildJobs',
  'DestinationRecoveryPointLifecycle.MoveToColdStorageAfterDays',
  'DestinationRecoveryPointLifecycle.DeleteAfterDays',
]);
const BOOLEANS = new Set(['IsParent', 'DestinationRecoveryPointLifecycle.OptInToArchiveForSupportedResources']);
const NUMBER = /^-?\d+(?:\.\d+)?$/;

/** The copy job that an item of a report tells of, or why it tells of none. What the API does not know keeps its name. */
export const copyJobOfItem = (item: Item): { readonly job: RawCopyJob } | { readonly problem: string } => {
  const fields = new Map<string, unknown>();
  const unknown: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(item)) {
    if (value === undefined || value === null || value === '') continue;
    const path = FIELDS.get(normalized(name));
    if (path === undefined || fields.has(path)) unknown[name] = value;
    else fields.set(path, typed(path, value));
  }
  const missing = NEEDED.find((name) => !fields.has(name));
  if (missing !== undefined) return { problem: `there is no ${missing}` };
  const wrong = DATES.find((name) => fields.has(name) && millis(fields.get(name)) === undefined);
  if (wrong !== undefined)
    return { problem: `${wrong} is a time in ISO 8601, not ${JSON.stringify(fields.get(wrong)).slice(0, 60)}` };
  return { job: { ...jobOf(fields), ...withKey(unknown, fields) } };
};

/** Text is what CSV has for everything; what does not fit stays as it was written. */
const typed = (path: string, value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  if (NUMBERS.has(path)) return NUMBER.test(value) ? Number(value) : value;
  const truth = BOOLEANS.has(path) ? value.toLowerCase() : '';
  return truth === 'true' || truth === 'false' ? truth === 'true' : value;
};

const jobOf = (fields: ReadonlyMap<string, unknown>): Record<string, unknown> => {
  const job: Record<string, unknown> = {};
  for (const [path, value] of fields) {
    const [name = '', inner] = path.split('.');
    if (inner === undefined) job[name] = value;
    else job[name] = { ...(job[name] as Item | undefined), [inner]: value };
  }
  return job;
};

/** The report does not say whose key it names; the copy's it can only be where it is of the Region that the copy is in. */
const withKey = (unknown: Record<string, unknown>, fields: ReadonlyMap<string, unknown>): Record<string, unknown> => {
  const { encryptionKeyArn, ...others } = unknown;
  const destination = fields.get('DestinationBackupVaultArn');
  if (typeof encryptionKeyArn !== 'string' || typeof destination !== 'string') return unknown;
  const region = regionOf(destination);
  return region !== undefined && regionOf(encryptionKeyArn) === region
    ? { ...others, DestinationEncryptionKeyArn: encryptionKeyArn }
    : unknown;
};
