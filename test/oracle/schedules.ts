import { firingsOf } from './cron.js';
import type { Read } from './filter-set.js';
import type { Declared, Verdict } from './input.js';
import { isGoodCopy, text, type Job } from './job.js';

/** A resource × plan rule × destination vault, with the jobs that its cron made. */
export interface Schedule {
  readonly resource: string;
  readonly rule: string | undefined;
  readonly vault: string | undefined;
  readonly jobs: readonly Job[];
}

const cronOf = (job: Job): string | undefined => text(job.createdBy?.['BackupRuleCron']);

export const schedulesOf = (jobs: readonly Job[]): Schedule[] => {
  const schedules: (Schedule & { jobs: Job[] })[] = [];
  for (const job of jobs) {
    if (job.resource === undefined || cronOf(job) === undefined) continue;
    const rule = text(job.createdBy?.['BackupRuleId']) ?? text(job.createdBy?.['BackupRuleName']);
    const same = schedules.find(
      (each) => each.resource === job.resource && each.rule === rule && each.vault === job.vault,
    );
    if (same === undefined) schedules.push({ resource: job.resource, rule, vault: job.vault, jobs: [job] });
    else same.jobs.push(job);
  }
  return schedules;
};

export interface JudgedSchedule {
  readonly verdict: Verdict;
  /** When it stops being met if nothing is copied. */
  readonly breachesAt: number | undefined;
}

export const judgeSchedule = (
  control: Declared,
  { vault, jobs }: Schedule,
  { window }: Read,
  asOf: number,
): JudgedSchedule => {
  const undecided = { verdict: 'UNDETERMINED', breachesAt: undefined } as const;
  if (vault === undefined) return undecided;
  const dated = jobs.filter((job) => job.created !== undefined).sort((a, b) => (a.created ?? 0) - (b.created ?? 0));
  const first = dated[0]?.created;
  const newest = dated.at(-1);
  const cron = newest && cronOf(newest);
  if (first === undefined || newest === undefined || cron === undefined) return undecided;
  const zone = text(newest.createdBy?.['BackupRuleTimezone']) ?? 'UTC';
  const all = firingsOf(cron, zone, Math.max(first, window.from), window.to);
  if (all === undefined) return undecided;
  const grace = control['grace'] as number;
  const isAnswered = (firing: number): boolean => {
    const next = all.find((other) => other > firing) ?? Infinity;
    return jobs.some(
      (job) => isGoodCopy(job) && job.created !== undefined && job.created >= firing && job.created < next,
    );
  };
  const due = all.filter((firing) => firing + grace <= asOf);
  const waiting = all.find((firing) => firing + grace > asOf && !isAnswered(firing));
  const breachesAt = waiting === undefined ? undefined : waiting + grace;
  if (due.length === 0) return { verdict: 'UNDETERMINED', breachesAt };
  return { verdict: due.every(isAnswered) ? 'MET' : 'NOT_MET', breachesAt };
};
