import type { BoundReport } from './bound-report.js';
import { CopyJob } from './copy-job.js';
import { outranks } from './dedupe.js';
import { FilterSetJudge } from './filter-set-judge.js';
import { JobIds } from './job-ids.js';
import type { HeldJob } from './held-job.js';
import type { UnitResult } from './unit-result.js';

/**
 * Judges the jobs of one filter set that its units held, because another of them may have listed the job too.
 *
 * A job that its own unit judged stands as judged there: it was finished, and AWS does not change a finished job. Of the
 * others the record stands that would have stood in one pass.
 */
export const settleHeld = (
  report: BoundReport,
  filterSet: string,
  results: readonly UnitResult[],
): FilterSetJudge[] => {
  const standing = new Map<string, { held: HeldJob; job: CopyJob }>();
  // A unit that did not read the parent says nothing of one that did.
  const members = new Set<string>();
  for (const { held: jobs } of results) {
    for (const held of jobs) {
      if (held.isMember) members.add(held.id);
      const job = new CopyJob(held.job);
      const known = standing.get(held.id);
      if (known === undefined || outranks(job, known.job)) standing.set(held.id, { held, job });
    }
  }
  if (standing.size === 0) return [];

  const judged = new JobIds();
  for (const { judgedIds } of results) {
    if (judgedIds !== undefined) judged.addBytes(Buffer.from(judgedIds, 'base64'));
  }
  const dates = new Map<CopyJob, number>();
  const children = new Map<string, HeldJob['children']>();
  const judges = new Map<string, FilterSetJudge>();
  for (const [id, { held, job }] of standing) {
    if (judged.has(id)) continue;
    if (held.backedUp !== undefined) dates.set(job, held.backedUp);
    children.set(id, held.children);
    let judge = judges.get(held.region);
    if (judge === undefined) {
      const backups = { of: (asked: CopyJob) => dates.get(asked) };
      const region = held.region === '' ? undefined : held.region;
      judge = new FilterSetJudge(report, report.filterSet(filterSet), { region, backups });
      judges.set(held.region, judge);
    }
    judge.addMember(job);
    if (!members.has(id)) judge.settleMember(job);
  }
  for (const judge of judges.values()) {
    judge.findings.push(...judge.parents.map(({ finding }) => finding));
    judge.parents = [];
    for (const finding of judge.findings) {
      const named = children.get(finding.subject.id);
      if (named !== undefined) finding.children = [...named];
    }
  }
  return [...judges.values()];
};
