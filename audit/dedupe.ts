import { canonical, sha256 } from './canonical.js';
import type { CopyJob } from './copy-job.js';

/** Where two records of one job differ, the finished one stands, then the one completed later, then the one read later. */
export const outranks = (later: CopyJob, earlier: CopyJob): boolean => {
  if (later.isFinished !== earlier.isFinished) return later.isFinished;
  return (later.CompletionDate ?? -Infinity) >= (earlier.CompletionDate ?? -Infinity);
};

/** By what a job is known: its id, or where it has none a hash of its content. */
export const identityOfJob = (job: CopyJob): string => job.CopyJobId ?? `content:${sha256(canonical(job.raw))}`;
