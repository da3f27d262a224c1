/**
 * A second implementation of the audit, for tests alone: naive, slow and obviously right. It shares no code with
 * audit/, so that what both get wrong has to be got wrong twice.
 */

export type Raw = Readonly<Record<string, unknown>>;

/** A copy job with everything read out of it; what is not reported is undefined. */
export interface Job {
  readonly raw: Raw;
  /** What makes two records the same job: the id, else the content. */
  readonly key: string;
  /** Number of the unit in which this record was read, and how many records were read before it. */
  readonly unit: number;
  readonly order: number;
  readonly id: string | undefined;
  readonly state: string | undefined;
  readonly created: number | undefined;
  readonly finished: number | undefined;
  readonly resource: string | undefined;
  readonly type: string | undefined;
  readonly account: string | undefined;
  readonly category: string | undefined;
  readonly message: string | undefined;
  readonly size: number | undefined;
  readonly role: string | undefined;
  readonly parent: string | undefined;
  readonly backupJob: string | undefined;
  readonly sourcePoint: string | undefined;
  readonly sourceVault: string | undefined;
  readonly vault: string | undefined;
  readonly vaultType: string | undefined;
  readonly lock: string | undefined;
  readonly encryptionKey: string | undefined;
  readonly cold: number | undefined;
  readonly deleteDays: number | undefined;
  readonly deleteEvent: string | undefined;
  readonly createdBy: Raw | undefined;
}

/** A field that is absent, null or an empty string is not reported. */
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length > 0 ? value : undefined;

const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

const record = (value: unknown): Raw | undefined =>
  typeof value === 'object' && value !== null ? (value as Raw) : undefined;

/** Milliseconds of a Date, of Unix seconds, or of ISO 8601 (UTC where it names no zone). */
export const time = (value: unknown): number | undefined => {
  if (value instanceof Date) return value.getTime();
  if (typeof value === 'number') return Math.round(value * 1000);
  if (typeof value !== 'string' || value === '') return undefined;
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/.test(value) || value.length === 10;
  const ms = new Date(hasZone ? value : `${value}Z`).getTime();
  return Number.isNaN(ms) ? undefined : ms;
};

/** The same text for the same content, in whatever order its keys came. */
const contentOf = (value: unknown): string => {
  if (value instanceof Date) return `Date(${value.getTime()})`;
  if (Array.isArray(value)) return `[${value.map(contentOf).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${key}:${contentOf(each)}`).join()}}`;
};

export const readJob = (raw: Raw, unit: number, order: number): Job => {
  const lifecycle = record(raw['DestinationRecoveryPointLifecycle']) ?? {};
  const id = text(raw['CopyJobId']);
  return {
    raw,
    key: id === undefined ? `content ${contentOf(raw)}` : `id ${id}`,
    unit,
    order,
    id,
    state: text(raw['State']),
    created: time(raw['CreationDate']),
    finished: time(raw['CompletionDate']),
    resource: text(raw['ResourceArn']),
    type: text(raw['ResourceType']),
    account: text(raw['AccountId']),
    category: text(raw['MessageCategory']),
    message: text(raw['StatusMessage']),
    size: number(raw['BackupSizeInBytes']),
    role: text(raw['IamRoleArn']),
    parent: text(raw['ParentJobId']),
    backupJob: text(raw['CreatedByBackupJobId']),
    sourcePoint: text(raw['SourceRecoveryPointArn']),
    sourceVault: text(raw['SourceBackupVaultArn']),
    vault: text(raw['DestinationBackupVaultArn']),
    vaultType: text(raw['DestinationVaultType']),
    lock: text(raw['DestinationVaultLockState']),
    encryptionKey: text(raw['DestinationEncryptionKeyArn']),
    cold: number(lifecycle['MoveToColdStorageAfterDays']),
    deleteDays: number(lifecycle['DeleteAfterDays']),
    deleteEvent: text(lifecycle['DeleteAfterEvent']),
    createdBy: record(raw['CreatedBy']),
  };
};

export const isGoodCopy = (job: Job): boolean => job.state === 'COMPLETED';
export const isCopy = (job: Job): boolean => ['COMPLETED', 'PARTIAL'].includes(job.state ?? '');
export const isFinished = (job: Job): boolean => ['COMPLETED', 'FAILED', 'PARTIAL'].includes(job.state ?? '');
export const isOpen = (job: Job): boolean => ['CREATED', 'RUNNING'].includes(job.state ?? '');

/** Region and account in an ARN; `arn:partition:service:region:account:rest`. */
export const placeIn = (arn: string | undefined): { region: string | undefined; account: string | undefined } => {
  const parts = (arn ?? '').split(':');
  const isArn = parts[0] === 'arn' && parts.length >= 6;
  return { region: isArn ? text(parts[3]) : undefined, account: isArn ? text(parts[4]) : undefined };
};
