import { evidenceOf } from '../../audit/finding.js';
import { shared } from '../../audit/shared.js';

describe('what is shared', () => {
  it('is the earlier one of two equal objects', () => {
    const plan = { BackupPlanName: 'nightly', versions: [1, 2] };
    expect(shared(plan)).toBe(plan);
    expect(shared({ BackupPlanName: 'nightly', versions: [1, 2] })).toBe(plan);
    expect(shared({ BackupPlanName: 'nightly', versions: [2, 1] })).not.toBe(plan);
  });

  it('is never of another kind than what was given', () => {
    const given: readonly unknown[] = [{ a: 1 }, '{"a":1}', [1], '[1]', null, 'null', '', true, undefined, 7, '7'];
    for (const order of [given, [...given].reverse()]) expect(order.map(shared)).toEqual(order);
  });

  it('says the same after very many others', () => {
    const many = Array.from({ length: 20_000 }, (_, n) => `text ${n}`);
    expect(many.filter((text) => shared(text) !== text)).toEqual([]);
    expect(shared({ after: 'them' })).toEqual({ after: 'them' });
  });

  it('makes what jobs have in common one object of their evidence', () => {
    const job = (id: string) => ({ CopyJobId: id, CreationDate: 1_763_600_000, CreatedBy: { BackupPlanId: 'p' } });
    const [one, other] = [evidenceOf(job('1')), evidenceOf(job('2'))];
    expect(other).toEqual({
      CopyJobId: '2',
      CreationDate: '2025-11-20T00:53:20.000Z',
      CreatedBy: { BackupPlanId: 'p' },
    });
    expect(other['CreatedBy']).toBe(one['CreatedBy']);
  });
});
