import fc from 'fast-check';
import { auditUnit, type UnitOptions, type UnitPorts } from '../../audit/audit-unit.js';
import { BoundReport } from '../../audit/bound-report.js';
import { canonical } from '../../audit/canonical.js';
import type { Checkpoint } from '../../audit/checkpoint.js';
import { conclude } from '../../audit/conclude.js';
import type { RawCopyJob } from '../../audit/copy-job.js';
import { parseDefinition } from '../../audit/definition.js';
import { DAY } from '../../audit/schema.js';
import type { UnitResult } from '../../audit/unit-result.js';
import { PagedService, type ServiceOptions } from '../kit/paged-service.js';

const AS_OF = Date.UTC(2026, 10, 20, 6);
const WINDOW = 2 * DAY;
const report = new BoundReport(
  parseDefinition({
    name: 'R',
    filterSets: [{ name: 'all', createdWithin: '2d' }],
    controls: [
      { control: 'completed' },
      { control: 'freshWithin', within: '26h' },
      { control: 'minimumSuccessRate', percent: 90 },
      { control: 'crossRegion', resourceTypes: ['RDS'] },
    ],
  }),
  AS_OF,
);
const unit = { id: 'u', filterSet: 'all', accountId: '111122223333', region: 'eu-west-1', requestsPerSecond: Infinity };

const portsOf = (service: PagedService): UnitPorts => ({
  listCopyJobs: service.listCopyJobs,
  // eslint-disable-next-line require-yield
  async *backupJobs() {
    return;
  },
  // eslint-disable-next-line require-yield
  async *protectedResources() {
    return;
  },
  pause: (attempt) => Promise.resolve(attempt < 50),
});

type Stops = (requests: number) => boolean;

/** Reads to the end, however often it is stopped on the way; what is handed on is JSON. */
const read = async (service: PagedService, options: Partial<UnitOptions> = {}, stops: Stops = () => false) => {
  let resumeFrom: Checkpoint | undefined;
  let parts = 0;
  for (;;) {
    const since = service.requests;
    const shouldStop = () => service.requests > since && stops(service.requests);
    const outcome = await auditUnit(report, unit, portsOf(service), {
      sharesFilterSet: false,
      concurrency: 8,
      shouldStop,
      ...options,
      ...(resumeFrom === undefined ? {} : { resumeFrom }),
    });
    if (outcome.done) return { result: outcome.result, parts };
    resumeFrom = JSON.parse(JSON.stringify(outcome.checkpoint)) as Checkpoint;
    parts += 1;
  }
};

/** What is published of a unit, less the number of pages it took. */
const published = ({ pages: _pages, records: _records, ...result }: UnitResult): string => {
  const run = conclude(report, 'run', [{ ...result, pages: 0, records: 0 }], []);
  return canonical(run);
};

const jobsOf = (dates: readonly number[]): RawCopyJob[] =>
  dates.map((date, index) => ({
    CopyJobId: `job-${index}`,
    CreationDate: (AS_OF + date) / 1000,
    CompletionDate: (AS_OF + date) / 1000 + 60,
    State: index % 7 === 3 ? 'FAILED' : index % 11 === 5 ? 'RUNNING' : index % 13 === 1 ? 'PARTIAL' : 'COMPLETED',
    ResourceArn: `arn:aws:rds:eu-west-1:111122223333:db:${index % 5}`,
    ResourceType: index % 2 === 0 ? 'RDS' : 'EBS',
    SourceBackupVaultArn: 'arn:aws:backup:eu-west-1:111122223333:backup-vault:a',
    DestinationBackupVaultArn: `arn:aws:backup:${index % 3 === 0 ? 'eu-west-1' : 'eu-central-1'}:111122223333:backup-vault:b`,
    ...(index % 13 === 1 ? { IsParent: true } : {}),
    ...(index % 17 === 6 ? { ParentJobId: `job-${(index * 5) % dates.length}` } : {}),
    BackupSizeInBytes: index,
  }));

// Clustered, so that jobs lie on the bounds of slices, at one millisecond and at the window's own bounds.
const dates = fc.array(
  fc.oneof(
    fc.integer({ min: -WINDOW - 5, max: 5 }),
    fc.constantFrom(-WINDOW, -WINDOW - 1, -1, 0, -DAY),
    fc.integer({ min: -DAY, max: -DAY + 3_600_000 }).map((date) => Math.round(date / 10_000) * 10_000),
  ),
  { maxLength: 120 },
);
const services = fc.record({
  order: fc.constantFrom('NEWEST_FIRST' as const, 'OLDEST_FIRST' as const, 'AS_GIVEN' as const),
  pageSize: fc.integer({ min: 3, max: 20 }),
  inclusive: fc.boolean(),
});
const RUNS = { numRuns: 150 };

