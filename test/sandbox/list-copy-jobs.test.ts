import { type CopyJob, type ListCopyJobsCommandInput, paginateListCopyJobs } from '@aws-sdk/client-backup';
import fc from 'fast-check';
import type { RawCopyJob } from '../../audit/copy-job.js';
import { type Order, type Sandbox, type SandboxOptions, generateJobs, startSandbox } from '../../sandbox/index.js';
import { type Filters, bruteForce } from '../kit/brute-force.js';
import { rawGet, sandboxClient, signed } from '../kit/sandbox-client.js';

const AS_OF = '2026-11-23T12:00:00Z';
const JOBS: readonly RawCopyJob[] = [...generateJobs({ seed: 'filters', count: 400, asOf: AS_OF })];

let running: Sandbox[] = [];
const serve = async (options: SandboxOptions = {}): Promise<string> => {
  const sandbox = await startSandbox({ copyJobs: JOBS, ...options });
  running.push(sandbox);
  return sandbox.url;
};
afterEach(async () => {
  await Promise.all(running.map((sandbox) => sandbox.close()));
  running = [];
});

const list = async (url: string, input: ListCopyJobsCommandInput = {}, pageSize = 150): Promise<CopyJob[]> => {
  const client = sandboxClient(url);
  const jobs: CopyJob[] = [];
  for await (const page of paginateListCopyJobs({ client, pageSize }, { ...input }))
    jobs.push(...(page.CopyJobs ?? []));
  client.destroy();
  return jobs;
};

const ids = (jobs: readonly { CopyJobId?: unknown }[]): string[] => jobs.map((job) => String(job.CopyJobId)).sort();

const some = (field: string): string => {
  const values = JOBS.map((job) => job[field]).filter((value) => typeof value === 'string');
  return String(values[Math.floor(values.length / 3)]);
};
const at = (field: string, part: number): Date => {
  const times = JOBS.map((job) => Number(job[field])).filter((value) => !Number.isNaN(value));
  return new Date(times.sort((a, b) => a - b)[Math.floor(times.length * part)]! * 1000);
};

const FILTERS: Required<Omit<Filters, 'ByBackupVaultName'>> = {
  ByAccountId: some('AccountId'),
  ByCompleteAfter: at('CompletionDate', 0.6),
  ByCompleteBefore: at('CompletionDate', 0.3),
  ByCreatedAfter: at('CreationDate', 0.7),
  ByCreatedBefore: at('CreationDate', 0.4),
  ByDestinationVaultArn: some('DestinationBackupVaultArn'),
  ByMessageCategory: 'FEATURE_NOT_ENABLED',
  ByParentJobId: some('ParentJobId'),
  ByResourceArn: some('ResourceArn'),
  ByResourceType: 'CloudFormation',
  BySourceRecoveryPointArn: some('SourceRecoveryPointArn'),
  ByState: 'FAILED',
};

describe('the filters of ListCopyJobs', () => {
  it.each(Object.entries(FILTERS))('%s finds what looking at every job finds', async (name, value) => {
    const filter = { [name]: value };
    const wanted = bruteForce(JOBS, filter);
    expect(wanted.length).toBeGreaterThan(0);
    expect(wanted.length).toBeLessThan(JOBS.length);
    expect(ids(await list(await serve(), filter as ListCopyJobsCommandInput, 7))).toEqual(ids(wanted));
  });

  // Thirty listings through a real client take their time where the machine is busy.
  const LONG = 60_000;

  it(
    'combine in any way, in any order and page size',
    async () => {
      const urls = new Map<Order, string>();
      for (const order of ['newest-first', 'oldest-first', 'shuffled', 'as-given'] as const) {
        urls.set(order, await serve({ order }));
      }
      const names = fc.uniqueArray(fc.constantFrom(...(Object.keys(FILTERS) as (keyof typeof FILTERS)[])), {
        maxLength: 3,
      });
      const check = fc.asyncProperty(
        names,
        fc.constantFrom(...urls.keys()),
        fc.integer({ min: 30, max: 1000 }),
        async (chosen, order, pageSize) => {
          const filter = Object.fromEntries(chosen.map((name) => [name, FILTERS[name]]));
          const found = await list(urls.get(order)!, filter as ListCopyJobsCommandInput, pageSize);
          expect(ids(found)).toEqual(ids(bruteForce(JOBS, filter)));
        },
      );
      await fc.assert(check, { numRuns: 30 });
    },
    LONG,
  );

  it('find nothing where no job matches', async () => {
    const url = await serve();
    expect(await list(url, { ByResourceArn: 'arn:aws:rds:eu-west-1:111122223333:db:none' })).toEqual([]);
    expect(await list(url, { ByCreatedAfter: new Date(AS_OF) })).toEqual([]);
  });
});

