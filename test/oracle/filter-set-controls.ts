import { isLess } from './exact.js';
import type { Declared, Verdict } from './input.js';
import { isFinished, type Job } from './job.js';

/** Given the jobs after narrowing, without children whose parent was read. */
type JudgesFilterSet = (control: Declared, jobs: readonly Job[]) => Verdict;

const inState = (jobs: readonly Job[], state: string): number => jobs.filter((job) => job.state === state).length;

export const FILTER_SET_CONTROLS: Readonly<Record<string, JudgesFilterSet>> = {
  minimumSuccessRate: (control, jobs) => {
    const finished = jobs.filter(isFinished).length;
    if (finished === 0) return 'UNDETERMINED';
    const isTooFew = isLess(100, inState(jobs, 'COMPLETED'), control['percent'] as number, finished);
    return isTooFew ? 'NOT_MET' : 'MET';
  },

  maximumFailures: (control, jobs) => (inState(jobs, 'FAILED') > (control['failures'] as number) ? 'NOT_MET' : 'MET'),

  minimumCopies: (control, jobs) => (inState(jobs, 'COMPLETED') < (control['copies'] as number) ? 'NOT_MET' : 'MET'),
};
