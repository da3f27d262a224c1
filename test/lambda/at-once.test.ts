import { HOUR } from '../../audit/schema.js';
import type { Run } from '../../audit/run.js';
import { putAtOnce } from '../../aws/table/at-once.js';
import { verifyReport } from '../../aws/table/verify-report.js';
import { handler as publish } from '../../lambda/publish.js';
import { handler as atOnce } from '../../lambda/at-once.js';
import type { RawCopyJob } from '../../audit/copy-job.js';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/index.js';
import { handler as widget } from '../../lambda/widget.js';
import { aCopyJob } from '../kit/a-copy-job.js';
import { LocalAuditor } from '../kit/local-auditor.js';

jest.setTimeout(60_000);

const REPORT = {
  name: 'Offsite',
  realtime: true,
  filterSets: [{ name: 'all' }],
  controls: [
    { control: 'completed' },
    { control: 'freshWithin', within: '26h' },
    { control: 'minimumSuccessRate', percent: 90 },
  ],
};

const arnOf = (name: string): string => `arn:aws:ec2:eu-west-1:111111111111:volume/${name}`;
const START = Date.now() - 2 * HOUR;
const job = (id: string, resource: string, fields: Record<string, unknown> = {}): RawCopyJob =>
  aCopyJob({
    CopyJobId: id,
    ResourceArn: arnOf(resource),
    CreationDate: new Date(START),
    CompletionDate: new Date(START + 1000),
    ...fields,
  });

let auditor: LocalAuditor;
let backup: Sandbox | undefined;

/** What AWS Backup lists from now on. */
const list = async (jobs: readonly RawCopyJob[], options: SandboxOptions = {}): Promise<void> => {
  await backup?.close();
  backup = await startSandbox({ ...options, copyJobs: jobs });
  process.env['AWS_ENDPOINT_URL_BACKUP'] = backup.url;
};
const start = async (jobs: readonly RawCopyJob[], definition: { readonly name: string } = REPORT) => {
  auditor = await LocalAuditor.start();
  await auditor.declare(definition);
  await list(jobs);
};
afterEach(async () => {
  await auditor.close();
  await backup?.close();
  backup = undefined;
});

/** Without what tells one run from another, and since when it has known. */
const comparable = ({ runId: _id, asOf: _asOf, worstCopyAgeSeconds: _age, findings, ...run }: Run) => ({
  ...run,
  findings: findings.map(({ firstSeen: _since, ...finding }) => finding),
});

let messages = 0;
const hear = (...events: readonly unknown[]) =>
  atOnce({ Records: events.map((event) => ({ messageId: `m${(messages += 1)}`, body: JSON.stringify(event) })) });

const event = (detail: Record<string, unknown>, time = new Date()) => ({
  source: 'aws.backup',
  'detail-type': 'Copy Job State Change',
  time: time.toISOString(),
  detail,
});

const REFUSED: SandboxOptions = {
  faultPlan: () => ({ kind: 'error', status: 403, code: 'AccessDeniedException', message: 'not allowed' }),
};
const READ = [job('1', 'a'), job('2', 'b')];
const FAILED = job('3', 'a', { State: 'FAILED', StatusMessage: 'Access denied' });
const failedEvent = (resource: string, time?: Date) => event({ resourceArn: arnOf(resource), state: 'FAILED' }, time);
const changedOf = () => [...auditor.machine.executions.values()].flatMap(({ input }) => input['changed'] ?? []);
const failed = ({ findings }: Run) =>
  findings.flatMap(({ control, subject }) => (control === 'completed' ? subject.id : []));

/** A run over everything, and one upon it. */
const after = async (jobs: readonly RawCopyJob[], ...events: readonly unknown[]): Promise<Run> => {
  await list(jobs);
  expect(await hear(...events)).toEqual({ batchItemFailures: [] });
  await auditor.machine.idle();
  return auditor.published('Offsite');
};

