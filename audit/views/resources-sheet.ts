import { COPY_JOB_STATES } from '../copy-job.js';
import type { ResourceRow } from '../row.js';
import type { Run } from '../run.js';
import { ABOUT_THE_REPORT, aboutTheReport, rowsOfTheReport } from './findings-sheet.js';
import type { Cell, Sheet } from './sheet.js';

const ABOUT_THE_RESOURCE = [
  'filterSet',
  'resourceArn',
  'resourceType',
  'resourceName',
  'accountId',
  'controlsNotMet',
  'breachesAt',
  'newestGoodCopyCreated',
  'newestGoodCopyCompleted',
  'newestGoodCopyBackedUp',
  'goodCopies',
  'bytes',
  'firstJob',
  'newestJob',
  ...COPY_JOB_STATES,
  'otherStates',
  'remembered',
  'found',
] as const;

type Named = Partial<Record<(typeof ABOUT_THE_RESOURCE)[number], Cell>>;

/** One row a filter set and resource: those that fail most controls first. Before them what a sheet of findings begins with. */
export const resourcesSheet = (runs: readonly Run[]): Sheet => ({
  columns: [...ABOUT_THE_REPORT, ...ABOUT_THE_RESOURCE],
  rows: rowsOfAll(runs),
});

function* rowsOfAll(runs: readonly Run[]): Generator<readonly Cell[]> {
  for (const run of runs) {
    const row = (record: string, named: Named) => [
      ...aboutTheReport(record, run),
      ...ABOUT_THE_RESOURCE.map((name) => named[name]),
    ];
    yield* rowsOfTheReport(run, row);
    const worstFirst = [...run.resources].sort((a, b) => b.controlsNotMet.length - a.controlsNotMet.length);
    for (const resource of worstFirst) yield row('resource', cellsOf(resource));
  }
}

const cellsOf = ({ newestGoodCopy, jobsByState, ...row }: ResourceRow): Named => {
  const states = COPY_JOB_STATES.map((state): [string, number] => [state, jobsByState[state] ?? 0]);
  const all = Object.values(jobsByState).reduce((sum, count) => sum + count, 0);
  const { filterSet, resourceArn, resourceType, resourceName, accountId, breachesAt, firstJob, newestJob } = row;
  return {
    ...{ filterSet, resourceArn, resourceType, resourceName, accountId, breachesAt, firstJob, newestJob },
    ...Object.fromEntries(states),
    otherStates: states.reduce((left, [, count]) => left - count, all),
    controlsNotMet: row.controlsNotMet.join(' '),
    newestGoodCopyCreated: newestGoodCopy.COPY_CREATION,
    newestGoodCopyCompleted: newestGoodCopy.COPY_COMPLETION,
    newestGoodCopyBackedUp: newestGoodCopy.BACKUP_CREATION,
    goodCopies: row.goodCopies,
    bytes: row.bytes,
    remembered: row.remembered,
  };
};