const inOnePass = async (jobs: readonly RawCopyJob[]): Promise<string> =>
  published((await read(new PagedService({ jobs }), { concurrency: 1 })).result);

const plainJobs = (count: number): RawCopyJob[] =>
  Array.from({ length: count }, (_, index) => ({
    CopyJobId: `job-${index}`,
    CreationDate: (AS_OF - 1 - index * 50_000) / 1000,
    State: 'COMPLETED',
  }));

describe('a unit that is read in slices', () => {
  it('counts every job once, whatever the order of the service, the size of its pages and the kind of its bounds', () =>
    fc.assert(
      fc.asyncProperty(dates, services, fc.integer({ min: 1, max: 12 }), async (given, service, concurrency) => {
        const jobs = jobsOf(given);
        const { result } = await read(new PagedService({ jobs, ...service }), { concurrency });
        expect(result.error).toBeUndefined();
        expect(result.tallies['']?.jobs).toBe(given.filter((date) => date >= -WINDOW && date < 0).length);
        expect(published(result) === (await inOnePass(jobs))).toBe(true);
      }),
      RUNS,
    ));

  it('gives the same when it is stopped and continued, throttled, and when tokens expire on the way', () =>
    fc.assert(
      fc.asyncProperty(
        dates,
        services,
        fc.integer({ min: 1, max: 6 }),
        fc.nat(),
        async (given, service, often, seed) => {
          const jobs = jobsOf(given);
          const refuse: NonNullable<ServiceOptions['refuse']> = (n) =>
            (n * 31 + seed) % 9 === 0 ? 'THROTTLE' : n === 4 + (seed % 5) ? 'TOKEN' : undefined;
          const disturbed = new PagedService({ jobs, ...service, refuse });
          const { result } = await read(disturbed, {}, (requests) => requests % often === 0);
          expect(result.error).toBeUndefined();
          expect(published(result) === (await inOnePass(jobs))).toBe(true);
        },
      ),
      RUNS,
    ));

  it('asks once where one page holds everything', async () => {
    const service = new PagedService({ jobs: plainJobs(3) });
    await read(service);
    expect(service.requests).toBe(1);
  });

  it('asks for several pages at once where there are many, and for no more than it may', async () => {
    const jobs = plainJobs(3000);
    const service = new PagedService({ jobs, pageSize: 100 });
    await read(service, { concurrency: 6 });
    expect(service.mostAtOnce).toBe(6);
    expect(service.requests).toBeLessThan(60);
  });

  it('reads one page after the other where it was not told otherwise', async () => {
    const jobs = plainJobs(300);
    const service = new PagedService({ jobs, pageSize: 10 });
    await read(service, { concurrency: undefined });
    expect(service.mostAtOnce).toBeLessThanOrEqual(2);
    expect(service.requests).toBe(30);
  });

  it('says why it could not be read, once, and keeps what was read', async () => {
    const jobs = plainJobs(300);
    const service = new PagedService({ jobs, pageSize: 10, refuse: (n) => (n > 5 ? 'FAIL' : undefined) });
    const { result } = await read(service);
    expect(result.error).toBe('User is not authorized to perform backup:ListCopyJobs');
    expect(result.records).toBeGreaterThan(0);
    expect(service.requests).toBeLessThan(20);
  });

  it('gives up on throttling when told to', async () => {
    const service = new PagedService({ jobs: [], refuse: () => 'THROTTLE' });
    const { result } = await read(service);
    expect(result.error).toBe('Rate exceeded');
  });

  it('lets go of every page that was judged', async () => {
    const service = new PagedService({ jobs: plainJobs(100), pageSize: 10 });
    await read(service);
    expect([service.requests >= 10, service.unreleased]).toEqual([true, 0]);
  });

  it('notices pages that go round', async () => {
    const service = new PagedService({ jobs: [] });
    const loops: UnitPorts = {
      ...portsOf(service),
      listCopyJobs: () => Promise.resolve({ items: [], nextToken: 'again', took: 1 }),
    };
    const outcome = await auditUnit(report, unit, loops, { sharesFilterSet: false, concurrency: 4 });
    expect(outcome.done && outcome.result.error).toMatch(/pages go round/);
  });
});
