import { aGoodCopy, aJobIn } from '../../kit/a-good-copy.js';
import { ask, verdictOf } from '../../kit/audit-of.js';

const rate = (percent: number, more = {}) => ({ control: 'minimumSuccessRate' as const, percent, ...more });

/** So many jobs in each state. */
const jobs = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts).flatMap(([state, count]) => Array.from({ length: count }, () => aJobIn(state)));

describe('minimumSuccessRate', () => {
  test.each([
    ['MET', 'exactly the percentage', 90, { COMPLETED: 9, FAILED: 1 }],
    ['NOT_MET', 'one job fewer', 90, { COMPLETED: 8, FAILED: 2 }],
    ['MET', 'a percentage that doubles miss: 64.4 % of 250 is 161', 64.4, { COMPLETED: 161, FAILED: 89 }],
    ['NOT_MET', 'one job fewer than that', 64.4, { COMPLETED: 160, FAILED: 90 }],
    ['NOT_MET', 'a third, where 33.4 % are asked for', 33.4, { COMPLETED: 1, FAILED: 2 }],
    ['MET', 'a third, where 33.3 % are asked for', 33.3, { COMPLETED: 1, FAILED: 2 }],
    ['NOT_MET', '999 of 1000, where all are asked for', 100, { COMPLETED: 999, FAILED: 1 }],
    ['MET', 'none, where 0 % are asked for', 0, { FAILED: 3 }],
    ['NOT_MET', 'none of some', 0.1, { FAILED: 3 }],
    ['NOT_MET', 'PARTIAL jobs, which finished and are not COMPLETED', 100, { COMPLETED: 9, PARTIAL: 1 }],
    ['MET', 'jobs that have not finished, which are in no rate', 100, { COMPLETED: 1, CREATED: 5, RUNNING: 5 }],
    ['MET', 'states that AWS does not document, which are in no rate', 100, { COMPLETED: 1, ABORTED: 5 }],
    ['UNDETERMINED', 'nothing finished', 90, { CREATED: 1, RUNNING: 1, ABORTED: 1 }],
  ])('is %s for %s', async (verdict, _, percent, counts) => {
    expect(await verdictOf(rate(percent), jobs(counts))).toBe(verdict);
  });

  it('counts jobs without state, resource or date for what they are', async () => {
    const bare = [{ CopyJobId: '1', State: 'COMPLETED' }, { CopyJobId: '2' }, { CopyJobId: '3', State: null }];
    expect(await verdictOf(rate(100), bare)).toBe('MET');
  });

  it('says how many of how many', async () => {
    const { findings } = await ask(rate(99.5), jobs({ COMPLETED: 8, FAILED: 2 }));
    expect(findings).toMatchObject([
      {
        subject: { type: 'filterSet', id: 'all' },
        expected: 'at least 99.5 % of the finished jobs COMPLETED',
        found: '8 of 10 finished jobs COMPLETED',
      },
    ]);
  });

  it('has no outcome where no job was matched: that is INSUFFICIENT_DATA, whatever is asked', async () => {
    const { result } = await ask(rate(0), []);
    expect(result).toMatchObject({ status: 'INSUFFICIENT_DATA', met: 0, notMet: 0, undetermined: 0 });
    expect((await ask(rate(0, { allowEmpty: true }), [])).result.status).toBe('COMPLIANT');
  });

  it('counts only what it is narrowed to, and what reports no type not at all', async () => {
    const mixed = [
      aGoodCopy({ ResourceType: 'RDS' }),
      aJobIn('FAILED', { ResourceType: 'EBS' }),
      aJobIn('FAILED', { ResourceType: null }),
    ];
    expect(await verdictOf(rate(100, { resourceTypes: ['RDS'] }), mixed)).toBe('MET');
    expect(await verdictOf(rate(100, { resourceTypes: ['EBS'] }), mixed)).toBe('NOT_MET');
    expect(await verdictOf(rate(100, { resourceTypes: ['S3'] }), mixed)).toBe('UNDETERMINED');
  });

  it('is UNDETERMINED instead of NOT_MET where not everything was read, and stays MET', async () => {
    const error = 'AccessDenied';
    expect(await verdictOf(rate(100), jobs({ COMPLETED: 1, FAILED: 1 }), { error })).toBe('UNDETERMINED');
    expect(await verdictOf(rate(50), jobs({ COMPLETED: 1, FAILED: 1 }), { error })).toBe('MET');
  });

  describe('of composites', () => {
    const parent = aGoodCopy({ CopyJobId: 'parent', IsParent: true, ResourceType: 'CloudFormation' });
    const failed = aJobIn('FAILED', { ParentJobId: 'parent' });

    it('counts the parent and not its members', async () => {
      expect(await verdictOf(rate(100), [failed, parent])).toBe('MET');
    });

    it('counts a member whose parent was not read', async () => {
      expect(await verdictOf(rate(100), [failed])).toBe('NOT_MET');
    });

    it('does not count a member whose parent was read, though the control is narrowed to others', async () => {
      const narrowed = rate(100, { resourceTypes: ['EBS'] });
      expect(await verdictOf(narrowed, [failed, parent])).toBe('UNDETERMINED');
    });
  });

  it('is excused by control only, and stays in sight', async () => {
    const until = '2027-01-01';
    const excused = await ask(rate(100), jobs({ FAILED: 1 }), {
      exemptions: [{ control: 'minimumSuccessRate', reason: 'known', until }],
    });
    expect(excused.result).toMatchObject({ status: 'COMPLIANT', notMet: 0, exempt: 1 });
    const notExcused = await ask(rate(100), jobs({ FAILED: 1 }), {
      exemptions: [{ control: 'minimumSuccessRate', resource: '*', reason: 'known', until }],
    });
    expect(notExcused.result).toMatchObject({ status: 'NON_COMPLIANT', notMet: 1, exempt: 0 });
  });
});
