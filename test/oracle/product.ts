import { auditUnit } from '../../audit/audit-unit.js';
import { BoundReport } from '../../audit/bound-report.js';
import type { Checkpoint } from '../../audit/checkpoint.js';
import { conclude } from '../../audit/conclude.js';
import { readBackupJob, readProtectedResource } from '../../audit/expected.js';
import type { ListCopyJobsQuery } from '../../audit/filter-set.js';
import type { Page } from '../../audit/pager.js';
import type { Run } from '../../audit/run.js';
import type { UnitResult } from '../../audit/unit-result.js';
import { identityOfJob } from '../../audit/dedupe.js';
import { CopyJob } from '../../audit/copy-job.js';
import type { Window } from '../../audit/window.js';
import type { Input, UnitRead } from './input.js';

/** How an input is handed over to the product. */
export interface Reading {
  readonly pageSize: number;
  readonly concurrency?: number;
  /** Each call stops after so many pages, and the next goes on from what it left, sent through JSON. */
  readonly pagesACall?: number;
  /** Whether it is known beforehand of which jobs several records come, as of recorded ones. */
  readonly isRecorded?: boolean;
}

/** What the product makes of an input: each unit read from its pages, its result sent through JSON, all concluded. */
export const productRun = async (
  input: Omit<Input, 'severityOf'>,
  reading: Reading = { pageSize: 5 },
): Promise<Run> => {
  const { definition, asOf, remembered } = input;
  return conclude(new BoundReport(definition, asOf), 'run', await productResults(input, reading), remembered);
};

/** What the units of an input found; of some resources alone where they are given. */
export const productResults = async (
  { definition, asOf, units }: Pick<Input, 'definition' | 'asOf' | 'units'>,
  reading: Reading = { pageSize: 5 },
  resources: readonly (string | undefined)[] = [undefined],
): Promise<UnitResult[]> => {
  const settleLast = reading.isRecorded === false ? [] : recordedTwice(units);
  const readUnit = async (read: UnitRead, resourceArn: string | undefined): Promise<UnitResult> => {
    const { filterSet, accountId, region } = read;
    const unit = {
      id: `${filterSet}/${accountId}/${region}`,
      ...{ filterSet, accountId, region, requestsPerSecond: 1000 },
      ...(resourceArn === undefined ? {} : { resourceArn }),
    };
    const sharesFilterSet = units.filter((other) => other.filterSet === filterSet).length > 1;
    const ports = portsOf(read, reading);
    for (let resumeFrom: Checkpoint | undefined; ;) {
      let pages = 0;
      const outcome = await auditUnit(new BoundReport(definition, asOf), unit, ports, {
        sharesFilterSet,
        settleLast,
        resumeFrom,
        concurrency: reading.concurrency,
        onPage: () => (pages += 1),
        shouldStop: () => pages >= (reading.pagesACall ?? Infinity),
      });
      if (outcome.done) return throughJson(outcome.result);
      resumeFrom = throughJson(outcome.checkpoint);
    }
  };
  const results: UnitResult[] = [];
  for (const read of units) for (const resource of resources) results.push(await readUnit(read, resource));
  return results;
};

/** Ids of which more than one record comes, as whoever reads recorded jobs in order knows them beforehand. */
const recordedTwice = (units: readonly UnitRead[]): ReadonlySet<string> => {
  const ids = units.flatMap(({ jobs }) => jobs.map((raw) => identityOfJob(new CopyJob(raw))));
  const seen = new Set<string>();
  return new Set(ids.filter((id) => seen.has(id) || !seen.add(id)));
};

const BROKEN = 'broken';

const throughJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

// The service may answer more than it was asked for: the product keeps what passes its own filters.
const portsOf = ({ jobs, backupJobs, protectedResources, tagged, error }: UnitRead, { pageSize }: Reading) => ({
  listCopyJobs: async ({
    NextToken,
    ByParentJobId,
    ByCreatedAfter,
    ByCreatedBefore,
  }: ListCopyJobsQuery): Promise<Page> => {
    if (NextToken === BROKEN) throw new Error(error);
    // Without any window it is the members of a composite that are asked for.
    const isWhole = (ByCreatedAfter ?? ByCreatedBefore) !== undefined;
    const asked = jobs.filter((job) => isWhole || job['ParentJobId'] === ByParentJobId);
    const next = Number(NextToken ?? 0) + pageSize;
    const items = asked.slice(Number(NextToken ?? 0), next);
    const nextToken = next < asked.length ? String(next) : isWhole && error !== undefined ? BROKEN : undefined;
    return Promise.resolve(nextToken === undefined ? { items } : { items, nextToken });
  },
  taggedResources: () => Promise.resolve(tagged),
  async *backupJobs({ created, completed }: { readonly created?: Window; readonly completed?: Window }) {
    for (const job of backupJobs.map(readBackupJob))
      if (isIn(created, job.creation) && isIn(completed, job.completion)) yield job;
  },
  async *protectedResources() {
    for (const raw of protectedResources) {
      const resource = readProtectedResource(raw);
      if (resource !== undefined) yield resource;
    }
  },
});

const isIn = (window: Window | undefined, time: number | undefined): boolean =>
  window === undefined || (time !== undefined && time < window.to && time >= (window.from ?? -Infinity));
