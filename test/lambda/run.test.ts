import { sha256 } from '../../audit/canonical.js';
import { DAY, HOUR } from '../../audit/schema.js';
import type { Run } from '../../audit/run.js';
import { generateScenario, type Fault, type SandboxOptions } from '../../sandbox/index.js';
import { aCopyJob } from '../kit/a-copy-job.js';
import { LocalAuditor } from '../kit/local-auditor.js';

jest.setTimeout(120_000);

// Of the past, so that every test reads the same; the sandbox lists whatever it has.
const AS_OF = Math.floor(Date.now() / 1000) * 1000 - HOUR;
const NOW = new Date(AS_OF).toISOString();
const WHEN = { asOf: NOW, runId: `${NOW.replaceAll(/[-:.]/g, '')}-test` };

const REPORT: { readonly name: string; readonly [property: string]: unknown } = {
  name: 'Offsite',
  filterSets: [{ name: 'all', createdWithin: '14d', pageSize: 100 }],
  controls: [{ control: 'completed' }, { control: 'freshWithin', within: '26h' }, { control: 'crossRegion' }],
  requestsPerSecond: 50,
};

let auditor: LocalAuditor | undefined;
const start = async (options: SandboxOptions, definition: { readonly name: string } = REPORT) => {
  auditor = await LocalAuditor.start(options);
  await auditor.declare(definition);
  return auditor;
};
afterEach(async () => {
  await auditor?.close();
  auditor = undefined;
});

/** A run without what depends on how it was read. */
const comparable = ({ units, ...run }: Run) => ({
  ...run,
  units: units.map(({ pages: _pages, jobs: _records, ...unit }) => unit),
});

const jobs = [...generateScenario({ seed: 7, count: 3000, asOf: AS_OF }).copyJobs];

/** Calls of a function that have time for so many looks at the clock. */
const shortCalls = (looks: number) => {
  const made = { calls: 0 };
  const remainingTime = () => {
    made.calls += 1;
    let looked = 0;
    return () => ((looked += 1) > looks ? 0 : 900_000);
  };
  return Object.assign(made, { remainingTime });
};

