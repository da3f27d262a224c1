import type { BoundControl } from './bind.js';
import type { CopyJob } from './copy-job.js';
import { identityOfJob } from './dedupe.js';
import type { Exemptions } from './exemption.js';
import { type Finding, type SubjectOfFinding, findingIdOf } from './finding.js';
import type { Verdict } from './verdict.js';

export const subjectOfJob = (job: CopyJob, bound: BoundControl): SubjectOfFinding => ({
  type: bound.control.judges,
  id: identityOfJob(job),
  ...(job.ResourceArn === undefined ? {} : { resourceArn: job.ResourceArn }),
  ...(job.ResourceType === undefined ? {} : { resourceType: job.ResourceType }),
  ...(job.AccountId === undefined ? {} : { accountId: job.AccountId }),
});

type Excuse = ReturnType<Exemptions['find']>;

/** A finding of any control; marked exempt where it is excused. */
export const makeFinding = (
  bound: BoundControl,
  filterSet: string | undefined,
  subject: SubjectOfFinding,
  verdict: Exclude<Verdict, { outcome: 'MET' }>,
  excuse: Excuse,
): Finding => {
  const finding: Finding = {
    id: findingIdOf(bound.id, filterSet, subject),
    control: bound.control.name,
    controlId: bound.id,
    ...(filterSet === undefined ? {} : { filterSet }),
    severity: bound.severity,
    subject,
    verdict: verdict.outcome,
    expected: verdict.expected,
    found: verdict.found,
    remedy: bound.control.remedy,
  };
  if (excuse !== undefined) {
    const { reason, until } = excuse.exemption;
    finding[excuse.isInForce ? 'exempt' : 'exemptionEnded'] = { reason, until: new Date(until).toISOString() };
  }
  return finding;
};
