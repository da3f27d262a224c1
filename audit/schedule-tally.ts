import type { CopyJob, CreatedBy } from './copy-job.js';
import { earlier } from './clock.js';

/** What is remembered of one plan rule's copies of one resource to one vault; what `onSchedule` judges. */
export interface ScheduleTally {
  /** Tells it from the resource's other schedules. */
  readonly key: string;
  readonly resourceArn: string;
  readonly ruleId?: string | undefined;
  ruleName?: string | undefined;
  /** Destination vault; not reported is a schedule of its own. */
  readonly vault?: string | undefined;
  /** CreationDate of the first such job, in any state. */
  firstCreated?: number | undefined;
  /** Schedule as its newest job carries it. */
  newestCreated?: number | undefined;
  cron: string;
  timezone?: string | undefined;
  /** CreationDates of good copies, ascending. */
  goodCopies: number[];
}

export const scheduleKey = (createdBy: CreatedBy, vault: string | undefined): string =>
  JSON.stringify([createdBy.BackupRuleId ?? createdBy.BackupRuleName ?? null, vault ?? null]);

export const beginSchedule = (
  key: string,
  resourceArn: string,
  job: CopyJob,
  createdBy: CreatedBy,
  cron: string,
): ScheduleTally => ({
  key,
  resourceArn,
  ruleId: createdBy.BackupRuleId ?? createdBy.BackupRuleName,
  ruleName: createdBy.BackupRuleName,
  vault: job.DestinationBackupVaultArn,
  firstCreated: job.CreationDate,
  newestCreated: job.CreationDate,
  cron,
  timezone: createdBy.BackupRuleTimezone,
  goodCopies: job.isGoodCopy && job.CreationDate !== undefined ? [job.CreationDate] : [],
});

export const mergeSchedule = (into: ScheduleTally, other: ScheduleTally): void => {
  into.firstCreated = earlier(into.firstCreated, other.firstCreated);
  if (isNewerSchedule(other, into)) {
    into.newestCreated = other.newestCreated;
    into.cron = other.cron;
    into.timezone = other.timezone;
    into.ruleName = other.ruleName;
  }
  for (const date of other.goodCopies) insertSorted(into.goodCopies, date);
};

// Two jobs of one moment can disagree only if the rule changed just then; any fixed order will do, but it must be fixed.
const isNewerSchedule = (a: ScheduleTally, b: ScheduleTally): boolean => {
  const difference = (a.newestCreated ?? -Infinity) - (b.newestCreated ?? -Infinity);
  if (difference > 0 || difference < 0) return difference > 0;
  return fixedOrder(a) > fixedOrder(b);
};

const fixedOrder = ({ cron, timezone = '', ruleName = '' }: ScheduleTally): string =>
  `${cron}\n${timezone}\n${ruleName}`;

/** A copy that nobody else changes. */
export const copyOfSchedule = (schedule: ScheduleTally): ScheduleTally => ({
  ...schedule,
  goodCopies: [...schedule.goodCopies],
});

const insertSorted = (dates: number[], date: number): void => {
  let index = dates.length;
  while (index > 0 && (dates[index - 1] ?? 0) > date) index -= 1;
  dates.splice(index, 0, date);
};
