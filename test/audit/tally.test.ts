import fc from 'fast-check';
import { CopyJob, type RawCopyJob } from '../../audit/copy-job.js';
import { DAY, HOUR } from '../../audit/schema.js';
import { type Memory, Tally, type TallyJson } from '../../audit/tally.js';
import { jobAsOf } from '../oracle/arbitrary-jobs.js';
import { AS_OF } from '../kit/audit-of.js';
import { aCopyJob, ago } from '../kit/a-copy-job.js';

const EVERYTHING: Memory = {
  asOf: AS_OF,
  sizes: 3,
  periods: [DAY, 7 * HOUR],
  destinations: true,
  schedules: true,
  recoveryPoints: true,
  shares: true,
};
const NOTHING: Memory = {
  asOf: AS_OF,
  sizes: 0,
  periods: [],
  destinations: false,
  schedules: false,
  recoveryPoints: false,
  shares: false,
};

const backups = { of: (job: CopyJob) => job.CreationDate };

const tallyOf = (jobs: readonly RawCopyJob[], memory = EVERYTHING): Tally => {
  const tally = new Tally(memory);
  for (const raw of jobs) {
    const job = new CopyJob(raw);
    tally.add(job, { region: 'eu-west-1', backups });
    if (job.ParentJobId === undefined) tally.addToRates(job);
  }
  return tally;
};

const stored = (tally: Tally): TallyJson => JSON.parse(JSON.stringify(tally.toJson())) as TallyJson;

/** What a tally says, whatever order its lists came in. */
const said = (tally: Tally): string => JSON.stringify(inOrder(stored(tally)));
const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((each) => JSON.stringify(inOrder(each))).sort();
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, inOrder(each)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
};

const jobs = fc.array(jobAsOf(AS_OF), { maxLength: 8 });
const merged = (...tallies: Tally[]): Tally => {
  const whole = new Tally(EVERYTHING);
  for (const tally of tallies) whole.merge(tally);
  return whole;
};

describe('a tally', () => {
  it('says the same in whatever order jobs come', () => {
    fc.assert(
      fc.property(
        jobs.chain((each) => fc.tuple(fc.constant(each), fc.shuffledSubarray(each, { minLength: each.length }))),
        ([each, shuffled]) => expect(said(tallyOf(shuffled))).toBe(said(tallyOf(each))),
      ),
      { numRuns: 80 },
    );
  });

  it('says the same in whatever order and grouping it is merged, and leaves what it merges alone', () => {
    fc.assert(
      fc.property(jobs, jobs, jobs, (a, b, c) => {
        const parts = [a, b, c].map((each) => tallyOf(each));
        const before = parts.map(stored);
        const [first, second, third] = parts as [Tally, Tally, Tally];
        const expected = said(tallyOf([...a, ...b, ...c]));
        expect(said(merged(first, second, third))).toBe(expected);
        expect(said(merged(third, merged(second, first)))).toBe(expected);
        expect(said(merged(merged(new Tally(EVERYTHING), third), merged(first, second)))).toBe(expected);
        expect(parts.map(stored)).toEqual(before);
      }),
      { numRuns: 80 },
    );
  });

  it('is the same after it was stored, and goes on from there', () => {
    fc.assert(
      fc.property(jobs, jobs, (a, b) => {
        const restored = Tally.fromJson(stored(tallyOf(a)), EVERYTHING);
        expect(stored(restored)).toEqual(stored(tallyOf(a)));
        restored.merge(Tally.fromJson(stored(tallyOf(b)), EVERYTHING));
        expect(said(restored)).toBe(said(tallyOf([...a, ...b])));
      }),
      { numRuns: 80 },
    );
  });

  it('says the same of two jobs of one moment that say different things, in either order', () => {
    const differing = [
      { ResourceName: 'other' },
      { CreatedBy: { BackupRuleId: 'r', BackupRuleCron: 'c', BackupRuleName: 'other' } },
      { CreatedBy: { BackupRuleId: 'r', BackupRuleCron: 'c', BackupRuleTimezone: 'other' } },
      { CreatedBy: { BackupRuleId: 'r', BackupRuleCron: 'other' } },
    ];
    for (const fields of differing) {
      const pair = [aCopyJob({ CreatedBy: { BackupRuleId: 'r', BackupRuleCron: 'c' } }), aCopyJob(fields)];
      expect(said(tallyOf(pair))).toBe(said(tallyOf(pair.toReversed())));
    }
  });

  it('counts foreign words, whatever they are', () => {
    const states = ['__proto__', 'constructor', '__proto__', null];
    const tally = tallyOf(states.map((State) => aCopyJob({ State, ResourceArn: '__proto__' })));
    const { filterSet, resources } = Tally.fromJson(stored(tally), EVERYTHING);
    const counted = new Map([
      ['NOT_REPORTED', 1],
      ['__proto__', 2],
      ['constructor', 1],
    ]);
    expect(filterSet.byState).toEqual(counted);
    expect(resources.get('__proto__')?.byState).toEqual(counted);
  });

  it('remembers no more than controls ask for', () => {
    const [resource] = tallyOf([aCopyJob()], NOTHING).resources.values();
    expect(resource).toMatchObject({
      goodCopies: 1,
      sizes: [],
      periods: undefined,
      destinations: undefined,
      sources: undefined,
      schedules: undefined,
    });
    expect(tallyOf([aCopyJob()], NOTHING).recoveryPoints.size).toBe(0);
  });
});

