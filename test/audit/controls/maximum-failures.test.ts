import { aGoodCopy, aJobIn } from '../../kit/a-good-copy.js';
import { ask, verdictOf } from '../../kit/audit-of.js';

const atMost = (failures: number, more = {}) => ({ control: 'maximumFailures' as const, failures, ...more });
const failed = (count: number, fields = {}) => Array.from({ length: count }, () => aJobIn('FAILED', fields));

// It has no UNDETERMINED of its own: what failed is counted, and there is always a count.
describe('maximumFailures', () => {
  test.each([
    ['MET', 'as many as the limit', 2, 2],
    ['NOT_MET', 'one more', 2, 3],
    ['MET', 'fewer', 2, 1],
    ['NOT_MET', 'one, where none is accepted', 0, 1],
  ])('is %s for %s', async (verdict, _, limit, failures) => {
    expect(await verdictOf(atMost(limit), [aGoodCopy(), ...failed(failures)])).toBe(verdict);
  });

  it('takes no other state for a failure', async () => {
    const others = ['PARTIAL', 'CREATED', 'RUNNING', 'COMPLETED', 'ABORTED', ''].map((state) => aJobIn(state));
    expect(await verdictOf(atMost(0), others)).toBe('MET');
  });

  it('says how many', async () => {
    const { findings } = await ask(atMost(1), failed(2));
    expect(findings).toMatchObject([{ expected: 'at most 1 FAILED job', found: '2 FAILED jobs' }]);
  });

  it('counts a job without resource', async () => {
    expect(await verdictOf(atMost(0), [{ CopyJobId: '1', State: 'FAILED' }])).toBe('NOT_MET');
  });

  it('counts a job once, though several pages and units show it', async () => {
    const once = aJobIn('FAILED', { CopyJobId: 'same' });
    const units = [{ region: 'eu-west-1' }, { region: 'us-east-1' }];
    expect(await verdictOf(atMost(1), [once, once], { units })).toBe('MET');
  });

  it('has no outcome where no job was matched', async () => {
    expect(await verdictOf(atMost(0), [])).toBe('NO_SUBJECT');
  });

  it('counts only what it is narrowed to', async () => {
    const jobs = [...failed(1, { ResourceType: 'RDS' }), ...failed(2)];
    expect(await verdictOf(atMost(1, { resourceTypes: ['RDS'] }), jobs)).toBe('MET');
    expect(await verdictOf(atMost(1, { resourceArns: ['*:volume/*'] }), jobs)).toBe('NOT_MET');
  });

  it('counts a composite, and not its members too', async () => {
    const parent = aJobIn('FAILED', { CopyJobId: 'stack', IsParent: true });
    const members = failed(3, { ParentJobId: 'stack' });
    expect(await verdictOf(atMost(1), [...members, parent])).toBe('MET');
    expect(await verdictOf(atMost(1), members)).toBe('NOT_MET');
  });

  it('is UNDETERMINED instead of NOT_MET where not everything was read', async () => {
    expect(await verdictOf(atMost(0), failed(1), { error: 'AccessDenied' })).toBe('UNDETERMINED');
  });
});
