import { OTHER_VOLUME, VOLUME, aGoodCopy, aJobIn, ago, without } from '../../kit/a-good-copy.js';
import { AS_OF, type AskOptions, ask, auditOf, verdictOf } from '../../kit/audit-of.js';
import { describeWhole } from '../../kit/whole-suite.js';

const HOUR = 3_600_000;
const created = (length: string, later = 0, fields = {}) => aGoodCopy({ CreationDate: ago(length, later), ...fields });
const completed = (length: string, later = 0) =>
  aGoodCopy({ CreationDate: ago('7d'), CompletionDate: ago(length, later) });

/** A resource as an earlier run knew it. */
const known = (newest: Record<string, Date>, fields = {}) => ({
  filterSet: 'all',
  arn: VOLUME,
  type: 'EBS',
  newestCreated: ago('40d').getTime(),
  seen: ago('1d').getTime(),
  newest: Object.fromEntries(Object.entries(newest).map(([clock, date]) => [clock, date.getTime()])),
  ...fields,
});

describeWhole(
  'freshWithin',
  { within: '26h' },
  {
    met: [
      ['a copy of just that age', [created('26h')]],
      ['one that is fresh among old ones', [created('7d'), created('1h'), created('8d')]],
      ['a fresh one in another vault', [created('7d'), created('1h', 0, { DestinationBackupVaultArn: 'elsewhere' })]],
      [
        'a fresh one without date of completion or vault',
        [without(created('1h'), 'CompletionDate', 'DestinationBackupVaultArn')],
      ],
      ['a newer job that failed', [created('1h'), aJobIn('FAILED', { CreationDate: ago('30m') })]],
      [
        'a fresh copy of a resource that is remembered with an old one',
        [created('1h')],
        { remembered: [known({ COPY_CREATION: ago('40d') })] },
      ],
      [
        'a remembered copy that is fresh, though its job is in the list no longer',
        [],
        { remembered: [known({ COPY_CREATION: ago('26h') })] },
      ],
      [
        'a fresh copy of a member of a composite whose parent was read',
        [
          created('1h', 0, { ParentJobId: 'stack' }),
          without(aJobIn('FAILED', { CopyJobId: 'stack', IsParent: true }), 'ResourceArn'),
        ],
      ],
    ],
    notMet: [
      [
        'a millisecond older',
        [created('26h', -1)],
        { found: 'the newest is 1d2h1ms old, of 2026-06-14 09:59:59.999 UTC' },
      ],
      ['much older', [created('50h')], { found: 'the newest is 2d2h old, of 2026-06-13 10:00 UTC' }],
      ['no good copy', [aJobIn('FAILED')], { found: 'no good copy' }],
      ...['PARTIAL', 'CREATED', 'RUNNING', 'ABORTED'].map(
        (state) =>
          [
            `only a job in the state ${state}`,
            [aJobIn(state, { CreationDate: ago('1h') })],
            { found: 'no good copy' },
          ] as const,
      ),
      ['only jobs without state', [without(created('1h'), 'State')]],
      [
        'a resource whose jobs have all vanished',
        [],
        { remembered: [known({ COPY_CREATION: ago('40d') })], found: /^the newest is 40d old/ },
      ],
      ['a remembered resource that never had a good copy', [], { remembered: [known({})], found: 'no good copy' }],
      [
        'a remembered copy that is older than its failed job',
        [aJobIn('FAILED')],
        { remembered: [known({ COPY_CREATION: ago('27h') })] },
      ],
      [
        'a copy whose job completed within the limit, but was created before',
        [created('27h', 0, { CompletionDate: ago('1h') })],
      ],
    ],
    undetermined: [
      [
        'good copies without CreationDate',
        [without(aGoodCopy(), 'CreationDate')],
        { found: 'no good copy reports its CreationDate' },
      ],
      ['one whose CreationDate is null', [aGoodCopy({ CreationDate: null })]],
      [
        'one that is remembered by its date of completion only',
        [aJobIn('FAILED')],
        { remembered: [known({ COPY_COMPLETION: ago('1h') })] },
      ],
    ],
    noSubject: [
      ['no job at all', []],
      ['jobs without ResourceArn', [without(aGoodCopy(), 'ResourceArn'), aGoodCopy({ ResourceArn: '' })]],
      ['a type that it is not narrowed to', [created('7d')], { options: { within: '26h', resourceTypes: ['RDS'] } }],
      [
        'no type reported, where it is narrowed to some',
        [without(created('7d'), 'ResourceType')],
        { options: { within: '26h', resourceTypes: ['EBS'] } },
      ],
      ['an ARN that it is not narrowed to', [created('7d')], { options: { within: '26h', resourceArns: ['*:db:*'] } }],
      [
        'a remembered resource of another type than it is narrowed to',
        [],
        {
          options: { within: '26h', resourceTypes: ['RDS'] },
          remembered: [known({})],
        },
      ],
      ['a resource that is remembered of another filter set', [], { remembered: [known({}, { filterSet: 'gone' })] }],
      [
        'a resource that is forgotten: 90 days after its newest job',
        [],
        {
          remembered: [known({}, { newestCreated: ago('90d', -1).getTime() })],
        },
      ],
    ],
  },
);

