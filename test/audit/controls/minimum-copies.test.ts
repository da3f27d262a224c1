import { aGoodCopy, aJobIn } from '../../kit/a-good-copy.js';
import { ask, verdictOf } from '../../kit/audit-of.js';

const atLeast = (copies: number, more = {}) => ({ control: 'minimumCopies' as const, copies, ...more });
const good = (count: number, fields = {}) => Array.from({ length: count }, () => aGoodCopy(fields));

// It has no UNDETERMINED of its own: what is COMPLETED is counted, and there is always a count.
describe('minimumCopies', () => {
  test.each([
    ['MET', 'as many as asked for', 2],
    ['NOT_MET', 'one fewer', 1],
    ['MET', 'one more', 3],
  ])('is %s for %s', async (verdict, _, copies) => {
    expect(await verdictOf(atLeast(2), good(copies))).toBe(verdict);
  });

  it('takes no other state for a copy', async () => {
    const others = ['PARTIAL', 'CREATED', 'RUNNING', 'FAILED', 'ABORTED', ''].map((state) => aJobIn(state));
    const { findings } = await ask(atLeast(1), others);
    expect(findings).toMatchObject([{ expected: 'at least 1 COMPLETED job', found: '0 COMPLETED jobs' }]);
  });

  it('counts a job without resource or dates', async () => {
    expect(await verdictOf(atLeast(1), [{ CopyJobId: '1', State: 'COMPLETED' }])).toBe('MET');
  });

  it('has no outcome where no job was matched: other controls judge a total stop', async () => {
    expect(await verdictOf(atLeast(1), [])).toBe('NO_SUBJECT');
  });

  it('judges the filter set, though nothing of it is in what it is narrowed to', async () => {
    expect(await verdictOf(atLeast(1, { resourceTypes: ['RDS'] }), good(2))).toBe('NOT_MET');
    expect(await verdictOf(atLeast(2, { resourceTypes: ['EBS'] }), good(2))).toBe('MET');
  });

  it('counts a composite, and not its members too', async () => {
    const parent = aGoodCopy({ CopyJobId: 'stack', IsParent: true });
    const members = good(2, { ParentJobId: 'stack' });
    expect(await verdictOf(atLeast(2), [...members, parent])).toBe('NOT_MET');
    expect(await verdictOf(atLeast(2), members)).toBe('MET');
  });

  it('is UNDETERMINED instead of NOT_MET where not everything was read, and stays MET', async () => {
    expect(await verdictOf(atLeast(2), good(1), { error: 'AccessDenied' })).toBe('UNDETERMINED');
    expect(await verdictOf(atLeast(1), good(1), { error: 'AccessDenied' })).toBe('MET');
  });
});
