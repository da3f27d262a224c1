import { auditUnit, type UnitPorts } from '../../audit/audit-unit.js';
import { BoundReport } from '../../audit/bound-report.js';
import { conclude } from '../../audit/conclude.js';
import { type DefinitionInput, parseDefinition } from '../../audit/definition.js';
import { planUnits } from '../../audit/plan.js';
import type { Unit } from '../../audit/unit.js';
import type { Run } from '../../audit/run.js';
import { DAY } from '../../audit/schema.js';

const AS_OF = Date.UTC(2026, 10, 20, 6);
const HOME = { accountId: '111111111111', region: 'eu-west-1', partition: 'aws' };
const [A, B] = ['222222222222', '333333333333'];
type FilterSetInput = NonNullable<DefinitionInput['filterSets']>[number];

const portsOf = (count: number): UnitPorts => ({
  listCopyJobs: () =>
    Promise.resolve({
      items: Array.from({ length: count }, (_, n) => ({
        CopyJobId: String(n),
        CreationDate: AS_OF / 1000 - 3600 - n,
        CompletionDate: AS_OF / 1000 - 60,
        State: 'COMPLETED',
        ResourceArn: 'arn:a',
      })),
    }),
  // eslint-disable-next-line require-yield
  async *backupJobs() {
    return;
  },
  // eslint-disable-next-line require-yield
  async *protectedResources() {
    return;
  },
});

/** A run over a filter set, of which each unit lists so many jobs. */
const runOver = async (set: Omit<FilterSetInput, 'name'>, jobs: (unit: Unit) => number | Error): Promise<Run> => {
  const definition = parseDefinition({
    name: 'R',
    filterSets: [{ name: 'all', ...set }],
    controls: [{ control: 'completed' }],
  });
  const report = new BoundReport(definition, AS_OF);
  const results = [];
  for (const unit of planUnits(definition, HOME, () => [])) {
    const listed = jobs(unit);
    const ports =
      listed instanceof Error ? { ...portsOf(0), listCopyJobs: () => Promise.reject(listed) } : portsOf(listed);
    const outcome = await auditUnit(report, unit, ports, { sharesFilterSet: true });
    if (outcome.done) results.push(outcome.result);
  }
  return conclude(report, 'run', results, []);
};
const of = (account: string) => (unit: Unit) => (unit.accountId === account ? 1 : 0);
const errorsOf = ({ units }: Run) => units.map(({ error }) => error);
const notesOf = ({ units }: Run) => units.map(({ notes }) => notes);

describe('what cannot be seen of other accounts', () => {
  const others = [{}, { accounts: [A, B] }];

  it('is an error where only jobs of other ways to read would make the report green', async () => {
    const run = await runOver({ targets: others }, of(HOME.accountId));
    expect(run).toMatchObject({ status: 'ERROR', complete: false });
    expect(errorsOf(run)).toEqual([
      undefined,
      ...[1, 2].map(() =>
        expect.stringMatching(/^no copy job of any other account is visible: .*cross-account monitoring on/),
      ),
    ]);
  });

  it('is none as long as one of them shows a job', async () => {
    const run = await runOver({ targets: others }, (unit) => (unit.accountId === B ? 0 : 1));
    expect(run.status).toBe('COMPLIANT');
    expect([...errorsOf(run), ...notesOf(run)].every((each) => each === undefined)).toBe(true);
  });

  it('is not said where one of them could not be read, for that is why nothing is seen', async () => {
    const run = await runOver({ targets: others }, (unit) => {
      if (unit.accountId === A) return new Error('Rate exceeded');
      return unit.accountId === B ? 0 : 1;
    });
    expect(errorsOf(run)).toEqual([undefined, expect.stringMatching(/Rate exceeded/), undefined]);
    expect(run).toMatchObject({ status: 'ERROR', complete: false });
  });

  it('is said where there is nothing else to be green', async () => {
    const run = await runOver({ targets: [{ accounts: [A, B] }] }, () => 0);
    expect(run.status).toBe('INSUFFICIENT_DATA');
    expect(notesOf(run)).toEqual([
      [
        expect.stringMatching(
          /^no copy job of the 2 accounts that were asked for is visible in eu-west-1: there are none, or/,
        ),
      ],
      undefined,
    ]);
  });

  it('is said once for each Region in which no account shows a job', async () => {
    const targets = [{ accounts: [A, B], regions: ['eu-west-1', 'us-east-1'] }];
    const run = await runOver({ targets }, ({ region }) => (region === 'eu-west-1' ? 1 : 0));
    expect(run.status).toBe('COMPLIANT');
    expect(run.units.flatMap(({ region, notes = [] }) => notes.map((note) => [region, note]))).toEqual([
      ['us-east-1', expect.stringMatching(/visible in us-east-1/)],
    ]);
  });

  it.each(['ap-southeast-6', 'mx-central-1', 'cn-north-1'])(
    'is an error in %s, which has no cross-account monitoring, unless it shows jobs all the same',
    async (region) => {
      const targets = [{ accounts: [A], regions: [region, 'eu-west-1'] }];
      const run = await runOver({ targets }, (unit) => (unit.region === 'eu-west-1' ? 1 : 0));
      expect(run.status).toBe('ERROR');
      expect(errorsOf(run)).toEqual([expect.stringContaining(`no cross-account monitoring in ${region}`), undefined]);
      expect((await runOver({ targets }, () => 1)).status).toBe('COMPLIANT');
    },
  );

  it('is no matter where a filter set is narrowed, or accounts are read through a role', async () => {
    for (const set of [
      { targets: others, state: 'FAILED' as const },
      { targets: others, completedWithin: '1d' },
      { targets: [{}, { accounts: [A], regions: ['mx-central-1'], role: { name: 'reader' } }] },
    ]) {
      const run = await runOver(set, of(HOME.accountId));
      expect([...errorsOf(run), ...notesOf(run)].every((each) => each === undefined)).toBe(true);
    }
  });

  it('is what an account says that refuses, whatever the others say', async () => {
    const denied = new Error('AccessDenied: not authorized to perform: sts:AssumeRole');
    const run = await runOver({ targets: others }, ({ accountId }) => (accountId === A ? denied : 1));
    expect(run.status).toBe('ERROR');
    expect(errorsOf(run)).toEqual([undefined, denied.message, undefined]);
  });
});

describe('a unit says', () => {
  it('from when on the jobs of other accounts can be seen, until all that it reads is younger', async () => {
    const since = (ago: number) => ({
      targets: [{}, { accounts: [A], monitoredSince: new Date(AS_OF - ago).toISOString() }],
      createdWithin: '7d',
    });
    expect(notesOf(await runOver(since(6 * DAY), () => 1))).toEqual([
      undefined,
      [expect.stringMatching(/^copy jobs from before 2026-11-14T06:00:00.000Z cannot be seen/)],
    ]);
    expect(notesOf(await runOver(since(7 * DAY), () => 1))).toEqual([undefined, undefined]);
    const throughRole = { accounts: [A], role: { name: 'reader' }, monitoredSince: '2026-11-19' };
    expect(notesOf(await runOver({ targets: [throughRole] }, () => 1))).toEqual([undefined]);
  });

  it('that "*" is documented for backup jobs only', async () => {
    expect(notesOf(await runOver({ targets: [{ accounts: ['*'] }] }, () => 1))).toEqual([
      [expect.stringMatching(/account id "\*", which AWS documents for backup jobs/)],
    ]);
  });
});
