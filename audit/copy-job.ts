import { sha256 } from './canonical.js';
import { cut } from './shorten.js';
import { wellFormed } from './steering.js';

/** A copy job as the API returned it: unknown fields included, nothing renamed. */
export type RawCopyJob = Readonly<Record<string, unknown>>;

/** The states a copy job can be in. https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CopyJob.html */
export const COPY_JOB_STATES = ['CREATED', 'RUNNING', 'COMPLETED', 'FAILED', 'PARTIAL'] as const;

// What names something at AWS ends at 2,048 characters or before.
const LONGEST_TEXT = 2_048;
const HASH_CHARACTERS = 32;

/** A text that is reported: absent, null and empty are all "not reported". Kept as the table can keep it. */
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? storable(value) : undefined;

/** Two texts that differ still do so where their ends had to be cut. */
const storable = (value: string): string => {
  const whole = wellFormed(value);
  if (whole.length <= LONGEST_TEXT) return whole;
  return `${cut(whole, LONGEST_TEXT - HASH_CHARACTERS - 1)}…${sha256(value).slice(0, HASH_CHARACTERS)}`;
};

export const count = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

// Not all that Date.parse takes: without it, "01/02/2026" is one day here and another there.
const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/i;

const parseIso = (value: string): number => {
  const [, date, time, zone = 'Z'] = ISO.exec(value) ?? [];
  return date === undefined ? Number.NaN : Date.parse(time === undefined ? date : `${date}T${time}${zone}`);
};

// Years of four digits; reports and tables write no others. Milliseconds that somebody took for seconds are beyond them.
const EARLIEST = Date.parse('0001-01-01T00:00:00.000Z');
const LATEST = Date.parse('9999-12-31T23:59:59.999Z');

/** Milliseconds of a time as clients hand it over: a Date (SDK), Unix seconds (wire) or ISO 8601 (AWS CLI); UTC where no zone is given. */
export const millis = (value: unknown): number | undefined => {
  // As it comes on the wire, a few times for each of a million jobs.
  const ms = typeof value === 'number' ? Math.round(value * 1000) : millisOfOther(value);
  return ms >= EARLIEST && ms <= LATEST ? ms : undefined;
};

const millisOfOther = (value: unknown): number => {
  if (value instanceof Date) return value.getTime();
  return typeof value === 'string' ? parseIso(value) : Number.NaN;
};

const object = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;

/**
 * Reads a copy job by its API names, where and when a field is asked for.
 *
 * A view instead of a parsed copy because a million of them pass: a job costs one small allocation, and only the fields
 * that some judge needs are looked at. The raw object stays whole, as evidence.
 */
export class CopyJob {
  constructor(readonly raw: RawCopyJob) {}

