import type { Declared, Verdict } from './input.js';
import { isCopy, isFinished, isGoodCopy, isOpen, placeIn, text, type Job } from './job.js';
import { matchesSome, sameCategory } from './patterns.js';

const DAY = 86_400_000;

export interface JobCase {
  readonly control: Declared;
  readonly job: Job;
  readonly asOf: number;
  /** Region of the unit in which the job was read. */
  readonly region: string;
}

/** A verdict, or undefined where the job is no subject. */
export type JudgesJob = (given: JobCase) => Verdict | undefined;

const met = (isMet: boolean): Verdict => (isMet ? 'MET' : 'NOT_MET');

/** Where AWS reports no meaningful size. */
export const SIZELESS = ['RDS', 'Aurora', 'DocumentDB', 'Neptune', 'FSx', 'S3'];

/** Unreported is UNDETERMINED, else one of the patterns has to match. */
const oneMatches = (patterns: unknown, value: string | undefined): Verdict =>
  value === undefined ? 'UNDETERMINED' : met(matchesSome(patterns as string[], [value]));

const crosses = (allowed: unknown, source: string | undefined, destination: string | undefined): Verdict => {
  if (destination === undefined) return 'UNDETERMINED';
  if (allowed !== undefined && !(allowed as string[]).includes(destination)) return 'NOT_MET';
  if (source === undefined) return 'UNDETERMINED';
  return met(source !== destination);
};

/** Controls of which a child whose parent was read is no subject. */
export const FOLLOW_PARENT = ['completed', 'finishesWithin', 'noMessageCategory', 'withoutIssues'];

export const JOB_CONTROLS: Readonly<Record<string, JudgesJob>> = {
  completed: ({ job, control }) => {
    if (isOpen(job)) return undefined;
    if (!isFinished(job)) return 'UNDETERMINED';
    return met(job.state === 'COMPLETED' || (job.state === 'PARTIAL' && control['allowPartial'] === true));
  },

  withoutIssues: ({ job }) => {
    if (!isGoodCopy(job)) return undefined;
    if (job.category !== undefined) return met(sameCategory(job.category, 'SUCCESS'));
    return met(job.message === undefined);
  },

  finishesWithin: ({ job, control, asOf }) => {
    const end = isOpen(job) ? asOf : job.finished;
    if (job.created === undefined || end === undefined) return 'UNDETERMINED';
    return met(end - job.created <= (control['within'] as number));
  },

  destinationVault: ({ job, control }) => oneMatches(control['vaults'], job.vault),

  crossRegion: ({ job, control, region }) =>
    crosses(control['allowed'], placeIn(job.sourceVault).region ?? text(region), placeIn(job.vault).region),

  crossAccount: ({ job, control }) =>
    crosses(control['allowed'], placeIn(job.sourceVault).account ?? job.account, placeIn(job.vault).account),

  logicallyAirGapped: ({ job }) =>
    job.vaultType === undefined ? 'UNDETERMINED' : met(job.vaultType === 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT'),

  vaultLocked: ({ job }) => {
    if (!isCopy(job)) return undefined;
    return job.lock === undefined ? 'UNDETERMINED' : met(job.lock === 'LOCKED');
  },

  encryptedWith: ({ job, control }) =>
    isCopy(job) ? oneMatches(control['keys'] ?? ['*'], job.encryptionKey) : undefined,

  retainedFor: ({ job, control }) => {
    if (!isCopy(job)) return undefined;
    const atLeast = control['atLeast'] as number | undefined;
    const atMost = control['atMost'] as number | undefined;
    if (job.deleteEvent !== undefined) return met(atLeast === undefined);
    if (job.deleteDays === undefined || job.deleteDays === -1) return 'UNDETERMINED';
    const kept = job.deleteDays * DAY;
    return met((atLeast === undefined || kept >= atLeast) && (atMost === undefined || kept <= atMost));
  },

  coldStorage: ({ job, control }) => {
    if (!isCopy(job)) return undefined;
    const after = control['after'] as number | undefined;
    const within = control['within'] as number | undefined;
    if (job.cold === undefined || job.cold === -1) return met(within === undefined);
    const moved = job.cold * DAY;
    return met((after === undefined || moved >= after) && (within === undefined || moved <= within));
  },

  createdByPlan: ({ job, control }) => {
    const by = job.createdBy;
    if (by === undefined) return 'NOT_MET';
    const names = (...keys: string[]) => keys.map((key) => text(by[key]));
    const rules = control['rules'] as string[] | undefined;
    const isByPlan = matchesSome(
      control['plans'] as string[],
      names('BackupPlanId', 'BackupPlanArn', 'BackupPlanName'),
    );
    return met(isByPlan && (rules === undefined || matchesSome(rules, names('BackupRuleId', 'BackupRuleName'))));
  },

  usesRole: ({ job, control }) => oneMatches(control['roles'], job.role),

  noMessageCategory: ({ job, control }) => {
    const { category } = job;
    return met(
      category === undefined || !(control['categories'] as string[]).some((each) => sameCategory(each, category)),
    );
  },

  notEmpty: ({ job, control }) => {
    if (!isGoodCopy(job)) return undefined;
    const isNamed = control.resourceTypes?.includes(job.type ?? '') === true;
    if (SIZELESS.includes(job.type ?? '') && !isNamed) return undefined;
    return job.size === undefined ? 'UNDETERMINED' : met(job.size !== 0);
  },
};
