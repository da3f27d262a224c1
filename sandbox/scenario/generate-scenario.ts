import type { RawCopyJob } from '../../audit/copy-job.js';
import type { RawRecord } from '../record-kind.js';
import { backupJobOf } from './backup-job.js';
import { backupPlansOf } from './backup-plan.js';
import { backupVaultsOf } from './backup-vault.js';
import { days } from './days.js';
import { type Occurrence, copyJobsOf } from './occurrence.js';
import { type ScenarioOptions, type Settings, settingsOf } from './options.js';
import { protectedResourcesOf } from './protected-resource.js';
import type { Resource } from './resource.js';
import { resourcesOf } from './world.js';

/** An organization's copies, backups and resources, all of one story; made while they are read, and again each time they are. */
export interface Scenario {
  /** Milliseconds. */
  readonly asOf: number;
  /** Exactly as many as were asked for; day by day, the newest first. */
  readonly copyJobs: Iterable<RawCopyJob>;
  /** Those of the last 30 days. */
  readonly backupJobs: Iterable<RawRecord>;
  readonly protectedResources: Iterable<RawRecord>;
  /** As GetBackupPlan returns them. */
  readonly backupPlans: Iterable<RawRecord>;
  readonly backupVaults: Iterable<RawRecord>;
}

export const generateScenario = (options: ScenarioOptions): Scenario => {
  const settings = settingsOf(options);
  const resources = resourcesOf(settings);
  return {
    asOf: settings.asOf,
    copyJobs: { [Symbol.iterator]: () => copyJobs(settings, resources) },
    backupJobs: { [Symbol.iterator]: () => backupJobs(settings, resources) },
    protectedResources: { [Symbol.iterator]: () => protectedResourcesOf(settings, resources) },
    backupPlans: { [Symbol.iterator]: () => backupPlansOf(settings) },
    backupVaults: { [Symbol.iterator]: () => backupVaultsOf(settings) },
  };
};

/** The copy jobs of a scenario alone. */
export const generateJobs = (options: ScenarioOptions): Iterable<RawCopyJob> => generateScenario(options).copyJobs;

function* copyJobs(settings: Settings, resources: readonly Resource[]): Generator<RawCopyJob> {
  let left = settings.count;
  if (left === 0) return;
  for (const day of days(settings, resources)) {
    for (const occurrence of newestFirst(day)) {
      const jobs = copyJobsOf(settings, occurrence);
      // A parent is never without its children: a family that is too large for what is left is left out.
      if (jobs.length > left) continue;
      yield* jobs;
      left -= jobs.length;
      if (left === 0) return;
    }
  }
}

const BACKUP_DAYS = 30;

function* backupJobs(settings: Settings, resources: readonly Resource[]): Generator<RawRecord> {
  let left = BACKUP_DAYS;
  for (const day of days(settings, resources)) {
    for (const occurrence of newestFirst(day)) {
      const job = backupJobOf(settings, occurrence);
      if (job !== undefined) yield job;
    }
    left -= 1;
    if (left === 0) return;
  }
}

const newestFirst = (day: Occurrence[]): Occurrence[] =>
  day.sort((a, b) => (b.course?.createdAt ?? b.endsAt) - (a.course?.createdAt ?? a.endsAt));
