import { causeOf } from './causes.js';
import type { CopyJob } from './copy-job.js';
import type { Child } from './finding.js';

/** Members of composites, by parent and by id. */
export type Members = ReadonlyMap<string, ReadonlyMap<string, CopyJob>>;

/** Of several records of one member the first that comes. */
export const membersOf = (...jobs: readonly Iterable<readonly [string, CopyJob]>[]): Members => {
  const members = new Map<string, Map<string, CopyJob>>();
  for (const each of jobs) {
    for (const [id, job] of each) {
      const parent = job.ParentJobId;
      if (parent === undefined || parent === job.CopyJobId) continue;
      const siblings = members.get(parent) ?? new Map<string, CopyJob>();
      if (!siblings.has(id)) siblings.set(id, job);
      members.set(parent, siblings);
    }
  }
  return members;
};

// A stack can hold stacks, to ten layers: https://docs.aws.amazon.com/aws-backup/latest/devguide/applicationstackbackups.html
const LAYERS = 10;

/** The members of a composite that did not complete, and theirs, as its finding names them. */
export const childrenOf = (parent: string | undefined, members: Members, layer = 0): Child[] => {
  if (parent === undefined || layer >= LAYERS) return [];
  return [...(members.get(parent)?.values() ?? [])]
    .filter((job) => !job.isGoodCopy)
    .map((job) => childOf(job, childrenOf(job.CopyJobId, members, layer + 1)));
};

const childOf = (job: CopyJob, children: readonly Child[]): Child => ({
  ...(job.CopyJobId === undefined ? {} : { copyJobId: job.CopyJobId }),
  ...(job.ResourceArn === undefined ? {} : { resourceArn: job.ResourceArn }),
  ...(job.ResourceType === undefined ? {} : { resourceType: job.ResourceType }),
  ...(job.State === undefined ? {} : { state: job.State }),
  ...(job.StatusMessage === undefined ? {} : { statusMessage: job.StatusMessage }),
  ...(job.State === 'FAILED' ? { cause: causeOf(job) } : {}),
  ...(children.length === 0 ? {} : { children: [...children] }),
});
