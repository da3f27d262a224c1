import { everyRecoveryPointCopied } from '../../../audit/controls/every-recovery-point-copied.js';
import { VOLUME, aGoodCopy, ago, without } from '../../kit/a-good-copy.js';
import { AS_OF, type AskOptions, ask, auditOf } from '../../kit/audit-of.js';
import { describeWhole } from '../../kit/whole-suite.js';

const HOUR = 3_600_000;
const POINT = 'arn:aws:ec2:eu-west-1::snapshot/snap-1';

/** A backup job that is COMPLETED, three days ago, but for what is given. */
const backup = (fields: Record<string, unknown> = {}) => ({
  BackupJobId: 'backup',
  State: 'COMPLETED',
  CreationDate: ago('73h'),
  CompletionDate: ago('72h'),
  RecoveryPointArn: POINT,
  ResourceArn: VOLUME,
  ResourceType: 'EBS',
  ...fields,
});
const backups = (...backupJobs: Record<string, unknown>[]): AskOptions => ({ backupJobs });
/** A good copy of the recovery point, complete so long before the run. */
const copied = (length: string, later = 0, fields = {}) =>
  aGoodCopy({ SourceRecoveryPointArn: POINT, CreationDate: ago('72h'), CompletionDate: ago(length, later), ...fields });

describeWhole(
  'everyRecoveryPointCopied',
  { within: '24h' },
  {
    met: [
      ['a copy that was complete just in time', [copied('48h')], backups(backup())],
      ['the first of several in time', [copied('1h'), copied('60h'), copied('2h')], backups(backup())],
      [
        'one in time, beside one without date',
        [copied('60h'), without(copied('60h'), 'CompletionDate')],
        backups(backup()),
      ],
      [
        'a copy that was complete before the backup',
        [copied('73h', 0, { CreationDate: ago('74h') })],
        backups(backup()),
      ],
      [
        'a copy made by hand, of which AWS tells little',
        [{ State: 'COMPLETED', SourceRecoveryPointArn: POINT, CompletionDate: ago('60h') }],
        backups(backup()),
      ],
      ['the copy of a member of a composite', [copied('60h', 0, { ParentJobId: 'stack' })], backups(backup())],
      [
        'a copy of a type that it is not narrowed to',
        [copied('60h', 0, { ResourceType: 'EC2' })],
        {
          ...backups(backup()),
          options: { within: '24h', resourceTypes: ['EBS'] },
        },
      ],
      [
        'the oldest backup that is judged',
        [copied('150h', 0, { CreationDate: ago('168h') })],
        backups(backup({ CompletionDate: ago('7d') })),
      ],
    ],
    notMet: [
      [
        'a millisecond later',
        [copied('48h', 1)],
        { ...backups(backup()), found: 'the first good copy was complete 1d1ms after the backup' },
      ],
      [
        'much later',
        [copied('12h')],
        { ...backups(backup()), found: 'the first good copy was complete 2d12h after the backup' },
      ],
      ['no copy', [], { ...backups(backup()), found: 'no good copy' }],
      [
        'a copy of another recovery point of the resource',
        [copied('60h', 0, { SourceRecoveryPointArn: 'other' })],
        backups(backup()),
      ],
      [
        'a copy that does not tell what it copied',
        [copied('60h', 0, { SourceRecoveryPointArn: null })],
        backups(backup()),
      ],
      ...['FAILED', 'PARTIAL', 'CREATED', 'RUNNING', 'ABORTED', null].map(
        (State) => [`only a job in the state ${State}`, [copied('60h', 0, { State })], backups(backup())] as const,
      ),
      [
        'one that is late, beside one without date',
        [copied('12h'), without(copied('60h'), 'CompletionDate')],
        backups(backup()),
      ],
      [
        'a copy before the window of the filter set',
        [copied('60h')],
        { ...backups(backup()), filterSet: { createdWithin: '71h' } },
      ],
      ['the oldest backup that is judged', [], backups(backup({ CompletionDate: ago('7d') }))],
      ['the youngest backup that is judged', [], backups(backup({ CompletionDate: ago('24h', -1) }))],
      ['a backup of no known resource', [], backups(without(backup(), 'ResourceArn', 'ResourceType'))],
      [
        '`continuous:` elsewhere than in the last part',
        [],
        backups(backup({ RecoveryPointArn: 'arn:aws:backup:continuous:1:recovery-point:x' })),
      ],
      [
        'a longer reach',
        [],
        { ...backups(backup({ CompletionDate: ago('14d') })), options: { within: '24h', completedWithin: '14d' } },
      ],
    ],
    undetermined: [
      [
        'only copies without CompletionDate',
        [without(copied('60h'), 'CompletionDate')],
        {
          ...backups(backup()),
          found: 'no good copy reports its CompletionDate',
        },
      ],
    ],
    noSubject: [
      ['no backup', [copied('60h')]],
      ['a backup of just so long ago: its time is not over', [], backups(backup({ CompletionDate: ago('24h') }))],
      ['a backup before what is judged', [], backups(backup({ CompletionDate: ago('7d', -1) }))],
      ['a backup after the run', [], backups(backup({ CompletionDate: ago('0s', HOUR) }))],
      ...['FAILED', 'RUNNING', 'ABORTED', 'EXPIRED', 'PARTIAL', null].map(
        (State) => [`a backup job in the state ${State}`, [], backups(backup({ State }))] as const,
      ),
      ['a backup job without recovery point', [], backups(backup({ RecoveryPointArn: null }))],
      ['a backup job without CompletionDate', [], backups(backup({ CompletionDate: null }))],
      [
        'a continuous backup',
        [],
        backups(
          backup({ RecoveryPointArn: 'arn:aws:backup:eu-west-1:111111111111:recovery-point:continuous:bucket-1' }),
        ),
      ],
      ['a member of a composite', [], backups(backup({ ParentJobId: 'stack' }))],
      [
        'a type that it is not narrowed to',
        [],
        { ...backups(backup()), options: { within: '24h', resourceTypes: ['RDS'] } },
      ],
      [
        'no type, where it is narrowed to some',
        [],
        { ...backups(backup({ ResourceType: null })), options: { within: '24h', resourceTypes: ['EBS'] } },
      ],
      ['a reach that is no longer than the time to copy', [], { ...backups(backup()), options: { within: '7d' } }],
    ],
  },
);

