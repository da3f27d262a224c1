import { EXPECTED_CONTROLS } from './expected-controls.js';
import { isIn, narrowed, type Read } from './filter-set.js';
import { FILTER_SET_CONTROLS } from './filter-set-controls.js';
import type { Clock, Declared, Verdict } from './input.js';
import type { Job } from './job.js';
import { FOLLOW_PARENT, JOB_CONTROLS } from './job-controls.js';
import { newestOn, RESOURCE_CONTROLS } from './resource-controls.js';
import { judgeSchedule, schedulesOf } from './schedules.js';

export interface Subject {
  readonly type: 'job' | 'resource' | 'schedule' | 'expectedResource' | 'recoveryPoint' | 'filterSet';
  /** Not there for a job without CopyJobId. */
  readonly id: string | undefined;
  readonly ruleId?: string | undefined;
  readonly vaultArn?: string | undefined;
}

/** What a control says of one subject. */
export interface Outcome {
  readonly subject: Subject;
  readonly verdict: Verdict;
  readonly resource?: string | undefined;
  readonly job?: Job;
  /** When it stops being met if nothing is copied. */
  readonly breachesAt?: number | undefined;
}

/** Names of all controls that this implementation knows. */
export const CONTROLS_KNOWN = [
  ...Object.keys(JOB_CONTROLS),
  ...Object.keys(RESOURCE_CONTROLS),
  'onSchedule',
  ...Object.keys(EXPECTED_CONTROLS),
  ...Object.keys(FILTER_SET_CONTROLS),
];

const orUndetermined = (hasUnreadUnit: boolean, verdict: Verdict): Verdict =>
  hasUnreadUnit && verdict === 'NOT_MET' ? 'UNDETERMINED' : verdict;

export const isJudgedOnce = (control: Declared): boolean => control.control in EXPECTED_CONTROLS;

export const outcomesOnce = (control: Declared, reads: readonly Read[], asOf: number): Outcome[] =>
  (EXPECTED_CONTROLS[control.control]?.(control, reads, asOf) ?? []).map(({ type, id, resource, verdict }) => ({
    subject: { type, id },
    resource,
    verdict: orUndetermined(
      reads.some((read) => read.hasUnreadUnit),
      verdict,
    ),
  }));

export const outcomesOf = (control: Declared, read: Read, asOf: number): Outcome[] => {
  const { control: name } = control;
  if (name in JOB_CONTROLS) return ofJobs(control, read, asOf);
  if (name in RESOURCE_CONTROLS) return ofResources(control, read, asOf);
  if (name === 'onSchedule') return ofSchedules(control, read, asOf);
  return ofFilterSet(control, read);
};

const ofJobs = (control: Declared, read: Read, asOf: number): Outcome[] => {
  const followsParent = FOLLOW_PARENT.includes(control.control);
  return narrowed(control, read.jobs)
    .filter((job) => !followsParent || !read.members.has(job))
    .flatMap((job): Outcome[] => {
      const verdict = JOB_CONTROLS[control.control]?.({ control, job, asOf, region: read.regionOf(job) });
      if (verdict === undefined) return [];
      const isOpen = ['CREATED', 'RUNNING'].includes(job.state ?? '');
      const breachesAt =
        control.control === 'finishesWithin' && isOpen && job.created !== undefined
          ? job.created + (control['within'] as number)
          : undefined;
      return [{ subject: { type: 'job', id: job.id }, resource: job.resource, job, verdict, breachesAt }];
    });
};

const ofResources = (control: Declared, read: Read, asOf: number): Outcome[] => {
  const jobs = narrowed(control, read.jobs);
  const isFresh = control.control === 'freshWithin';
  const remembered = isFresh ? read.memory.filter(({ arn, type }) => isIn(control, arn, [type])) : [];
  const arns = new Set([...jobs.map(({ resource }) => resource), ...remembered.map(({ arn }) => arn)]);
  return [...arns].flatMap((arn): Outcome[] => {
    if (arn === undefined) return [];
    const memory = read.memory.find((known) => known.arn === arn);
    const ofIt = jobs.filter(({ resource }) => resource === arn);
    const given = { control, arn, jobs: ofIt, memory, read, asOf };
    const verdict = RESOURCE_CONTROLS[control.control]?.(given);
    if (verdict === undefined) return [];
    const settled = orUndetermined(read.hasUnreadUnit, verdict);
    const newest = isFresh && verdict === 'MET' ? newestOn(control['from'] as Clock, given) : undefined;
    const breachesAt = newest === undefined ? undefined : newest + (control['within'] as number);
    return [{ subject: { type: 'resource', id: arn }, resource: arn, verdict: settled, breachesAt }];
  });
};

const ofSchedules = (control: Declared, read: Read, asOf: number): Outcome[] =>
  schedulesOf(narrowed(control, read.jobs)).map((schedule) => {
    const { resource, rule, vault } = schedule;
    const { verdict, breachesAt } = judgeSchedule(control, schedule, read, asOf);
    return {
      subject: { type: 'schedule', id: resource, ruleId: rule, vaultArn: vault },
      resource,
      verdict: orUndetermined(read.hasUnreadUnit, verdict),
      breachesAt,
    };
  });

const ofFilterSet = (control: Declared, read: Read): Outcome[] => {
  const verdict = FILTER_SET_CONTROLS[control.control]?.(
    control,
    narrowed(control, read.jobs).filter((job) => !read.members.has(job)),
  );
  if (verdict === undefined || read.jobs.length === 0) return [];
  return [{ subject: { type: 'filterSet', id: read.set.name }, verdict: orUndetermined(read.hasUnreadUnit, verdict) }];
};
