import type { RawCopyJob } from '../../audit/copy-job.js';
import { type Origin, copyJob, stateAt } from './copy-job.js';
import type { Course } from './course.js';
import { PARTIAL_COMPOSITE, UNSUPPORTED_MEMBER } from './message.js';
import type { Settings } from './options.js';
import { Random } from './random.js';
import type { Resource } from './resource.js';

/**
 * A stack's copy: a parent, and a child for each member. Where a member cannot be copied the parent becomes PARTIAL, although
 * nothing else failed. https://docs.aws.amazon.com/aws-backup/latest/devguide/applicationstackbackups.html#cfncopyrecoverypoint
 */
export const compositeJobs = (
  settings: Settings,
  resource: Resource,
  origin: Origin,
  course: Course,
  random: Random,
): RawCopyJob[] => {
  const parent = copyJob(settings, resource, resource, origin, course, random);
  const children = resource.members.map((kind, index) => {
    const own = new Random(settings.seed, 'member', resource.key, index);
    const name = `${resource.name ?? 'stack'}-${kind.type.toLowerCase()}-${index}`;
    const subject = { kind, arn: kind.arn(resource.place, name, own), name };
    const isUnsupported = resource.fate === 'partial' && index === 0;
    const job = copyJob(
      settings,
      resource,
      subject,
      { ...origin, recoveryPointArn: kind.recoveryPoint(resource.place, random.uuid(), false, random) },
      childCourse(course, isUnsupported, random),
      random,
    );
    const memberId = `${kind.type.replaceAll(/\W/g, '')}${own.hex(8).toUpperCase()}`;
    return { ...job, ParentJobId: parent['CopyJobId'], CompositeMemberIdentifier: memberId };
  });
  return [asParent(parent, course, children, settings.asOf), ...children];
};

const SECOND = 1_000;

/** Children start after their parent, and none outlasts it. */
const childCourse = (parent: Course, isUnsupported: boolean, random: Random): Course => {
  const createdAt = parent.createdAt + random.between(1, 4) * SECOND;
  const runsAt = Math.max(createdAt, parent.runsAt);
  if (isUnsupported)
    return { createdAt, runsAt, endsAt: runsAt + SECOND, outcome: 'FAILED', message: UNSUPPORTED_MEMBER };
  return { ...parent, createdAt, runsAt, endsAt: parent.endsAt - random.between(1, 30) * SECOND };
};

const asParent = (job: RawCopyJob, course: Course, children: readonly RawCopyJob[], now: number): RawCopyJob => {
  const inState: Record<string, number> = {};
  for (const { State } of children) inState[String(State)] = (inState[String(State)] ?? 0) + 1;
  const isPartial = stateAt(course, now) === 'COMPLETED' && inState['FAILED'] !== undefined;
  return {
    ...job,
    IsParent: true,
    NumberOfChildJobs: children.length,
    ChildJobsInState: inState,
    ...(isPartial
      ? { State: 'PARTIAL', StatusMessage: PARTIAL_COMPOSITE.text, MessageCategory: PARTIAL_COMPOSITE.category }
      : {}),
  };
};
