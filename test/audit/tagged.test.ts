import { auditUnit, type UnitPorts } from '../../audit/audit-unit.js';
import { BoundReport } from '../../audit/bound-report.js';
import type { Checkpoint } from '../../audit/checkpoint.js';
import type { RawCopyJob } from '../../audit/copy-job.js';
import { conclude } from '../../audit/conclude.js';
import { parseDefinition } from '../../audit/definition.js';
import type { Remembered } from '../../audit/remembered.js';
import type { Tags } from '../../audit/tagged.js';
import { type UnitResult, unreadUnit } from '../../audit/unit-result.js';

const AS_OF = Date.UTC(2026, 10, 20, 6);
const arn = (name: string) => `arn:aws:rds:eu-west-1:111122223333:db:${name}`;
const report = new BoundReport(
  parseDefinition({
    name: 'R',
    controls: [
      { control: 'completed', taggedWith: { tier: 'gold', env: 'prod' } },
      { control: 'freshWithin', within: '26h', taggedWith: { env: 'prod', tier: 'gold' } },
      { control: 'minimumCopies', copies: 1 },
    ],
  }),
  AS_OF,
);
const unit = { id: 'u', filterSet: 'all', accountId: '111122223333', region: 'eu-west-1', requestsPerSecond: Infinity };
const jobs = ['gold', 'silver'].map((name) => ({
  CopyJobId: name,
  CreationDate: (AS_OF - 3_600_000) / 1000,
  State: 'FAILED',
  ResourceArn: arn(name),
}));

const portsOf = (tagged: UnitPorts['taggedResources']): UnitPorts => ({
  listCopyJobs: () => Promise.resolve({ items: jobs }),
  // eslint-disable-next-line require-yield
  async *backupJobs() {
    return;
  },
  // eslint-disable-next-line require-yield
  async *protectedResources() {
    return;
  },
  ...(tagged === undefined ? {} : { taggedResources: tagged }),
});

describe('controls narrowed by tags', () => {
  it('judge only jobs and resources that carry them, remembered ones too, and ask for them once', async () => {
    const asked: Tags[] = [];
    const ports = portsOf((tags) => {
      asked.push(tags);
      return Promise.resolve([arn('gold'), arn('old-gold')]);
    });
    const outcome = await auditUnit(report, unit, ports, { sharesFilterSet: false });
    if (!outcome.done) throw new Error('It stopped');
    const remembered: Remembered[] = ['old-gold', 'old-silver'].map((name) => ({
      filterSet: 'all',
      arn: arn(name),
      newestCreated: AS_OF - 40 * 86_400_000,
      newest: {},
      seen: AS_OF - 40 * 86_400_000,
    }));
    const run = conclude(report, 'run', [JSON.parse(JSON.stringify(outcome.result))], remembered);
    expect(asked).toEqual([{ tier: 'gold', env: 'prod' }]);
    expect(run.findings.map(({ controlId, subject }) => `${controlId} ${subject.id}`).sort()).toEqual([
      'completed gold',
      `freshWithin ${arn('gold')}`,
      `freshWithin ${arn('old-gold')}`,
      'minimumCopies all',
    ]);
  });

  it('keep what was read of tags when a unit goes on in another call', async () => {
    let calls = 0;
    const ports = portsOf(() => {
      calls += 1;
      return Promise.resolve([arn('gold')]);
    });
    const first = await auditUnit(report, unit, ports, { sharesFilterSet: false, shouldStop: () => true });
    if (first.done) throw new Error('It did not stop');
    const resumeFrom = JSON.parse(JSON.stringify(first.checkpoint)) as Checkpoint;
    const second = await auditUnit(report, unit, ports, { sharesFilterSet: false, resumeFrom });
    expect(second.done && second.result.outcomes['completed']?.notMet).toBe(1);
    expect(calls).toBe(1);
  });

  it('make the unit an error where tags cannot be read: silence is never compliance', async () => {
    const denied = portsOf(() => Promise.reject(new Error('not authorized to perform tag:GetResources')));
    for (const ports of [denied, portsOf(undefined)]) {
      const outcome = await auditUnit(report, unit, ports, { sharesFilterSet: false });
      expect(outcome.done && outcome.result.error).toMatch(/tag/);
      if (outcome.done) expect(conclude(report, 'run', [outcome.result], []).complete).toBe(false);
    }
  });
});