describe('bounds of time', () => {
  const moment = new Date(Number(JOBS[10]!['CreationDate']) * 1000);
  const exactly = { ByCreatedAfter: moment, ByCreatedBefore: moment };

  it.each(['newest-first', 'oldest-first', 'shuffled'] as const)(
    'include their own moment by default (%s)',
    async (order) => {
      expect(ids(await list(await serve({ order }), exactly))).toContain(JOBS[10]!['CopyJobId']);
    },
  );

  it.each(['newest-first', 'oldest-first', 'shuffled'] as const)(
    'exclude it where they are told to (%s)',
    async (order) => {
      const url = await serve({ order, bounds: 'exclusive' });
      const id = JOBS[10]!['CopyJobId'];
      expect(ids(await list(url, { ByCreatedAfter: moment }))).not.toContain(id);
      expect(ids(await list(url, { ByCreatedBefore: moment }))).not.toContain(id);
      const around = { ByCreatedAfter: new Date(+moment - 1), ByCreatedBefore: new Date(+moment + 1) };
      expect(ids(await list(url, around))).toContain(JOBS[10]!['CopyJobId']);
    },
  );

  it('find no job that does not say its time', async () => {
    const url = await serve({ copyJobs: [{ CopyJobId: 'dated', CreationDate: 1.7e9 }, { CopyJobId: 'undated' }] });
    expect(ids(await list(url))).toEqual(['dated', 'undated']);
    expect(ids(await list(url, { ByCreatedAfter: new Date(0) }))).toEqual(['dated']);
    expect(ids(await list(url, { ByCreatedBefore: new Date('2030-01-01') }))).toEqual(['dated']);
  });
});

describe('what is listed', () => {
  it('is every job once, with all that it says', async () => {
    const found = await list(await serve());
    const byId = new Map(found.map((job) => [job.CopyJobId, job]));
    expect(found).toHaveLength(JOBS.length);
    for (const { CreationDate, CompletionDate, ...rest } of JOBS) {
      const job = byId.get(String(rest['CopyJobId']))!;
      expect(job).toMatchObject(rest);
      expect(job.CreationDate?.getTime()).toBe(Math.round(Number(CreationDate) * 1000));
      expect(job.CompletionDate?.getTime()).toBe(
        CompletionDate === undefined ? undefined : Math.round(Number(CompletionDate) * 1000),
      );
    }
  });

  it.each([
    ['newest-first', (a: number, b: number) => b - a],
    ['oldest-first', (a: number, b: number) => a - b],
  ] as const)('comes %s', async (order, compare) => {
    const times = (await list(await serve({ order }))).map((job) => job.CreationDate!.getTime());
    expect(times).toEqual([...times].sort(compare));
  });

  it('is in an order of no meaning, the same each time, where it is shuffled', async () => {
    const url = await serve({ order: 'shuffled' });
    const first = (await list(url)).map((job) => job.CopyJobId);
    expect((await list(url)).map((job) => job.CopyJobId)).toEqual(first);
    expect(first).not.toEqual(JOBS.map((job) => job['CopyJobId']));
    expect([...first].sort()).toEqual(ids(JOBS));
  });

  it('has fields that no client knows', async () => {
    const url = await serve({ copyJobs: [{ CopyJobId: '1', Novelty: { deep: ['é', 1] } }] });
    expect((await rawGet(url, '/copy-jobs/')).body).toEqual({
      CopyJobs: [{ CopyJobId: '1', Novelty: { deep: ['é', 1] } }],
    });
  });

  it('has no children unless they are asked for, where they are hidden', async () => {
    const url = await serve({ children: 'hidden' });
    const children = JOBS.filter((job) => job['ParentJobId'] !== undefined);
    expect(ids(await list(url))).toEqual(ids(JOBS.filter((job) => job['ParentJobId'] === undefined)));
    const parent = String(children[0]!['ParentJobId']);
    expect(ids(await list(url, { ByParentJobId: parent }))).toEqual(ids(bruteForce(JOBS, { ByParentJobId: parent })));
  });

  it('is of the Region that the request is signed for, where Regions are kept apart', async () => {
    const url = await serve({ scopeByRegion: true });
    for (const region of ['eu-west-1', 'us-east-1', 'ap-south-1']) {
      const { body } = await rawGet(url, '/copy-jobs?maxResults=1000', signed(region));
      const wanted = JOBS.filter((job) => String(job['SourceBackupVaultArn']).includes(`:${region}:`));
      expect(ids(body?.['CopyJobs'] as RawCopyJob[])).toEqual(ids(wanted));
    }
  });

  it('is of the calling account, unless another one is asked for', async () => {
    const [mine, other] = ['111122223333', '222233334444'];
    const url = await serve({ callerAccountId: mine });
    expect(ids(await list(url))).toEqual(ids(bruteForce(JOBS, { ByAccountId: mine })));
    expect(ids(await list(url, { ByAccountId: other }))).toEqual(ids(bruteForce(JOBS, { ByAccountId: other })));
  });
});