describe('what a finished copy job changed', () => {
  it('is a finding at once, upon the latest run, in one whole and proven run', async () => {
    await start(READ);
    await auditor.run({ report: 'Offsite' });
    const base = await auditor.published('Offsite');
    const run = await after([...READ, FAILED], failedEvent('a'));
    expect(run).toMatchObject({
      status: 'NON_COMPLIANT',
      basis: { runId: base.runId, asOf: base.asOf, number: 1, requests: 1 },
    });
    expect(failed(run)).toEqual(['3']);
    expect(run.counts).toMatchObject({ copyJobs: 3, failedJobs: 1 });
    // Only of what changed was anything asked.
    expect(backup!.requests().map(({ query }) => query.get('resourceArn'))).toEqual([arnOf('a')]);
    const latest = await auditor.reader.latestOf('Offsite');
    expect(latest).toMatchObject({ trigger: 'EVENT', previousRunId: base.runId, units: 1, unreadUnits: 0 });
    expect(await verifyReport(auditor.dynamodb.open(), 'Offsite')).toMatchObject({
      status: 'INTACT',
      runs: { chained: 2 },
    });
    const where = { invokedFunctionArn: 'arn:aws:lambda:eu-west-1:111111111111:function:widget' };
    expect(await widget({ report: 'Offsite' }, where)).toContain('at once, upon the run of');
    // What judges all copy jobs together stands until all are read.
    const rateOf = ({ controls }: Run) => controls.find(({ control }) => control === 'minimumSuccessRate');
    expect(rateOf(run)).toEqual(rateOf(base));
  });

  it('is resolved at once too, and remembered since when it was so', async () => {
    await start(READ);
    await auditor.run({ report: 'Offsite' });
    const first = await after([...READ, FAILED], failedEvent('a'));
    const second = await after([...READ, FAILED, job('4', 'b', { State: 'FAILED' })], failedEvent('b'));
    expect(failed(second).sort()).toEqual(['3', '4']);
    const since = ({ findings }: Run) => findings.find(({ subject }) => subject.id === '3')!.firstSeen;
    expect(since(second)).toBe(first.asOf);
    const third = await after([...READ, FAILED], event({ resourceArn: arnOf('b'), state: 'COMPLETED' }));
    expect(failed(third)).toEqual(['3']);
    expect(third.basis).toMatchObject({ number: 3 });
    expect((await verifyReport(auditor.dynamodb.open(), 'Offsite')).status).toBe('INTACT');
  });

  it('leaves the next run over everything as if it had not been', async () => {
    const now = [...READ, FAILED, job('5', 'c')];
    await start(READ);
    await auditor.run({ report: 'Offsite' });
    await after(now, failedEvent('a'));
    await after(now, failedEvent('c'));
    await auditor.run({ report: 'Offsite' });
    const told = await auditor.published('Offsite');
    await auditor.close();
    await start(READ);
    await auditor.run({ report: 'Offsite' });
    await list(now);
    await auditor.run({ report: 'Offsite' });
    expect(comparable(told)).toEqual(comparable(await auditor.published('Offsite')));
  });

  it('builds on no run that is not there, and makes none green that could not be read', async () => {
    await start(READ);
    expect(await hear(failedEvent('a'))).toEqual({ batchItemFailures: [] });
    expect(auditor.machine.executions.size).toBe(0);
    await list(READ, REFUSED);
    await auditor.run({ report: 'Offsite' });
    expect((await auditor.published('Offsite')).status).toBe('ERROR');
    const run = await after(READ, event({ resourceArn: arnOf('a'), state: 'COMPLETED' }));
    expect(run).toMatchObject({ status: 'ERROR', complete: false, basis: { number: 1 } });
  });

  it('that cannot be read changes nothing', async () => {
    await start(READ);
    await auditor.run({ report: 'Offsite' });
    const base = await auditor.published('Offsite');
    await list([FAILED], REFUSED);
    await hear(failedEvent('a'));
    await auditor.machine.idle();
    expect(await auditor.published('Offsite')).toEqual(base);
  });

  it('that AWS Backup does not list yet changes nothing: the next run over everything finds it', async () => {
    await start(READ);
    await auditor.run({ report: 'Offsite' });
    const base = await auditor.published('Offsite');
    expect(await after(READ, failedEvent('unknown'))).toEqual(base);
  });

  it('is excused where an exemption says so', async () => {
    const exemptions = [{ resource: arnOf('a'), reason: 'rebuilt', until: '2999-01-01' }];
    await start(READ, { ...REPORT, ...{ exemptions } });
    await auditor.run({ report: 'Offsite' });
    const run = await after([...READ, FAILED], failedEvent('a'));
    expect(run).toMatchObject({ status: 'COMPLIANT', findingCounts: { total: 1, exempt: 1 } });
    expect(run.exemptions).toMatchObject([{ unused: false }]);
  });

  it('is told of a composite by its own event, and of members with it alone', async () => {
    const stack = 'arn:aws:cloudformation:eu-west-1:111111111111:stack/app/1';
    const parent = job('p', 'x', { ResourceArn: stack, IsParent: true, NumberOfChildJobs: 1, State: 'PARTIAL' });
    const member = job('m', 'a', { ParentJobId: 'p', State: 'FAILED', CompositeMemberIdentifier: 'Volume' });
    await start(READ);
    await auditor.run({ report: 'Offsite' });
    const base = await auditor.published('Offsite');
    const now = [...READ, parent, member];
    expect(await after(now, failedEvent('a'))).toEqual(base);
    const run = await after(now, event({ resourceArn: stack, state: 'PARTIAL' }));
    expect(failed(run)).toEqual(['p']);
    expect(run.findings[0]!.children).toMatchObject([{ copyJobId: 'm', state: 'FAILED' }]);
  });

  it('is left to its schedule where a report did not ask for it', async () => {
    await start(READ, { ...REPORT, ...{ realtime: false } });
    await auditor.run({ report: 'Offsite' });
    const { runId } = await auditor.published('Offsite');
    expect((await after([...READ, FAILED], failedEvent('a'))).runId).toBe(runId);
  });
});

