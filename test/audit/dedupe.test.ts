import { CopyJob, type RawCopyJob } from '../../audit/copy-job.js';
import { identityOfJob, outranks } from '../../audit/dedupe.js';

const [NOON, LATER] = ['2026-06-15T12:00:00Z', '2026-06-15T12:00:00.001Z'];

describe('of two records of one job', () => {
  it.each<[string, RawCopyJob, RawCopyJob, boolean]>([
    ['the finished one stands', { State: 'FAILED' }, { State: 'RUNNING', CompletionDate: LATER }, true],
    ['the finished one stands, read first', { State: 'RUNNING' }, { State: 'PARTIAL' }, false],
    [
      'the one completed later',
      { State: 'FAILED', CompletionDate: LATER },
      { State: 'COMPLETED', CompletionDate: NOON },
      true,
    ],
    [
      'the one completed later, read first',
      { State: 'FAILED', CompletionDate: NOON },
      { State: 'COMPLETED', CompletionDate: LATER },
      false,
    ],
    ['one with a date before one without', { State: 'FAILED' }, { State: 'COMPLETED', CompletionDate: NOON }, false],
    [
      'the one read later, where dates are equal',
      { State: 'FAILED', CompletionDate: NOON },
      { State: 'COMPLETED', CompletionDate: NOON },
      true,
    ],
    ['the one read later, where there are no dates', { State: 'RUNNING' }, { State: 'CREATED' }, true],
    ['an unknown state is not finished', { State: 'PAUSED', CompletionDate: LATER }, { State: 'FAILED' }, false],
  ])('%s', (_, readLater, readFirst, replaces) => {
    expect(outranks(new CopyJob(readLater), new CopyJob(readFirst))).toBe(replaces);
  });
});

describe('a job is known', () => {
  const identityOf = (raw: RawCopyJob) => identityOfJob(new CopyJob(raw));

  it('by its id alone', () => {
    expect(identityOf({ CopyJobId: 'job-1', State: 'FAILED' })).toBe('job-1');
  });

  it('without id by its whole content, in whatever order its fields came', () => {
    const job = { State: 'FAILED', CreatedBy: { BackupPlanId: 'a', BackupRuleId: 'b' }, CreationDate: new Date(0) };
    const same = { CreationDate: new Date(0), CreatedBy: { BackupRuleId: 'b', BackupPlanId: 'a' }, State: 'FAILED' };
    expect(identityOf(same)).toBe(identityOf(job));
    expect(identityOf({ ...job, FieldOfTheFuture: 1 })).not.toBe(identityOf(job));
    expect(identityOf({ ...job, CreatedBy: { BackupPlanId: 'a' } })).not.toBe(identityOf(job));
  });

  it('even where a date of it is none', () => {
    expect(identityOf({ CreationDate: new Date(Number.NaN) })).toMatch(/^content:[0-9a-f]{64}$/);
  });
});
