import { isLess } from './exact.js';
import type { Read } from './filter-set.js';
import type { Clock, Declared, Known, Verdict } from './input.js';
import { isGoodCopy, placeIn, text, type Job } from './job.js';
import { SIZELESS } from './job-controls.js';

export interface ResourceCase {
  readonly control: Declared;
  readonly arn: string;
  /** Its jobs after narrowing; none of a resource that is only remembered. */
  readonly jobs: readonly Job[];
  readonly memory: Known | undefined;
  readonly read: Read;
  readonly asOf: number;
}

type JudgesResource = (given: ResourceCase) => Verdict | undefined;

const isNumber = (value: number | undefined): value is number => value !== undefined;

export const dateOn = (clock: Clock, job: Job, read: Read): number | undefined => {
  if (clock === 'COPY_CREATION') return job.created;
  return clock === 'COPY_COMPLETION' ? job.finished : read.backupOf(job);
};

/** The newest date of a good copy, remembered ones too. */
export const newestOn = (clock: Clock, { jobs, memory, read }: Pick<ResourceCase, 'jobs' | 'memory' | 'read'>) => {
  const dates = [...jobs.filter(isGoodCopy).map((job) => dateOn(clock, job, read)), memory?.newest[clock]];
  return dates.filter(isNumber).sort((a, b) => b - a)[0];
};

/** The creation of the first known job, memory included. */
export const firstCreationOf = ({ jobs, memory }: Pick<ResourceCase, 'jobs' | 'memory'>): number | undefined =>
  [...jobs.map((job) => job.created), memory?.firstCreated].filter(isNumber).sort((a, b) => a - b)[0];

export const RESOURCE_CONTROLS: Readonly<Record<string, JudgesResource>> = {
  freshWithin: (given) => {
    const { control, jobs, memory, asOf } = given;
    const hasGoodCopy = jobs.some(isGoodCopy) || Object.values(memory?.newest ?? {}).some(isNumber);
    if (!hasGoodCopy) return 'NOT_MET';
    const newest = newestOn(control['from'] as Clock, given);
    if (newest === undefined) return 'UNDETERMINED';
    return asOf - newest > (control['within'] as number) ? 'NOT_MET' : 'MET';
  },

  sizeWithin: ({ control, jobs }) => {
    const isLeftOut = (job: Job) =>
      SIZELESS.includes(job.type ?? '') && !control.resourceTypes?.includes(job.type ?? '');
    if (jobs.some(isLeftOut)) return undefined;
    const copies = jobs.filter((job) => isGoodCopy(job) && job.finished !== undefined);
    // The rules are silent on copies of one moment: the later created, then the larger id, is the newer.
    copies.sort(
      (a, b) =>
        (b.finished ?? 0) - (a.finished ?? 0) ||
        (b.created ?? -Infinity) - (a.created ?? -Infinity) ||
        ((b.id ?? '') > (a.id ?? '') ? 1 : (b.id ?? '') < (a.id ?? '') ? -1 : 0) ||
        (b.size ?? -1) - (a.size ?? -1),
    );
    const [newest, ...earlier] = copies;
    const before = earlier.map(({ size }) => size).filter(isNumber);
    const sizes = before.slice(0, control['of'] as number).sort((a, b) => a - b);
    if (newest?.size === undefined || sizes.length < 3) return 'UNDETERMINED';
    const [low = 0, high = 0] = [sizes[Math.floor((sizes.length - 1) / 2)], sizes[Math.floor(sizes.length / 2)]];
    // Twice everything, so that the mean of the middle two stays whole.
    const twiceMedian = low + high;
    const twiceOff = Math.abs(2 * newest.size - twiceMedian);
    return isLess(control['percent'] as number, twiceMedian, 100, twiceOff) ? 'NOT_MET' : 'MET';
  },

  copiedAtLeast: (given) => {
    const { control, jobs, read, asOf } = given;
    const every = control['every'] as number;
    const first = firstCreationOf(given);
    if (first === undefined) return 'UNDETERMINED';
    let judged = 0;
    for (let k = 1; asOf - k * every >= read.window.from && asOf - (k - 1) * every > first; k++) {
      const [from, to] = [asOf - k * every, asOf - (k - 1) * every];
      if (to > read.window.to) continue;
      judged++;
      const good = jobs.filter(
        (job) => isGoodCopy(job) && isNumber(job.finished) && job.finished >= from && job.finished < to,
      );
      if (good.length < (control['copies'] as number)) return 'NOT_MET';
    }
    return judged === 0 ? 'UNDETERMINED' : 'MET';
  },

  inDistinct: ({ control, jobs, read }) => {
    const good = jobs.filter(isGoodCopy);
    const withSource = control['includeSource'] === true;
    const judge = (
      asked: unknown,
      destination: (job: Job) => string | undefined,
      source: (job: Job) => string | undefined,
    ) => {
      if (asked === undefined) return 'MET';
      const known = new Set([...good.map(destination), ...(withSource ? good.map(source) : [])]);
      known.delete(undefined);
      const unknown = good.filter((job) => destination(job) === undefined).length;
      if (known.size >= (asked as number)) return 'MET';
      return known.size + unknown >= (asked as number) ? 'UNDETERMINED' : 'NOT_MET';
    };
    const verdicts = [
      judge(
        control['vaults'],
        ({ vault }) => vault,
        ({ sourceVault }) => sourceVault,
      ),
      judge(
        control['regions'],
        ({ vault }) => placeIn(vault).region,
        (job) => placeIn(job.sourceVault).region ?? text(read.regionOf(job)),
      ),
      judge(
        control['accounts'],
        ({ vault }) => placeIn(vault).account,
        (job) => placeIn(job.sourceVault).account ?? job.account,
      ),
    ];
    return (['NOT_MET', 'UNDETERMINED'] as const).find((verdict) => verdicts.includes(verdict)) ?? 'MET';
  },
};
