import { auditUnit, type UnitPorts } from '../../audit/audit-unit.js';
import { BoundReport } from '../../audit/bound-report.js';
import type { Checkpoint } from '../../audit/checkpoint.js';
import { conclude } from '../../audit/conclude.js';
import { parseDefinition } from '../../audit/definition.js';
import type { Remembered } from '../../audit/remembered.js';
import type { Tags } from '../../audit/tagged.js';

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