describe('a filter set narrowed by tags', () => {
  const scoped = new BoundReport(
    parseDefinition({
      name: 'R',
      filterSets: [{ name: 'all', taggedWith: { tier: 'gold' } }],
      controls: [{ control: 'completed' }, { control: 'freshWithin', within: '26h' }],
    }),
    AS_OF,
  );
  const pagesOf = (records: readonly RawCopyJob[], tagged: UnitPorts['taggedResources']) => {
    let pages = 0;
    const ports: UnitPorts = {
      ...portsOf(tagged),
      listCopyJobs: () => {
        pages += 1;
        return Promise.resolve({ items: records });
      },
    };
    return { ports, pages: () => pages };
  };
  const read = async (
    records: readonly RawCopyJob[],
    tagged: UnitPorts['taggedResources'],
    sharesFilterSet = false,
  ) => {
    const { ports, pages } = pagesOf(records, tagged);
    const outcome = await auditUnit(scoped, unit, ports, { sharesFilterSet });
    if (!outcome.done) throw new Error('It stopped');
    return { result: JSON.parse(JSON.stringify(outcome.result)) as UnitResult, pages: pages() };
  };
  const gold = () => Promise.resolve([arn('gold')]);
  const known = (name: string): Remembered => ({
    filterSet: 'all',
    arn: arn(name),
    newestCreated: AS_OF - 40 * 86_400_000,
    newest: {},
    seen: AS_OF - 40 * 86_400_000,
  });

  it('holds only copies of resources that carry them: nothing else is counted, shown or judged', async () => {
    const { result } = await read(jobs, gold);
    const run = conclude(scoped, 'run', [result], []);
    expect(run.counts.copyJobs).toBe(1);
    expect(run.resources.map(({ resourceArn }) => resourceArn)).toEqual([arn('gold')]);
    expect(run.units).toEqual([expect.not.objectContaining({ notes: expect.anything() })]);
  });

  it('asks for no copy job where no resource carries them, and says so', async () => {
    const { result, pages } = await read(jobs, () => Promise.resolve([]));
    expect(pages).toBe(0);
    const run = conclude(scoped, 'run', [result], []);
    expect(run).toMatchObject({ status: 'INSUFFICIENT_DATA', complete: true });
    expect(run.units[0]?.notes).toEqual([expect.stringMatching(/no resource carries the tags/)]);
  });

  it('says nothing of that for each of many accounts', async () => {
    expect((await read(jobs, () => Promise.resolve([]), true)).result.notes).toBeUndefined();
  });

  it('says how many copies it left out of which the resource lies where no tags were read', async () => {
    const other = (ResourceArn: string | undefined, n: number) => ({ ...jobs[0], CopyJobId: `o${n}`, ResourceArn });
    const elsewhere = [
      'arn:aws:rds:us-east-1:111122223333:db:gold',
      'arn:aws:rds:eu-west-1:444455556666:db:gold',
      undefined,
    ].map(other);
    const here = [other(arn('silver'), 8), other('arn:aws:s3:::silver', 9)];
    const { result } = await read([...jobs, ...elsewhere, ...here], gold);
    expect(result.notes).toEqual([expect.stringMatching(/^3 copy jobs .* were left out/)]);
    expect(result.records).toBe(1);
  });

  it('counts these over all calls of a unit that goes on', async () => {
    const foreign = { ...jobs[0], CopyJobId: 'foreign', ResourceArn: 'arn:aws:rds:us-east-1:111122223333:db:gold' };
    const ports: UnitPorts = {
      ...portsOf(gold),
      listCopyJobs: ({ NextToken = '0' }) => {
        const page = Number(NextToken);
        return Promise.resolve(
          page === 9 ? { items: jobs } : { items: page === 0 ? [foreign] : [], nextToken: String(page + 1) },
        );
      },
    };
    let asked = 0;
    const options = { sharesFilterSet: false, onPage: () => (asked += 1), shouldStop: () => asked >= 1 };
    const first = await auditUnit(scoped, unit, ports, options);
    if (first.done) throw new Error('It did not stop');
    const resumeFrom = JSON.parse(JSON.stringify(first.checkpoint)) as Checkpoint;
    const second = await auditUnit(scoped, unit, ports, { sharesFilterSet: false, resumeFrom });
    expect(second.done && second.result.notes).toEqual([expect.stringMatching(/^1 copy jobs/)]);
  });

  it('forgets resources that carry them no more, as those that never did', async () => {
    const { result } = await read(jobs, () => Promise.resolve([arn('gold'), arn('old-gold')]));
    const run = conclude(scoped, 'run', [result], [known('old-gold'), known('was-gold')]);
    expect(run.resources.map(({ resourceArn }) => resourceArn)).toEqual([arn('gold'), arn('old-gold')]);
  });

  it('remembers all of them while its tags cannot be read somewhere: silence is never compliance', async () => {
    const denied = () => Promise.reject(new Error('not authorized to perform tag:GetResources'));
    const refused = await read(jobs, denied);
    expect(refused.pages).toBe(0);
    const { result } = await read(jobs, gold, true);
    for (const unread of [refused.result, unreadUnit('all', 'lost')]) {
      const run = conclude(scoped, 'run', [result, unread], [known('was-gold')]);
      expect(run).toMatchObject({ status: 'NON_COMPLIANT', complete: false });
      expect(run.resources.map(({ resourceArn }) => resourceArn)).toContain(arn('was-gold'));
    }
    expect(conclude(scoped, 'run', [refused.result], []).status).toBe('ERROR');
  });
});