describe('a tally of a filter set', () => {
  it('counts jobs, states, bytes of copies, and jobs without a resource', () => {
    const { filterSet } = tallyOf([
      aCopyJob({ BackupSizeInBytes: 5 }),
      aCopyJob({ BackupSizeInBytes: 7, State: 'PARTIAL', ResourceArn: null, ParentJobId: 'parent' }),
      aCopyJob({ BackupSizeInBytes: 100, State: 'FAILED' }),
      aCopyJob({ BackupSizeInBytes: null, State: null, ResourceArn: '' }),
    ]);
    expect(filterSet).toEqual({
      jobs: 4,
      bytes: 12,
      withoutResourceArn: 2,
      byState: new Map([
        ['COMPLETED', 1],
        ['PARTIAL', 1],
        ['FAILED', 1],
        ['NOT_REPORTED', 1],
      ]),
      rated: new Map([
        ['COMPLETED', 1],
        ['FAILED', 1],
        ['NOT_REPORTED', 1],
      ]),
    });
  });

  it('keeps of each recovery point when its first good copy was complete', () => {
    const SourceRecoveryPointArn = 'arn:aws:ec2:eu-west-1::snapshot/snap-1';
    const copies = [ago(DAY), ago(2 * DAY), null].map((CompletionDate) =>
      aCopyJob({ SourceRecoveryPointArn, CompletionDate }),
    );
    const { recoveryPoints } = tallyOf([
      ...copies,
      aCopyJob({ SourceRecoveryPointArn, State: 'PARTIAL', CompletionDate: ago(9 * DAY) }),
    ]);
    expect(recoveryPoints).toEqual(
      new Map([[SourceRecoveryPointArn, { firstCompleted: AS_OF - 2 * DAY, undated: 1 }]]),
    );
  });
});