describeWhole(
  'freshWithin',
  { within: '26h', from: 'COPY_COMPLETION' },
  {
    met: [
      ['a copy that was completed just then', [completed('26h')]],
      [
        'the last to complete, not the last to be created',
        [completed('1h'), aGoodCopy({ CreationDate: ago('2d'), CompletionDate: ago('2d') })],
      ],
      ['a copy without date beside a fresh one', [completed('1h'), without(aGoodCopy(), 'CompletionDate')]],
      ['a date after the run', [completed('0s', HOUR)]],
    ],
    notMet: [
      ['a millisecond earlier', [completed('26h', -1)]],
      ['a copy without date beside an old one', [completed('27h'), without(aGoodCopy(), 'CompletionDate')]],
    ],
    undetermined: [
      [
        'good copies without CompletionDate',
        [without(aGoodCopy(), 'CompletionDate')],
        { found: 'no good copy reports its CompletionDate' },
      ],
      [
        'one that is remembered by its date of creation only',
        [],
        { remembered: [known({ COPY_CREATION: ago('1h') })] },
      ],
    ],
  },
);

const backup = (fields: Record<string, unknown>) => ({
  BackupJobId: 'backup',
  State: 'COMPLETED',
  CreationDate: ago('26h'),
  ...fields,
});
const POINT = 'arn:aws:ec2:eu-west-1::snapshot/snap-1';
const byJob = aGoodCopy({ CreatedByBackupJobId: 'backup', SourceRecoveryPointArn: null });
const byPoint = aGoodCopy({ CreatedByBackupJobId: 'unknown', SourceRecoveryPointArn: POINT });

describeWhole(
  'freshWithin',
  { within: '26h', from: 'BACKUP_CREATION' },
  {
    met: [
      ['a backup that was begun just then, by the job that made the copy', [byJob], { backupJobs: [backup({})] }],
      [
        'the same by the recovery point that was copied',
        [byPoint],
        { backupJobs: [backup({ RecoveryPointArn: POINT })] },
      ],
      [
        'the job that made the copy, though another made the recovery point',
        [{ ...byPoint, CreatedByBackupJobId: 'backup' }],
        {
          backupJobs: [
            backup({ RecoveryPointArn: 'other' }),
            backup({ BackupJobId: 'b', RecoveryPointArn: POINT, CreationDate: ago('3d') }),
          ],
        },
      ],
      ['a remembered date', [], { remembered: [known({ BACKUP_CREATION: ago('26h') })] }],
    ],
    notMet: [
      ['a millisecond earlier', [byJob], { backupJobs: [backup({ CreationDate: ago('26h', -1) })] }],
      [
        'the same by the recovery point',
        [byPoint],
        { backupJobs: [backup({ RecoveryPointArn: POINT, CreationDate: ago('26h', -1) })] },
      ],
      ['no good copy', [{ ...aJobIn('FAILED'), CreatedByBackupJobId: 'backup' }], { backupJobs: [backup({})] }],
    ],
    undetermined: [
      [
        'no backup job of it',
        [byJob, byPoint],
        { backupJobs: [backup({ BackupJobId: 'other' })], found: /lists no backup job/ },
      ],
      ['a backup job without date', [byJob], { backupJobs: [backup({ CreationDate: null })] }],
    ],
  },
);

describe('freshWithin', () => {
  const fresh = { control: 'freshWithin' as const, within: '26h' };

  it('judges each resource once in each filter set that it is in', async () => {
    const filterSets = [{ name: 'all' }, { name: 'volume 1', resourceArn: VOLUME }];
    const jobs = [created('27h'), created('27h', 0, { ResourceArn: OTHER_VOLUME })];
    const { findings } = await auditOf({ filterSets, controls: [fresh] }, jobs);
    expect(findings.map(({ filterSet, subject }) => `${filterSet} ${subject.id}`).sort()).toEqual([
      `all ${VOLUME}`,
      `all ${OTHER_VOLUME}`,
      `volume 1 ${VOLUME}`,
    ]);
  });

  it('judges a total stop: a filter set without any job', async () => {
    const { result, run } = await ask(fresh, [], { remembered: [known({ COPY_CREATION: ago('40d') })] });
    expect(result.status).toBe('NON_COMPLIANT');
    expect(run.filterSets[0]?.jobs).toBe(0);
  });

  it('forgets 90 days after the newest job was created, not before', async () => {
    const just = { remembered: [known({}, { newestCreated: ago('90d').getTime() })] };
    expect(await verdictOf(fresh, [], just)).toBe('NOT_MET');
  });

  it('is excused of a remembered resource as of any other, and keeps it in sight', async () => {
    const options: AskOptions = {
      remembered: [known({})],
      exemptions: [{ resource: VOLUME, reason: 'sold', until: '2027-01-01' }],
    };
    const { result, run, findings } = await ask(fresh, [], options);
    expect(result).toMatchObject({ status: 'COMPLIANT', exempt: 1 });
    expect(findings[0]?.exempt?.reason).toBe('sold');
    expect(run.resources).toMatchObject([{ resourceArn: VOLUME, remembered: true, controlsNotMet: [] }]);
  });

  describe('breachesAt of a row', () => {
    const breachesAt = async (jobs: Record<string, unknown>[], controls = [fresh], options = {}) =>
      (await auditOf({ controls }, jobs, options)).resources[0]?.breachesAt;

    it('is so long after the newest copy', async () => {
      expect(await breachesAt([created('5h'), created('9h')])).toBe(new Date(AS_OF + 21 * HOUR).toISOString());
    });

    it('is the earliest of several controls', async () => {
      const other = { ...fresh, within: '6h' };
      expect(await breachesAt([created('5h')], [fresh, other])).toBe(new Date(AS_OF + HOUR).toISOString());
    });

    it('is not there where it is breached already', async () => {
      expect(await breachesAt([created('27h')])).toBeUndefined();
    });

    it('is not there where it is undetermined', async () => {
      expect(await breachesAt([without(aGoodCopy(), 'CreationDate')])).toBeUndefined();
    });
  });
});
