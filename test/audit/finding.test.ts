import { evidenceOf, findingIdOf } from '../../audit/finding.js';
import { mergeOutcomes, noOutcomes, subjectsOf } from '../../audit/outcomes.js';

const AT = Date.parse('2026-06-15T12:00:00.087Z');

describe('the evidence of a finding', () => {
  it('is the whole job as AWS returned it, its dates readable', () => {
    const raw = {
      CreationDate: new Date(AT),
      CompletionDate: AT / 1000,
      State: '',
      BackupSizeInBytes: 1_500_000_000,
      CreatedBy: { BackupPlanId: 'a' },
      FieldOfTheFuture: null,
    };
    const date = '2026-06-15T12:00:00.087Z';
    expect(evidenceOf(raw)).toEqual({ ...raw, CreationDate: date, CompletionDate: date });
  });

  it('keeps what is no date as it came', () => {
    const raw = { CreationDate: 'soon', CompletionDate: 1e300, FieldOfTheFuture: new Date(Number.NaN) };
    expect(evidenceOf(raw)).toEqual({ ...raw, FieldOfTheFuture: null });
    expect(Object.keys(evidenceOf(JSON.parse('{"__proto__":1}')))).toEqual(['__proto__']);
  });
});

describe('the id of a finding', () => {
  const subject = { type: 'job' as const, id: 'job-1' };
  const id = findingIdOf('completed', 'all', subject);

  it('is the same in every run, whatever else the job says', () => {
    expect(findingIdOf('completed', 'all', { ...subject, resourceArn: 'arn:a', accountId: '1' })).toBe(id);
    expect(id).toMatch(/^[0-9a-f]{32}$/);
  });

  it('is another one of another control, filter set, subject, rule or vault', () => {
    const ids = [
      id,
      findingIdOf('completed-2', 'all', subject),
      findingIdOf('completed', 'other', subject),
      findingIdOf('completed', undefined, subject),
      findingIdOf('completed', 'all', { ...subject, id: 'job-2' }),
      findingIdOf('completed', 'all', { ...subject, type: 'resource' }),
      findingIdOf('completed', 'all', { ...subject, ruleId: 'x' }),
      findingIdOf('completed', 'all', { ...subject, vaultArn: 'x' }),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('outcomes of several units', () => {
  it('add up, and of errors the first in order of text stands', () => {
    const [a, b] = [
      { met: 1, notMet: 2, undetermined: 3, exempt: 4, error: 'b' },
      { met: 10, notMet: 20, undetermined: 30, exempt: 40, error: 'a' },
    ];
    const sum = { met: 11, notMet: 22, undetermined: 33, exempt: 44, error: 'a' };
    for (const order of [
      [a, b],
      [b, a],
      [b, noOutcomes(), a],
    ]) {
      const into = noOutcomes();
      for (const each of order) mergeOutcomes(into, each);
      expect(into).toEqual(sum);
    }
    expect(subjectsOf(sum)).toBe(110);
  });
});