describe('everyRecoveryPointCopied', () => {
  const asked = { control: 'everyRecoveryPointCopied' as const, within: '24h' };
  const parent = backup({ RecoveryPointArn: 'parent', IsParent: true });

  it('judges each recovery point, of a composite its parent', async () => {
    const backupJobs = [parent, backup({ ParentJobId: 'stack' }), backup({ RecoveryPointArn: 'alone' })];
    const { findings } = await ask(asked, [], { backupJobs });
    expect(findings.map(({ subject }) => subject)).toEqual([
      { type: 'recoveryPoint', id: 'alone', resourceArn: VOLUME, resourceType: 'EBS' },
      { type: 'recoveryPoint', id: 'parent', resourceArn: VOLUME, resourceType: 'EBS' },
    ]);
  });

  it('is judged once a report, over its filter sets together', async () => {
    const filterSets = [
      { name: 'one', destinationVaultArn: 'arn:aws:backup:us-east-1:1:backup-vault:x' },
      { name: 'other' },
    ];
    const run = await auditOf({ filterSets, controls: [asked] }, [copied('60h')], backups(backup()));
    expect(run.controls).toMatchObject([{ met: 1, notMet: 0 }]);
  });

  it('judges a recovery point once, though the backup is listed in two units', async () => {
    const units = [{ region: 'eu-west-1' }, { region: 'us-east-1' }];
    const { result } = await ask(asked, [], { units, ...backups(backup(), backup()) });
    expect(result).toMatchObject({ notMet: 1 });
  });

  it('is not judged where no backup job was read: INSUFFICIENT_DATA', async () => {
    expect((await ask(asked, [copied('60h')])).result.status).toBe('INSUFFICIENT_DATA');
  });

  it('is excused by resource, as its findings name one', async () => {
    const { result } = await ask(asked, [], {
      ...backups(backup()),
      exemptions: [{ resource: VOLUME, reason: 'temporary', until: '2026-07-01' }],
    });
    expect(result).toMatchObject({ exempt: 1, status: 'COMPLIANT' });
  });

  it('asks for backup jobs of a window that is never inverted', () => {
    const { backupJobs } = everyRecoveryPointCopied;
    expect(backupJobs({ within: HOUR, completedWithin: 3 * HOUR }, AS_OF)).toEqual({
      from: AS_OF - 3 * HOUR,
      to: AS_OF - HOUR,
    });
    expect(backupJobs({ within: 9 * HOUR, completedWithin: 3 * HOUR }, AS_OF)).toEqual({
      from: AS_OF - 3 * HOUR,
      to: AS_OF - 3 * HOUR,
    });
  });

  it('warns where there would never be anything to judge', () => {
    expect(everyRecoveryPointCopied.warn?.({ within: HOUR, completedWithin: HOUR })).toMatch(/not longer than within/);
    expect(everyRecoveryPointCopied.warn?.({ within: HOUR, completedWithin: HOUR + 1 })).toBeUndefined();
  });
});
