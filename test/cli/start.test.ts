import { HOUR } from '../../audit/schema.js';
import { StateMachine } from '../../aws/state-machine.js';
import type { RunProgress } from '../../aws/table/run-progress.js';
import { follow } from '../../cli/deployed/follow.js';
import { aCopyJob } from '../kit/a-copy-job.js';
import { LocalAuditor } from '../kit/local-auditor.js';
import { publish, declare } from '../kit/published.js';
import { atTerminal } from '../kit/test-terminal.js';

const REPORT = 'Started';
const DEFINITION = {
  name: REPORT,
  filterSets: [{ name: 'a' }, { name: 'b', state: 'COMPLETED' }],
  controls: [{ control: 'completed' }],
};
const never = new Promise<void>(() => undefined);
const recent = (fields: object = {}) =>
  aCopyJob({
    CreationDate: new Date(Date.now() - 2 * HOUR),
    CompletionDate: new Date(Date.now() - HOUR),
    ...fields,
  });

const environment = { ...process.env };
let auditor: LocalAuditor;

beforeAll(async () => {
  auditor = await LocalAuditor.start({ copyJobs: [recent(), recent({ CopyJobId: 'failed', State: 'FAILED' })] });
  await declare(auditor.dynamodb.open(), DEFINITION);
});
afterEach(() => {
  delete auditor.machine.options.before;
  delete auditor.machine.options.failTask;
});
afterAll(async () => {
  await auditor.close();
  process.env = { ...environment };
});

const start = (...args: readonly string[]) =>
  atTerminal(['start', ...args, '--table', auditor.dynamodb.name], {
    environment: { COPY_AUDIT_STATE_MACHINE: auditor.machine.arn },
    now: Date.now(),
    interrupted: never,
  });

describe('copy-audit start', () => {
  it('starts a run, follows it to its end, prints it as run does and ends as run does', async () => {
    const { code, out, err } = await start(REPORT);
    expect(err).toMatch(/^Started arn:aws:states:eu-west-1:111111111111:execution:CopyAudit:Started-[0-9a-f]{24}\n$/);
    expect(out).toMatch(/^Started {2}NON_COMPLIANT /);
    expect(code).toBe(2);
    const [name] = [...auditor.machine.executions.keys()];
    expect(auditor.machine.executions.get(name!)?.input).toEqual({ report: REPORT, trigger: 'MANUAL' });
  });

  it('prints whatever run prints', async () => {
    const { code, out } = await start(REPORT, '--output', 'json');
    expect([code, JSON.parse(out)]).toMatchObject([2, { report: REPORT, resources: [{}, {}], findings: [{}] }]);
  });

  it('only starts it where nobody waits', async () => {
    const before = auditor.machine.executions.size;
    expect(await start(REPORT, '--no-wait')).toMatchObject({ code: 0, out: '' });
    expect(auditor.machine.executions.size).toBe(before + 1);
    await auditor.machine.idle();
  });

  it('leaves it running where somebody would wait no longer, and says so', async () => {
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    auditor.machine.options.before = () => held;
    const args = ['start', REPORT, '--table', auditor.dynamodb.name, '--state-machine-arn', auditor.machine.arn];
    const { code, err } = await atTerminal(args, { now: Date.now(), interrupted: Promise.resolve() });
    expect([code, err]).toEqual([130, expect.stringContaining('It goes on: copy-audit query latest Started')]);
    const running = [...auditor.machine.executions.values()].filter(({ status }) => status === 'RUNNING');
    expect(running).toHaveLength(1);
    goOn();
    await auditor.machine.idle();
    expect(running[0]?.status).toBe('SUCCEEDED');
  });

  it('says why a run failed', async () => {
    auditor.machine.options.failTask = (task) => (task === 'plan' ? 'the table is gone' : undefined);
    const { code, err } = await start(REPORT);
    expect([code, err]).toEqual([
      1,
      expect.stringContaining('The run of report Started failed: FAILED: the table is gone'),
    ]);
  });

  it('prints a newer run where one was published meanwhile', async () => {
    auditor.machine.options.before = async (task) => {
      if (task !== 'publish') return;
      delete auditor.machine.options.before;
      const asOf = Date.now() + HOUR;
      await publish(
        auditor.dynamodb.open(() => asOf),
        [],
        { asOf, definition: DEFINITION },
      );
    };
    const { code, err } = await start(REPORT);
    expect(err).toContain('A newer run was published meanwhile: this is it');
    expect(code).toBe(3);
  });

  it.each([
    [['start', 'Nobody', '--table', 'T'], 'No state machine: give --auditor'],
    [
      ['start', 'Nobody', '--state-machine-arn', 'arn:aws:states:eu-west-1:1:stateMachine:m'],
      'No table: give --auditor',
    ],
  ])('says what it has to be told: %s', async (args, message) => {
    expect(await atTerminal(args)).toMatchObject({ code: 1, err: expect.stringContaining(message) });
  });

  it('starts nothing of a report that there is not', async () => {
    const before = auditor.machine.executions.size;
    expect(await start('Nobody')).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no report Nobody; there are Started'),
    });
    expect(auditor.machine.executions.size).toBe(before);
  });
});

describe('following an execution', () => {
  it('tells how many units are read, of all that are planned', async () => {
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    auditor.machine.options.before = (task) => (task === 'publish' ? held : Promise.resolve());
    const machine = new StateMachine(auditor.machine.arn);
    await machine.start('followed', { report: REPORT });
    const seen: RunProgress[] = [];
    const runId = await follow(
      { report: REPORT, machine, name: 'followed', table: auditor.dynamodb.open() },
      {
        onProgress: (progress) => {
          seen.push(progress);
          if (progress.done === progress.units) goOn();
        },
        pause: () => new Promise((resolve) => setTimeout(resolve, 10)),
      },
    );
    expect(seen.at(-1)).toEqual({ units: 2, done: 2 });
    const answered = auditor.machine.executions.get('followed')?.answer as { runId: string };
    expect(answered.runId).toBe(runId);
  });
});
