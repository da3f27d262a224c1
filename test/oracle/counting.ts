import { isCopy, type Job } from './job.js';

export const countBy = (words: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
};

export const byState = (jobs: readonly Job[]): Record<string, number> =>
  countBy(jobs.map(({ state }) => state ?? 'NOT_REPORTED'));

/** Bytes of copies; what is not reported counts as 0. */
export const bytesOf = (jobs: readonly Job[]): number =>
  jobs.filter(isCopy).reduce((sum, { size = 0 }) => sum + size, 0);