describe('a tally of a resource', () => {
  const resourceOf = (each: readonly RawCopyJob[]) => [...tallyOf(each).resources.values()][0]!;

  it('keeps the newest date of a good copy on each clock, and the first and last creation of any job', () => {
    const resource = resourceOf([
      aCopyJob({ CreationDate: ago(4 * DAY), CompletionDate: ago(DAY) }),
      aCopyJob({ CreationDate: ago(3 * DAY), CompletionDate: ago(2 * DAY) }),
      aCopyJob({ CreationDate: ago(5 * DAY), CompletionDate: ago(HOUR), State: 'PARTIAL' }),
      aCopyJob({ CreationDate: ago(HOUR), State: 'RUNNING' }),
    ]);
    expect(resource.newest).toEqual({
      COPY_CREATION: AS_OF - 3 * DAY,
      COPY_COMPLETION: AS_OF - DAY,
      BACKUP_CREATION: AS_OF - 3 * DAY,
    });
    expect([resource.firstCreated, resource.newestCreated]).toEqual([AS_OF - 5 * DAY, AS_OF - HOUR]);
    expect([resource.goodCopies, resource.bytes]).toEqual([2, 3 * 8 * 2 ** 30]);
  });

  it('counts good copies by trailing periods that hold their first millisecond and not their last', () => {
    const at = [0, 1, DAY, DAY + 1, 2 * DAY, -1];
    const { periods } = resourceOf(at.map((age) => aCopyJob({ CompletionDate: ago(age) })));
    expect(periods?.get(DAY)).toEqual(
      new Map([
        [1, 2],
        [2, 2],
      ]),
    );
  });

  it('is described as its newest job says', () => {
    const jobNamed = (ResourceName: string, age: number) =>
      aCopyJob({ ResourceName, CreationDate: ago(age), AccountId: ResourceName });
    const { description } = resourceOf([jobNamed('old', DAY), jobNamed('new', HOUR), jobNamed('older', 2 * DAY)]);
    expect(description).toEqual({ created: AS_OF - HOUR, accountId: 'new', name: 'new' });
  });

  it('keeps where good copies went and came from, what is not reported too', () => {
    const { destinations, sources } = resourceOf([
      aCopyJob({ DestinationBackupVaultArn: 'arn:a' }),
      aCopyJob({ DestinationBackupVaultArn: '', SourceBackupVaultArn: null, AccountId: '333333333333' }),
      aCopyJob({ DestinationBackupVaultArn: 'arn:b', State: 'FAILED' }),
    ]);
    expect(destinations).toEqual(
      new Map([
        ['arn:a', 1],
        ['', 1],
      ]),
    );
    expect([...(sources?.values() ?? [])]).toEqual([
      {
        vault: 'arn:aws:backup:eu-west-1:111111111111:backup-vault:main',
        region: 'eu-west-1',
        account: '111111111111',
      },
      { vault: '', region: 'eu-west-1', account: '333333333333' },
    ]);
  });
});

describe('a tally of a schedule', () => {
  const schedulesOf = (each: readonly RawCopyJob[]) => [
    ...([...tallyOf(each).resources.values()][0]?.schedules?.values() ?? []),
  ];
  const rule = (fields: RawCopyJob) => ({ BackupRuleId: 'rule-1', BackupRuleCron: 'cron(0 5 ? * * *)', ...fields });

  it('is one for each rule and destination vault; a job without a cron has none', () => {
    const schedules = schedulesOf([
      aCopyJob({ CreatedBy: rule({}), DestinationBackupVaultArn: 'arn:a' }),
      aCopyJob({ CreatedBy: rule({}), DestinationBackupVaultArn: 'arn:b' }),
      aCopyJob({ CreatedBy: rule({}), DestinationBackupVaultArn: null }),
      aCopyJob({
        CreatedBy: rule({ BackupRuleId: null, BackupRuleName: 'nightly' }),
        DestinationBackupVaultArn: 'arn:a',
      }),
      aCopyJob({ CreatedBy: rule({ BackupRuleCron: '' }) }),
      aCopyJob({ CreatedBy: null }),
    ]);
    expect(schedules.map(({ ruleId, vault }) => [ruleId, vault])).toEqual([
      ['rule-1', 'arn:a'],
      ['rule-1', 'arn:b'],
      ['rule-1', undefined],
      ['nightly', 'arn:a'],
    ]);
  });

  it('has the cron of its newest job, and dates of good copies alone', () => {
    const job = (age: number, cron: string, State = 'COMPLETED') =>
      aCopyJob({ CreationDate: ago(age), State, CreatedBy: rule({ BackupRuleCron: cron, BackupRuleTimezone: cron }) });
    const [schedule] = schedulesOf([
      job(2 * HOUR, 'newer'),
      job(3 * HOUR, 'old'),
      job(HOUR, 'newest', 'FAILED'),
      job(DAY, 'oldest', 'FAILED'),
    ]);
    expect(schedule).toMatchObject({
      cron: 'newest',
      timezone: 'newest',
      firstCreated: AS_OF - DAY,
      newestCreated: AS_OF - HOUR,
      goodCopies: [AS_OF - 3 * HOUR, AS_OF - 2 * HOUR],
    });
  });
});
