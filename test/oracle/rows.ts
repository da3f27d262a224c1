import { byState, bytesOf } from './counting.js';
import type { Read } from './filter-set.js';
import { CLOCKS, type Clock } from './input.js';
import { isGoodCopy } from './job.js';
import type { JudgedOutcome } from './oracle.js';
import { firstCreationOf, newestOn } from './resource-controls.js';

export interface Row {
  readonly filterSet: string;
  readonly arn: string;
  readonly type: string | undefined;
  readonly newest: Readonly<Partial<Record<Clock, number>>>;
  readonly firstJob: number | undefined;
  readonly newestJob: number | undefined;
  readonly jobsByState: Readonly<Record<string, number>>;
  readonly goodCopies: number;
  readonly bytes: number;
  readonly controlsNotMet: readonly string[];
  readonly breachesAt: number | undefined;
  readonly remembered: boolean;
}

/** One row for each resource of a filter set, remembered ones too; given what its controls said. */
export const rowsOf = (read: Read, outcomes: readonly JudgedOutcome[]): Row[] => {
  const arns = new Set([...read.jobs.map(({ resource }) => resource), ...read.memory.map(({ arn }) => arn)]);
  return [...arns]
    .filter((arn) => arn !== undefined)
    .map((arn) =>
      rowOf(
        arn,
        read,
        outcomes.filter(({ resource }) => resource === arn),
      ),
    );
};

const rowOf = (arn: string, read: Read, outcomes: readonly JudgedOutcome[]): Row => {
  const jobs = read.jobs.filter(({ resource }) => resource === arn);
  const memory = read.memory.find((known) => known.arn === arn);
  const newest = CLOCKS.flatMap((clock): [Clock, number][] => {
    const date = newestOn(clock, { jobs, memory, read });
    return date === undefined ? [] : [[clock, date]];
  });
  const created = [...jobs.map((job) => job.created), memory?.newestCreated].filter((date) => date !== undefined);
  const types = jobs.length > 0 ? jobs.map(({ type }) => type) : [memory?.type];
  const isNotMet = ({ verdict, exemption, subject }: JudgedOutcome): boolean =>
    verdict === 'NOT_MET' && exemption === undefined && ['resource', 'schedule'].includes(subject.type);
  const breaches = outcomes.map(({ breachesAt }) => breachesAt).filter((date) => date !== undefined);
  return {
    filterSet: read.set.name,
    arn,
    type: types.filter((type) => type !== undefined).sort()[0],
    newest: Object.fromEntries(newest),
    firstJob: firstCreationOf({ jobs, memory }),
    newestJob: created.sort((a, b) => b - a)[0],
    jobsByState: byState(jobs),
    goodCopies: jobs.filter(isGoodCopy).length,
    bytes: bytesOf(jobs),
    controlsNotMet: [...new Set(outcomes.filter(isNotMet).map(({ controlId }) => controlId))].sort(),
    breachesAt: breaches.sort((a, b) => a - b)[0],
    remembered: jobs.length === 0,
  };
};
