import type { RawCopyJob } from '../../audit/copy-job.js';
import type { Course } from './course.js';
import { roleArn } from './created-by.js';
import type { Settings } from './options.js';
import type { Random } from './random.js';
import type { Resource } from './resource.js';
import type { ResourceKind } from './resource-kind.js';
import { sourceVaultArn } from './vault.js';

/** The backup that a copy is made of. */
export interface Origin {
  readonly backupJobId: string;
  readonly recoveryPointArn: string;
  readonly bytes: number;
}

/** What of a copy job is not its resource's: members of a stack have their own. */
export interface Subject {
  readonly kind: ResourceKind;
  readonly arn: string;
  readonly name: string | undefined;
}

/** Seconds, as on the wire. */
export const seconds = (ms: number): number => ms / 1000;

type State = 'CREATED' | 'RUNNING' | 'COMPLETED' | 'FAILED';

export const stateAt = ({ runsAt, endsAt, outcome }: Course, now: number): State =>
  endsAt <= now ? outcome : runsAt <= now ? 'RUNNING' : 'CREATED';

/** A copy job as AWS Backup lists it at the scenario's time; what is not known yet, or does not apply, is left out. */
export const copyJob = (
  settings: Settings,
  resource: Resource,
  subject: Subject,
  origin: Origin,
  course: Course,
  random: Random,
): RawCopyJob => {
  const { plan, place, createdBy, destination: vault } = resource;
  const state = stateAt(course, settings.asOf);
  const isDone = state === 'COMPLETED' || state === 'FAILED';
  const id = random.uuid();
  const arrived = subject.kind.recoveryPoint(vault.place, id, true, random);
  return {
    AccountId: place.account,
    CopyJobId: id.toUpperCase(),
    SourceBackupVaultArn: sourceVaultArn(place),
    SourceRecoveryPointArn: origin.recoveryPointArn,
    DestinationBackupVaultArn: vault.arn,
    DestinationVaultType: vault.type,
    ...(vault.lockState === undefined ? {} : { DestinationVaultLockState: vault.lockState }),
    ...(state === 'COMPLETED'
      ? { DestinationRecoveryPointArn: arrived, DestinationEncryptionKeyArn: vault.keyArn }
      : {}),
    ...(plan === undefined ? {} : { DestinationRecoveryPointLifecycle: plan.lifecycle }),
    ResourceArn: subject.arn,
    CreationDate: seconds(course.createdAt),
    ...(isDone ? { CompletionDate: seconds(course.endsAt) } : {}),
    State: state,
    ...(isDone && course.message !== undefined ? { StatusMessage: course.message.text } : {}),
    ...sizeOf(subject.kind, state, origin, random),
    IamRoleArn: roleArn(place.account),
    ...(createdBy === undefined ? {} : { CreatedBy: createdBy, CreatedByBackupJobId: origin.backupJobId }),
    ResourceType: subject.kind.type,
    IsParent: false,
    ...(subject.name === undefined ? {} : { ResourceName: subject.name }),
    ...(isDone ? { MessageCategory: course.message?.category ?? 'SUCCESS' } : {}),
  };
};

/** A size of 0 is no proof of an empty copy: for relational databases AWS reports none. */
const sizeOf = (kind: ResourceKind, state: State, origin: Origin, random: Random): { BackupSizeInBytes?: number } => {
  if (kind.size === 'none') return random.chance(0.5) ? { BackupSizeInBytes: 0 } : {};
  if (state === 'COMPLETED') return { BackupSizeInBytes: origin.bytes };
  return state === 'RUNNING' ? { BackupSizeInBytes: 0 } : {};
};
