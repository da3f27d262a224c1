import type { RawCopyJob } from '../../../audit/copy-job.js';
import { finishesWithin } from '../../../audit/controls/finishes-within.js';
import { DAY, HOUR } from '../../../audit/schema.js';
import { aCopyJob, ago } from '../../kit/a-copy-job.js';
import { auditOf } from '../../kit/audit-of.js';
import { describeOptions } from '../../kit/control-options.js';
import { describeControl } from '../../kit/control-suite.js';

const LIMIT = 4 * HOUR;

const open = (State: string, age: number) => aCopyJob({ State, CreationDate: ago(age), CompletionDate: undefined });
const ended = (State: unknown, took: number) =>
  aCopyJob({ State, CreationDate: ago(DAY), CompletionDate: ago(DAY - took) });

describeControl(
  finishesWithin,
  { within: '4h' },
  {
    met: [
      ['a job that took exactly the limit', ended('COMPLETED', LIMIT)],
      ['one that failed at once', ended('FAILED', 0)],
      ['one that ended before it began, by its own word', ended('COMPLETED', -HOUR)],
      ['one that has waited exactly the limit', open('CREATED', LIMIT)],
      ['one that has run for less', open('RUNNING', LIMIT - 1)],
      ['one in an unknown state that ended in time', ended('ABORTED', LIMIT)],
    ],
    notMet: [
      ['a job that took a millisecond more', ended('COMPLETED', LIMIT + 1), { found: 'took 4h1ms' }],
      ['one that FAILED after days', ended('FAILED', 2 * DAY - HOUR), { found: 'took 47h' }],
      ['one that is PARTIAL too late', ended('PARTIAL', LIMIT + 1)],
      ['one that is queued for a millisecond more', open('CREATED', LIMIT + 1), { found: /^queued for 4h/ }],
      ['one that runs for days', open('RUNNING', 3 * DAY), { found: 'running for 3d' }],
      [
        'one that runs, whatever its CompletionDate',
        aCopyJob({ State: 'RUNNING', CreationDate: ago(DAY) }),
        { found: 'running for 1d' },
      ],
      ['one in an unknown state that took too long', ended('ABORTED', LIMIT + 1), { found: /^took/ }],
      ['one in no state that took too long', ended(undefined, LIMIT + 1)],
    ],
    undetermined: [
      [
        'a job without CreationDate',
        aCopyJob({ CreationDate: undefined }),
        { found: 'the creation date is not reported' },
      ],
      ['one that runs, without CreationDate', aCopyJob({ State: 'RUNNING', CreationDate: null })],
      [
        'one that completed without CompletionDate',
        aCopyJob({ CompletionDate: null }),
        { found: 'the completion date is not reported' },
      ],
      ['one that failed with an empty CompletionDate', aCopyJob({ State: 'FAILED', CompletionDate: '' })],
      ['one in an unknown state without CompletionDate', open('ABORTED', 10 * LIMIT)],
      ['one in no state without CompletionDate', open('', 10 * LIMIT)],
    ],
    noSubject: 'none: it asks jobs of every state',
    states: 'ANY',
    members: 'FOLLOW_PARENT',
  },
);

describeOptions(finishesWithin, {
  accepted: [{ within: 'PT90M' }],
  refused: [
    [{}, 'controls[0].within: expected a duration'],
    [{ within: '0s' }, 'controls[0].within: expected a duration'],
    [{ within: 3_600_000 }, 'got 3600000'],
  ],
  warned: [
    [{ within: '179m' }, /^2h59m is short: /],
    [{ within: '3h' }, undefined],
  ],
});

describe('the row of a resource', () => {
  const within4h = { control: 'finishesWithin', within: '4h' } as const;
  const breachOf = async (jobs: readonly RawCopyJob[]) => {
    const { resources } = await auditOf({ controls: [within4h] }, jobs);
    return resources[0]?.breachesAt;
  };

  it('says when its open job will have been open for too long', async () => {
    expect(await breachOf([open('RUNNING', HOUR)])).toBe(ago(-3 * HOUR).toISOString());
  });

  it('says the time that is past, of an open job that has been for too long', async () => {
    expect(await breachOf([open('CREATED', DAY)])).toBe(ago(20 * HOUR).toISOString());
  });

  it('says the earliest of several', async () => {
    const jobs = [open('CREATED', HOUR), { ...open('RUNNING', 2 * HOUR), CopyJobId: 'earlier' }];
    expect(await breachOf(jobs)).toBe(ago(-2 * HOUR).toISOString());
  });

  it.each([
    ['finished', ended('COMPLETED', HOUR)],
    ['finished too late', ended('COMPLETED', DAY - HOUR)],
    ['is in an unknown state', open('ABORTED', HOUR)],
    ['does not say when it began', aCopyJob({ State: 'RUNNING', CreationDate: undefined })],
  ])('says nothing of a job that %s', async (_, job) => {
    expect(await breachOf([job])).toBeUndefined();
  });

  it('says nothing of a member whose parent was read', async () => {
    const parent = aCopyJob({ CopyJobId: 'parent', IsParent: true, ResourceArn: undefined });
    expect(await breachOf([parent, { ...open('RUNNING', HOUR), ParentJobId: 'parent' }])).toBeUndefined();
  });
});
