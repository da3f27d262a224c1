import type { RawCopyJob } from '../../audit/copy-job.js';
import { compositeJobs } from './composite.js';
import { type Origin, copyJob } from './copy-job.js';
import { type Course, courseOf } from './course.js';
import type { Settings } from './options.js';
import { Random } from './random.js';
import type { Resource } from './resource.js';

const MINUTE = 60_000;
const GIGABYTE = 2 ** 30;
/** Backups that do not succeed: then there is nothing to copy. */
const BACKUP_FAILURE_RATE = 0.004;

/** One firing of a rule for one resource: its backup, and what became of the copy. */
export interface Occurrence {
  readonly resource: Resource;
  /** When the rule fired, or somebody asked. */
  readonly firedAt: number;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly failed: boolean;
  readonly origin: Origin;
  readonly course: Course | undefined;
}

/** What happens at a firing, by its key alone: copy jobs and backup jobs are made apart, and tell the same. */
export const occurrenceAt = (settings: Settings, resource: Resource, firedAt: number): Occurrence => {
  const random = draws(settings, resource, firedAt, 'backup');
  const startsAt = firedAt + random.between(10_000, 12 * MINUTE);
  const endsAt = startsAt + random.between(2 * MINUTE, 45 * MINUTE);
  const backupJobId = random.uuid();
  const origin = {
    backupJobId: backupJobId.toUpperCase(),
    recoveryPointArn: resource.kind.recoveryPoint(resource.place, backupJobId, false, random),
    bytes: Math.floor(2 ** (random.part() * 12) * 0.25 * GIGABYTE),
  };
  const failed = random.chance(BACKUP_FAILURE_RATE);
  const course = failed ? undefined : courseOf(settings, resource, endsAt, random);
  return { resource, firedAt, startsAt, endsAt, failed, origin, course };
};

/** The copy jobs of an occurrence: none, one, or a parent with its children. */
export const copyJobsOf = (settings: Settings, occurrence: Occurrence): RawCopyJob[] => {
  const { resource, firedAt, origin, course } = occurrence;
  if (course === undefined || course.createdAt > settings.asOf) return [];
  const random = draws(settings, resource, firedAt, 'copy');
  return resource.members.length > 0
    ? compositeJobs(settings, resource, origin, course, random)
    : [copyJob(settings, resource, resource, origin, course, random)];
};

const draws = ({ seed }: Settings, { key }: Resource, firedAt: number, what: string): Random =>
  new Random(seed, what, key, firedAt);
