import type { CopyJob } from './copy-job.js';
import { text, millis } from './copy-job.js';

/** Where the list of resources that must have been copied comes from. */
export type Expected =
  | { readonly from: 'resources'; readonly resources: readonly string[] }
  | { readonly from: 'protectedResources'; readonly types?: readonly string[] };

/** A resource that must have a good copy; what `covers` judges. */
export interface ExpectedResource {
  readonly arn: string;
  readonly type?: string;
  /** Good copies among all jobs that were read. */
  readonly goodCopies: number;
  /** Jobs in any state among all that were read. */
  readonly jobs: number;
}

/** One of AWS Backup's protected resources. https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ProtectedResource.html */
export interface ProtectedResource {
  readonly arn: string;
  readonly type?: string;
}

export const readProtectedResource = (raw: Readonly<Record<string, unknown>>): ProtectedResource | undefined => {
  const arn = text(raw['ResourceArn']);
  const type = text(raw['ResourceType']);
  if (arn === undefined) return undefined;
  return type === undefined ? { arn } : { arn, type };
};

/** What is used of a backup job. https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupJob.html */
export interface BackupJob {
  readonly id?: string;
  readonly state?: string;
  readonly creation?: number;
  readonly completion?: number;
  readonly recoveryPointArn?: string;
  readonly resourceArn?: string;
  readonly resourceType?: string;
  readonly parentJobId?: string;
}

export const readBackupJob = (raw: Readonly<Record<string, unknown>>): BackupJob => ({
  ...optional('id', text(raw['BackupJobId'])),
  ...optional('state', text(raw['State'])),
  ...optional('creation', millis(raw['CreationDate'])),
  ...optional('completion', millis(raw['CompletionDate'])),
  ...optional('recoveryPointArn', text(raw['RecoveryPointArn'])),
  ...optional('resourceArn', text(raw['ResourceArn'])),
  ...optional('resourceType', text(raw['ResourceType'])),
  ...optional('parentJobId', text(raw['ParentJobId'])),
});

/** A recovery point that a backup job made; what `everyRecoveryPointCopied` judges. */
export interface RecoveryPoint {
  readonly arn: string;
  /** When its backup was complete, in milliseconds. */
  readonly completed: number;
  readonly resourceArn?: string;
  readonly resourceType?: string;
}

// Continuous backups (point-in-time recovery) are never copied as such: only a snapshot of them is.
// https://docs.aws.amazon.com/aws-backup/latest/devguide/point-in-time-recovery.html
const isContinuous = (arn: string): boolean => (arn.split(':').slice(5).join(':') || arn).includes('continuous:');

/** The recovery points that must be copied: of backup jobs COMPLETED in the window; not continuous, not members of composites. */
export const recoveryPointsOf = (
  jobs: Iterable<BackupJob>,
  window: { readonly from?: number; readonly to: number },
): RecoveryPoint[] => {
  const points = new Map<string, RecoveryPoint>();
  for (const job of jobs) {
    const { recoveryPointArn: arn, completion, parentJobId, resourceArn, resourceType } = job;
    if (job.state !== 'COMPLETED' || arn === undefined || completion === undefined) continue;
    if (completion >= window.to || completion < (window.from ?? -Infinity)) continue;
    if (parentJobId !== undefined || isContinuous(arn)) continue;
    points.set(arn, {
      arn,
      completed: completion,
      ...optional('resourceArn', resourceArn),
      ...optional('resourceType', resourceType),
    });
  }
  return [...points.values()];
};

/** Dates of backup jobs, to tell how old what a copy holds really is. */
export class BackupClock {
  readonly #byJob = new Map<string, number>();
  readonly #byRecoveryPoint = new Map<string, number>();

  add(job: BackupJob): void {
    if (job.creation === undefined) return;
    if (job.id !== undefined) this.#byJob.set(job.id, job.creation);
    if (job.recoveryPointArn !== undefined) this.#byRecoveryPoint.set(job.recoveryPointArn, job.creation);
  }

  toJson(): {
    readonly byJob: readonly (readonly [string, number])[];
    readonly byRecoveryPoint: readonly (readonly [string, number])[];
  } {
    return { byJob: [...this.#byJob], byRecoveryPoint: [...this.#byRecoveryPoint] };
  }

  static fromJson({ byJob, byRecoveryPoint }: ReturnType<BackupClock['toJson']>): BackupClock {
    const clock = new BackupClock();
    for (const [id, date] of byJob) clock.#byJob.set(id, date);
    for (const [arn, date] of byRecoveryPoint) clock.#byRecoveryPoint.set(arn, date);
    return clock;
  }

  /** When what was copied was backed up: by the backup job that made the copy, else by the recovery point copied. */
  of(job: CopyJob): number | undefined {
    const backupJob = job.CreatedByBackupJobId;
    const byJob = backupJob === undefined ? undefined : this.#byJob.get(backupJob);
    if (byJob !== undefined) return byJob;
    const recoveryPoint = job.SourceRecoveryPointArn;
    return recoveryPoint === undefined ? undefined : this.#byRecoveryPoint.get(recoveryPoint);
  }
}

/** An object with the property if there is a value, without it if there is none. */
export const optional = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: V });