describe('a run', () => {
  it('is planned, read, judged and published, once for each time it is asked for', async () => {
    const { run, reader } = await start({ copyJobs: jobs }).then((it) => ({ run: it.run.bind(it), reader: it.reader }));
    expect(await run({ report: 'Offsite' })).toMatchObject({ report: 'Offsite', published: true });
    expect(await run({ report: 'Offsite' })).toMatchObject({ published: true });
    const history = [];
    for await (const each of reader.history('Offsite')) history.push(each);
    expect(history).toHaveLength(2);
    expect(history[0]).toMatchObject({ trigger: 'SCHEDULE', units: 1, unreadUnits: 0, complete: true });
    expect(history[0]!.copyJobs).toBeGreaterThan(1000);
  });

  it('over what has not changed writes a handful of items, however many resources there are', async () => {
    const definition = { name: 'Offsite', controls: [{ control: 'completed' }] };
    const recent = new Date(AS_OF - HOUR);
    const copyJobs = Array.from({ length: 500 }, (_, n) =>
      aCopyJob({ CopyJobId: `${n}`, ResourceArn: `arn:${n}`, CreationDate: recent, CompletionDate: recent }),
    );
    const it = await start({ copyJobs }, definition);
    await it.run({ report: 'Offsite' });
    const first = { ...it.dynamodb.wire.units };
    it.dynamodb.wire.items = 0;
    await it.run({ report: 'Offsite' });
    // That the run was begun, its units, its plan, what its unit found, the latest run, its place in the history.
    expect(it.dynamodb.wire.items).toBe(6);
    // The first one wrote a row for each resource.
    expect(first.write).toBeGreaterThan(500);
    expect(it.dynamodb.wire.units.write - first.write).toBeLessThan(first.write / 10);
    expect(await it.reader.rowsOf('Offsite')).toHaveLength(500);
  });

  it('that is not the newest is not published, and changes nothing', async () => {
    const it = await start({ copyJobs: jobs });
    const newest = await it.run({ report: 'Offsite' });
    const older = await it.run({ report: 'Offsite', asOf: NOW });
    expect(older).toEqual({ ...older, published: false, status: newest.status });
    expect((await it.reader.latestOf('Offsite'))?.runId).toBe(newest.runId);
  });

  it.each([
    ['of a report that nobody declares', { report: 'Unknown' }, /There is no report Unknown/],
    ['as of a time to come', { report: 'Offsite', asOf: new Date(Date.now() + DAY).toISOString() }, /a time to come/],
    ['with an id that would be newer than all', { report: 'Offsite', runId: 'zzz' }, /"zzz" is no id of a run as of/],
    [
      'with an id of another time',
      { report: 'Offsite', runId: WHEN.runId, asOf: '2020-01-01T00:00:00Z' },
      /no id of a run/,
    ],
  ])('%s is refused', async (_what, input, message) => {
    const it = await start({ copyJobs: [] });
    await expect(it.run(input)).rejects.toThrow(message);
  });

  it('comes to the same however often its units have to be continued', async () => {
    const expected = await undisturbed({ copyJobs: jobs });
    const it = await start({ copyJobs: jobs });
    const short = shortCalls(4);
    it.machine.options.remainingTime = short.remainingTime;
    await it.run({ report: 'Offsite', ...WHEN });
    expect(short.calls).toBeGreaterThan(4);
    expect(comparable(await it.published('Offsite'))).toEqual(expected);
  });

  it('comes to the same when functions end in the middle, and their tasks are tried again', async () => {
    const expected = await undisturbed({ copyJobs: jobs });
    const it = await start({ copyJobs: jobs });
    it.machine.options.remainingTime = shortCalls(6).remainingTime;
    // The process ends before it wrote its checkpoint, or right after.
    let puts = 0;
    it.dynamodb.wire.decide = ({ operation, body }) => {
      if (operation !== 'PutItem' || !JSON.stringify(body).includes('"UNIT#')) return 'PASS';
      puts += 1;
      return puts % 3 === 0 ? 'DENY' : puts % 3 === 1 ? 'DENY_DONE' : 'PASS';
    };
    await it.run({ report: 'Offsite', ...WHEN });
    expect(puts).toBeGreaterThan(3);
    expect(comparable(await it.published('Offsite'))).toEqual(expected);
  });

  it('comes to the same when what a unit found is too long for an item', async () => {
    const long = jobs.map((job) => ({ ...job, StatusMessage: noise(job.CopyJobId as string) }));
    const expected = await undisturbed({ copyJobs: long });
    const it = await start({ copyJobs: long });
    it.machine.options.remainingTime = shortCalls(20).remainingTime;
    let chunks = 0;
    it.dynamodb.wire.decide = ({ operation, body }) => {
      if (operation === 'BatchWriteItem' && JSON.stringify(body).includes('"CHUNK#')) chunks += 1;
      return 'PASS';
    };
    await it.run({ report: 'Offsite', ...WHEN });
    expect(chunks).toBeGreaterThan(0);
    expect(comparable(await it.published('Offsite'))).toEqual(expected);
  });

  it('waits for a service that throttles, from call to call', async () => {
    const large = { ...REPORT, filterSets: [{ name: 'all', createdWithin: '14d' }] };
    const expected = await undisturbed({ copyJobs: jobs }, large);
    let requests = 0;
    const faultPlan = () => ((requests += 1) < 5 ? ({ kind: 'throttle' } as const) : undefined);
    const it = await start({ copyJobs: jobs, faultPlan }, large);
    // The first call ends before a page came.
    const short = shortCalls(2);
    it.machine.options.remainingTime = short.remainingTime;
    await it.run({ report: 'Offsite', ...WHEN });
    expect(short.calls).toBeGreaterThan(2);
    expect(comparable(await it.published('Offsite'))).toEqual(expected);
  });

  it('gives up on a service that throttles for ever, and says so', async () => {
    const it = await start({ copyJobs: jobs, faultPlan: () => ({ kind: 'throttle' }) });
    it.machine.options.remainingTime = shortCalls(2).remainingTime;
    expect(await it.run({ report: 'Offsite' })).toMatchObject({ status: 'ERROR', published: true });
    const [unit] = (await it.published('Offsite')).units;
    expect(unit?.error).toMatch(/no page of it could be read in two calls of the function: .*Rate exceeded/);
  });

  it('says which of its units could not be read, and judges the others', async () => {
    const definition = {
      ...REPORT,
      filterSets: [{ name: 'all', targets: [{ regions: ['eu-west-1', 'us-east-1', 'ap-south-1'] }] }],
    };
    const copyJobs = [aCopyJob({ CreationDate: new Date(AS_OF - HOUR), CompletionDate: new Date(AS_OF - HOUR) })];
    const denied = { kind: 'error', status: 403, code: 'AccessDeniedException', message: 'not authorized' } as const;
    const it = await start(
      { copyJobs, faultPlan: ({ region }): Fault | undefined => (region === 'us-east-1' ? denied : undefined) },
      definition,
    );
    // Of another unit there is no result at all.
    let units = 0;
    it.machine.options.failTask = (task) =>
      task === 'audit-unit' && (units += 1) > 2 ? 'the function ran out of memory' : undefined;
    expect(await it.run({ report: 'Offsite' })).toMatchObject({ status: 'ERROR', published: true });
    const run = await it.published('Offsite');
    expect(run.units.map(({ region, error }) => [region, error])).toEqual([
      ['eu-west-1', undefined],
      ['us-east-1', expect.stringMatching(/AccessDeniedException: not authorized/)],
      ['ap-south-1', expect.stringMatching(/the function ended before the unit was read/)],
    ]);
    expect(run.counts.copyJobs).toBe(1);
    expect(run.complete).toBe(false);
  });

  it('judges by the definition that it was planned with', async () => {
    const it = await start({ copyJobs: jobs });
    it.machine.options.before = async (task) => {
      if (task === 'publish')
        await it.dynamodb.open().put(await changed(it, { ...REPORT, controls: [{ control: 'vaultLocked' }] }));
    };
    await it.run({ report: 'Offsite' });
    expect((await it.published('Offsite')).controls.map(({ control }) => control)).toEqual([
      'completed',
      'freshWithin',
      'crossRegion',
    ]);
  });
});

/** The same in a process that nothing happens to. */
const undisturbed = async (options: SandboxOptions, definition = REPORT) => {
  const it = await start(options, definition);
  await it.run({ report: 'Offsite', ...WHEN });
  const run = comparable(await it.published('Offsite'));
  await it.close();
  expect(run.complete).toBe(true);
  expect(run.findings.length).toBeGreaterThan(10);
  return run;
};

/** Text that does not shrink when it is packed. */
const noise = (seed: string): string => Array.from({ length: 200 }, (_, n) => sha256(`${seed}${n}`)).join(' ');

const changed = async (it: LocalAuditor, definition: unknown) => {
  const key = { pk: 'REPORT#Offsite', sk: 'DEFINITION' };
  return { ...(await it.dynamodb.open().get(key)), ...key, definition: JSON.stringify(definition) };
};