  get AccountId(): string | undefined {
    return text(this.raw['AccountId']);
  }
  get CopyJobId(): string | undefined {
    return text(this.raw['CopyJobId']);
  }
  get SourceBackupVaultArn(): string | undefined {
    return text(this.raw['SourceBackupVaultArn']);
  }
  get SourceRecoveryPointArn(): string | undefined {
    return text(this.raw['SourceRecoveryPointArn']);
  }
  get DestinationBackupVaultArn(): string | undefined {
    return text(this.raw['DestinationBackupVaultArn']);
  }
  get DestinationVaultType(): string | undefined {
    return text(this.raw['DestinationVaultType']);
  }
  get DestinationVaultLockState(): string | undefined {
    return text(this.raw['DestinationVaultLockState']);
  }
  get DestinationEncryptionKeyArn(): string | undefined {
    return text(this.raw['DestinationEncryptionKeyArn']);
  }
  get DestinationRecoveryPointArn(): string | undefined {
    return text(this.raw['DestinationRecoveryPointArn']);
  }
  /** Days after which the copy moves to cold storage; -1 is kept, it means "never". */
  get MoveToColdStorageAfterDays(): number | undefined {
    return count(object(this.raw['DestinationRecoveryPointLifecycle'])?.['MoveToColdStorageAfterDays']);
  }
  get DeleteAfterDays(): number | undefined {
    return count(object(this.raw['DestinationRecoveryPointLifecycle'])?.['DeleteAfterDays']);
  }
  get DeleteAfterEvent(): string | undefined {
    return text(object(this.raw['DestinationRecoveryPointLifecycle'])?.['DeleteAfterEvent']);
  }
  get ResourceArn(): string | undefined {
    return text(this.raw['ResourceArn']);
  }
  get ResourceType(): string | undefined {
    return text(this.raw['ResourceType']);
  }
  get ResourceName(): string | undefined {
    return text(this.raw['ResourceName']);
  }
  /** Milliseconds. */
  get CreationDate(): number | undefined {
    return millis(this.raw['CreationDate']);
  }
  /** Milliseconds. */
  get CompletionDate(): number | undefined {
    return millis(this.raw['CompletionDate']);
  }
  get State(): string | undefined {
    return text(this.raw['State']);
  }
  get StatusMessage(): string | undefined {
    return text(this.raw['StatusMessage']);
  }
  get MessageCategory(): string | undefined {
    return text(this.raw['MessageCategory']);
  }
  get BackupSizeInBytes(): number | undefined {
    return count(this.raw['BackupSizeInBytes']);
  }
  get IamRoleArn(): string | undefined {
    return text(this.raw['IamRoleArn']);
  }
  /** The plan and rule that made the copy; not reported where a person made it. */
  get CreatedBy(): CreatedBy | undefined {
    const createdBy = object(this.raw['CreatedBy']);
    return createdBy === undefined ? undefined : new CreatedBy(createdBy);
  }
  get CreatedByBackupJobId(): string | undefined {
    return text(this.raw['CreatedByBackupJobId']);
  }
  get ParentJobId(): string | undefined {
    return text(this.raw['ParentJobId']);
  }
  get NumberOfChildJobs(): number | undefined {
    return count(this.raw['NumberOfChildJobs']);
  }
  get IsParent(): boolean {
    return this.raw['IsParent'] === true;
  }

  /** COMPLETED, FAILED or PARTIAL: AWS will not change it any more. */
  get isFinished(): boolean {
    const state = this.raw['State'];
    return state === 'COMPLETED' || state === 'FAILED' || state === 'PARTIAL';
  }
  /** CREATED or RUNNING. */
  get isOpen(): boolean {
    const state = this.raw['State'];
    return state === 'CREATED' || state === 'RUNNING';
  }
  /** Something arrived: COMPLETED or PARTIAL. */
  get isCopy(): boolean {
    const state = this.raw['State'];
    return state === 'COMPLETED' || state === 'PARTIAL';
  }
  /** Everything arrived: COMPLETED. */
  get isGoodCopy(): boolean {
    return this.raw['State'] === 'COMPLETED';
  }
}

/** The backup plan and rule of a copy job, by their API names. https://docs.aws.amazon.com/aws-backup/latest/devguide/API_RecoveryPointCreator.html */
export class CreatedBy {
  constructor(readonly raw: Readonly<Record<string, unknown>>) {}

  get BackupPlanId(): string | undefined {
    return text(this.raw['BackupPlanId']);
  }
  get BackupPlanArn(): string | undefined {
    return text(this.raw['BackupPlanArn']);
  }
  get BackupPlanName(): string | undefined {
    return text(this.raw['BackupPlanName']);
  }
  get BackupRuleId(): string | undefined {
    return text(this.raw['BackupRuleId']);
  }
  get BackupRuleName(): string | undefined {
    return text(this.raw['BackupRuleName']);
  }
  get BackupRuleCron(): string | undefined {
    return text(this.raw['BackupRuleCron']);
  }
  get BackupRuleTimezone(): string | undefined {
    return text(this.raw['BackupRuleTimezone']);
  }
}
