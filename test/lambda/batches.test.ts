import type { Run } from '../../audit/run.js';
import type { PlannedUnit } from '../../audit/wire.js';
import { aCopyJob } from '../kit/a-copy-job.js';
import { LocalAuditor } from '../kit/local-auditor.js';

jest.setTimeout(60_000);

const AS_OF = Math.floor(Date.now() / 1000) * 1000 - 3_600_000;
const NOW = new Date(AS_OF).toISOString();
const WHEN = { asOf: NOW, runId: `${NOW.replaceAll(/[-:.]/g, '')}-test` };
const accounts = Array.from({ length: 12 }, (_, n) => String(222222222222 + n));
const copyJobs = accounts.flatMap((AccountId, account) =>
  Array.from({ length: 3 }, (_, n) => {
    const date = new Date(AS_OF - (n + 1) * 3_600_000);
    const ids = { AccountId, CopyJobId: `${AccountId}-${n}`, ResourceArn: `arn:aws:rds:eu-west-1:${AccountId}:db:a` };
    const state = account % 5 === 0 && n === 0 ? { State: 'FAILED' } : {};
    return aCopyJob({ ...ids, ...state, CreationDate: date, CompletionDate: date });
  }),
);
const reportAt = (maxConcurrency: number) => ({
  name: 'Offsite',
  filterSets: [{ name: 'all', pageSize: 2, targets: [{ accounts }] }],
  controls: [{ control: 'completed' }, { control: 'freshWithin', within: '26h' }],
  requestsPerSecond: 50,
  maxConcurrency,
});

describe('units in batches', () => {
  let auditor: LocalAuditor | undefined;
  afterEach(async () => {
    await auditor?.close();
    auditor = undefined;
  });
  const start = async (maxConcurrency = 1) => {
    auditor = await LocalAuditor.start({ copyJobs });
    await auditor.declare(reportAt(maxConcurrency));
    return auditor;
  };
  const batchesOf = (it: LocalAuditor): readonly (readonly PlannedUnit[])[] => {
    const [plan] = it.machine.plans;
    return plan?.unitsIn === 'ANSWER' ? plan.batches : [];
  };
  /** What was found, whatever the way: the definition's hash has the concurrency in it, and pages depend on slices. */
  const found = ({ definitionHash: _hash, units, ...run }: Run) => ({
    ...run,
    units: units.map(({ pages: _pages, jobs: _jobs, ...unit }) => unit),
  });
  const alone = async () => {
    const it = await start(3);
    await it.run({ report: 'Offsite', ...WHEN });
    expect(batchesOf(it).every(({ length }) => length === 1)).toBe(true);
    const run = await it.published('Offsite');
    await it.close();
    expect(run.counts.copyJobs).toBe(copyJobs.length);
    return found(run);
  };

  it('come to what they come to alone', async () => {
    const expected = await alone();
    const it = await start();
    await it.run({ report: 'Offsite', ...WHEN });
    expect(batchesOf(it).map(({ length }) => length)).toEqual([3, 3, 3, 3]);
    expect(found(await it.published('Offsite'))).toEqual(expected);
  });

  it('come to the same when time is up between them and within them', async () => {
    const expected = await alone();
    const it = await start();
    let calls = 0;
    it.machine.options.remainingTime = () => {
      calls += 1;
      let looks = 0;
      return () => ((looks += 1) > 4 ? 0 : 900_000);
    };
    await it.run({ report: 'Offsite', ...WHEN });
    expect(calls).toBeGreaterThan(8);
    expect(found(await it.published('Offsite'))).toEqual(expected);
  });

  it('are left without one with which the function ends each time, and the run says which', async () => {
    const it = await start();
    it.dynamodb.wire.decide = ({ operation, body }) =>
      operation === 'PutItem' && JSON.stringify(body).includes('"UNIT#000008"') ? 'DENY' : 'PASS';
    expect(await it.run({ report: 'Offsite', ...WHEN })).toMatchObject({ published: true });
    const run = await it.published('Offsite');
    expect(run.units.filter(({ error }) => error !== undefined)).toEqual([
      expect.objectContaining({
        accountId: batchesOf(it).flat()[8]?.unit.accountId,
        error: expect.stringMatching(/the function ended before the unit was read/),
      }),
    ]);
    expect(run.counts.copyJobs).toBe(copyJobs.length - 3);
  });
});