describe('a storm of events', () => {
  it('makes one run over everything, of which the others find that it saw them', async () => {
    await start(READ);
    await auditor.run({ report: 'Offsite' });
    const sent = new Date();
    const storm = Array.from({ length: 10_000 }, (_, n) => failedEvent(`v${n % 500}`, sent));
    // Long enough after the last run over everything.
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 5 * HOUR);
    for (let at = 0; at < storm.length; at += 1000)
      expect(await hear(...storm.slice(at, at + 1000))).toEqual({ batchItemFailures: [] });
    jest.restoreAllMocks();
    await auditor.machine.idle();
    expect(auditor.machine.executions.size).toBe(2);
    expect(changedOf()).toEqual([]);
  });

  it('is judged some resources at a time where everything was read lately', async () => {
    await start(READ);
    await auditor.run({ report: 'Offsite' });
    const sent = new Date();
    const storm = Array.from({ length: 60 }, (_, n) => failedEvent(`v${n}`, sent));
    const waiting = [];
    for (let again = 0; again < 2; again += 1) {
      waiting.push((await hear(...storm)).batchItemFailures.length);
      await auditor.machine.idle();
    }
    expect(waiting).toEqual([10, 0]);
    expect(new Set(changedOf()).size).toBe(60);
  });
});

describe('one run at a time', () => {
  it('is made of a report: hints that come while one is made wait for the next', async () => {
    await start(READ);
    await auditor.run({ report: 'Offsite' });
    await list([...READ, FAILED, job('4', 'b', { State: 'FAILED' })]);
    let held = () => {};
    auditor.machine.options.before = (task) =>
      task === 'publish' ? new Promise((resolve) => (held = resolve)) : Promise.resolve();
    await hear(failedEvent('a'));
    const { batchItemFailures } = await hear(failedEvent('b'));
    expect(batchItemFailures).toHaveLength(1);
    auditor.machine.options.before = () => Promise.resolve();
    while (auditor.machine.plans.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    held();
    await auditor.machine.idle();
    expect(failed(await auditor.published('Offsite'))).toEqual(['3']);
    await hear(failedEvent('b'));
    await auditor.machine.idle();
    expect(failed(await auditor.published('Offsite')).sort()).toEqual(['3', '4']);
  });

  it('over everything, begun before, is published over it, and never overtaken by it', async () => {
    await start(READ);
    await auditor.run({ report: 'Offsite' });
    // Begun, and read before the change.
    let release = () => {};
    let reached = () => {};
    const isRead = new Promise<void>((resolve) => (reached = resolve));
    auditor.machine.options.before = (task) => {
      if (task === 'plan') return Promise.resolve();
      auditor.machine.options.before = () => Promise.resolve();
      reached();
      return new Promise((resolve) => (release = resolve));
    };
    const whole = auditor.run({ report: 'Offsite' });
    await isRead;
    await list([...READ, FAILED]);
    const hinted = await auditor.machine.run('hinted', { report: 'Offsite', trigger: 'EVENT', changed: [arnOf('a')] });
    expect(hinted.answer).toMatchObject({ published: true });
    expect(failed(await auditor.published('Offsite'))).toEqual(['3']);
    release();
    expect(await whole).toMatchObject({ published: true });
    const run = await auditor.published('Offsite');
    expect(run.basis).toBeUndefined();
    expect((await verifyReport(auditor.dynamodb.open(), 'Offsite')).status).toBe('INTACT');
    // What came while it was made waited, and is judged upon it.
    expect(failed(await after([...READ, FAILED], failedEvent('a')))).toEqual(['3']);
  });

  it('is started again where the start was noted and never made', async () => {
    await start(READ);
    await auditor.run({ report: 'Offsite' });
    await list([...READ, FAILED]);
    const endpoint = process.env['AWS_ENDPOINT_URL_SFN'];
    const table = auditor.dynamodb.open();
    const input = { report: 'Offsite', trigger: 'EVENT', changed: [arnOf('a')] };
    const noted = { execution: 'Offsite-noted', input: JSON.stringify(input), done: {} };
    expect(await putAtOnce(table, 'Offsite', noted, undefined)).toBe(true);
    expect(endpoint).toBeDefined();
    expect((await hear(failedEvent('b'))).batchItemFailures).toHaveLength(1);
    await auditor.machine.idle();
    expect(failed(await auditor.published('Offsite'))).toEqual(['3']);
  });

  it('published twice, because its answer was lost, comes to the same', async () => {
    await start(READ);
    await auditor.run({ report: 'Offsite' });
    const run = await after([...READ, FAILED], failedEvent('a'));
    const { runId } = auditor.machine.plans.at(-1)!;
    expect(await publish({ report: 'Offsite', runId })).toMatchObject({ runId: run.runId, published: true });
    expect(await auditor.published('Offsite')).toEqual(run);
    const history = [];
    for await (const each of auditor.reader.history('Offsite')) history.push(each.runId);
    expect(history).toHaveLength(2);
  });
});

it('anything but an event of a copy job starts nothing, and does not come again', async () => {
  await start(READ);
  await auditor.run({ report: 'Offsite' });
  const strange = { ...failedEvent('a'), source: 'cdk-backup-copy-audit' };
  expect(await hear(strange, null, 'x')).toEqual({ batchItemFailures: [] });
  expect(await atOnce({ Records: [{ messageId: 'm', body: '{' }] })).toEqual({ batchItemFailures: [] });
  expect(auditor.machine.executions.size).toBe(1);
});
