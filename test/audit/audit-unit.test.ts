import { type UnitPorts, auditUnit } from '../../audit/audit-unit.js';
import { BoundReport } from '../../audit/bound-report.js';
import { conclude } from '../../audit/conclude.js';
import type { RawCopyJob } from '../../audit/copy-job.js';
import { type DefinitionInput, parseDefinition } from '../../audit/definition.js';
import type { ListCopyJobsQuery } from '../../audit/filter-set.js';
import type { UnitResult } from '../../audit/unit-result.js';
import { aCopyJob, ago } from '../kit/a-copy-job.js';
import { AS_OF } from '../kit/audit-of.js';
import { PagedService, type ServiceOptions } from '../kit/paged-service.js';

type FilterSetInput = Omit<NonNullable<DefinitionInput['filterSets']>[number], 'name'>;

const reportOf = (filters: FilterSetInput = {}): BoundReport =>
  new BoundReport(parseDefinition({ name: 'report', filterSets: [{ name: 'all', ...filters }] }), AS_OF);

const unit = { id: 'u', filterSet: 'all', accountId: '111111111111', region: 'eu-west-1', requestsPerSecond: Infinity };

// One minute apart, newest first, as the service lists them.
const tenJobs = Array.from({ length: 10 }, (_, n) =>
  aCopyJob({ CopyJobId: `job-${n}`, CreationDate: ago((n + 1) * 60_000) }),
);

async function* nothing() {
  yield* [];
}

/** What a unit comes to, and what it asked. */
const read = async (report: BoundReport, options: ServiceOptions, ports: Partial<UnitPorts> = {}) => {
  const service = new PagedService(options);
  const queries: ListCopyJobsQuery[] = [];
  const listCopyJobs: UnitPorts['listCopyJobs'] = (query) => {
    queries.push(query);
    return service.listCopyJobs(query);
  };
  const all: UnitPorts = { listCopyJobs, backupJobs: nothing, protectedResources: nothing, ...ports };
  const outcome = await auditUnit(report, unit, all, { sharesFilterSet: false });
  if (!outcome.done) throw new Error('Nobody told it to stop');
  return { result: outcome.result, queries };
};

const jobsOf = ({ tallies }: UnitResult): number | undefined => tallies['']?.jobs;

describe('a unit that reads a number of items', () => {
  it('stops there, asks for no more than that, and says that there are more', async () => {
    const { result, queries } = await read(reportOf({ pageSize: 4, maxItems: 6 }), { jobs: tenJobs });
    expect(queries.map(({ MaxResults }) => MaxResults)).toEqual([4, 2]);
    expect(result).toMatchObject({ pages: 2, error: 'stopped at maxItems 6 with more to read' });
    expect(jobsOf(result)).toBe(6);
  });

  it('was read to its end where there are no more', async () => {
    const { result } = await read(reportOf({ pageSize: 4, maxItems: 10 }), { jobs: tenJobs });
    expect(result).not.toHaveProperty('error');
    expect(jobsOf(result)).toBe(10);
  });

  it('starts where a token says', async () => {
    const { result, queries } = await read(reportOf({ startingToken: '7' }), { jobs: tenJobs });
    expect(queries.map(({ NextToken }) => NextToken)).toEqual(['7']);
    expect(jobsOf(result)).toBe(3);
  });

  it('is patient with a service that asks to slow down, as long as it is told to be', async () => {
    const refuse = (request: number) => (request < 4 ? 'THROTTLE' : undefined);
    const pause = (attempt: number) => Promise.resolve(attempt < 4);
    const patient = await read(reportOf({ maxItems: 20 }), { jobs: tenJobs, refuse }, { pause });
    expect([jobsOf(patient.result), patient.result.error]).toEqual([10, undefined]);
    const impatient = await read(reportOf({ maxItems: 20 }), { jobs: tenJobs, refuse });
    expect([impatient.queries.length, impatient.result.error]).toEqual([1, 'Rate exceeded']);
  });

  it('keeps what it read before a page was refused', async () => {
    const refuse = (request: number) => (request === 2 ? 'FAIL' : undefined);
    const { result } = await read(reportOf({ pageSize: 4, maxItems: 20 }), { jobs: tenJobs, refuse });
    expect(result.error).toMatch(/not authorized to perform backup:ListCopyJobs/);
    expect(jobsOf(result)).toBe(4);
  });
});

describe('a unit with a composite that did not complete', () => {
  const parent = aCopyJob({ CopyJobId: 'parent', State: 'PARTIAL', IsParent: true, NumberOfChildJobs: 1 });
  const member = aCopyJob({
    CopyJobId: 'member',
    State: 'FAILED',
    ParentJobId: 'parent',
    CreationDate: ago(40 * 86_400_000),
  });
  const jobs: RawCopyJob[] = [parent, member];

  it('asks for the members that were not listed, to name them', async () => {
    const { result, queries } = await read(reportOf(), { jobs });
    expect(queries.map(({ ByParentJobId }) => ByParentJobId)).toEqual([undefined, 'parent']);
    expect(
      result.findings.map(({ subject, children }) => [subject.id, children?.map(({ copyJobId }) => copyJobId)]),
    ).toEqual([['parent', ['member']]]);
    expect(jobsOf(result)).toBe(1);
  });

  it('says so where they could not be read, and judges all the same', async () => {
    const refuse = (request: number) => (request === 2 ? 'FAIL' : undefined);
    const { result } = await read(reportOf(), { jobs, refuse });
    expect(result.error).toMatch(/not authorized/);
    expect(result.findings.map(({ subject }) => subject.id)).toEqual(['parent']);
  });
});

describe('a judge that throws', () => {
  const report = reportOf();
  const controls = report.controls.map((bound) => {
    const judge = () => () => {
      throw new Error(`${bound.id} is broken`);
    };
    return { ...bound, control: { ...bound.control, judge } as typeof bound.control };
  });
  const broken = Object.assign(reportOf(), { controls });

  it('makes its control an error, never a met, with what it threw', async () => {
    const { result } = await read(broken, { jobs: tenJobs });
    const run = conclude(broken, 'run', [result], []);
    expect(run).toMatchObject({ status: 'ERROR', complete: true, compliancePercent: null, findings: [] });
    expect(run.controls.map(({ status, met, error }) => [status, met, error])).toEqual([
      ['ERROR', 0, 'completed is broken'],
      ['ERROR', 0, 'freshWithin is broken'],
    ]);
  });
});
