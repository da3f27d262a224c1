import { VOLUME, aGoodCopy, aJobIn, ago, vault, without } from '../../kit/a-good-copy.js';
import { AS_OF, ask } from '../../kit/audit-of.js';
import { describeWhole } from '../../kit/whole-suite.js';

const [A, B] = ['111111111111', '222222222222'];
/** Good copies to these vaults, from vault `main` in eu-west-1 of account A. */
const to = (...vaults: (string | null | undefined)[]) =>
  vaults.map((DestinationBackupVaultArn) => aGoodCopy({ DestinationBackupVaultArn }));

describeWhole(
  'inDistinct',
  { regions: 2 },
  {
    met: [
      ['two Regions', to(vault('us-east-1'), vault('us-west-2'))],
      ['more', to(vault('us-east-1'), vault('us-west-2'), vault('eu-west-1'))],
      ['two Regions and copies that do not tell theirs', to(vault('us-east-1'), vault('us-west-2'), null, 'vault')],
    ],
    notMet: [
      [
        'two copies in one Region',
        to(vault('us-east-1'), vault('us-east-1', B)),
        { found: 'good copies in 1 Region (us-east-1)' },
      ],
      ['no good copy: none at all is fewer', [aJobIn('FAILED')], { found: 'no good copy' }],
      [
        'a second Region that only jobs reached which are no good copies',
        [
          ...to(vault('us-east-1')),
          ...['FAILED', 'PARTIAL', 'CREATED', 'RUNNING', 'ABORTED'].map((state) =>
            aJobIn(state, { DestinationBackupVaultArn: vault('us-west-2') }),
          ),
        ],
      ],
      [
        'a second Region before the window',
        [
          ...to(vault('us-east-1')),
          aGoodCopy({ DestinationBackupVaultArn: vault('us-west-2'), CreationDate: ago('7d', -1) }),
        ],
        {
          filterSet: { createdWithin: '7d' },
        },
      ],
      ['another Region of the source, which does not count', to(vault('us-east-1'))],
      [
        'one copy that does not tell its Region, where two more are needed',
        to(vault('us-east-1'), null),
        {
          options: { regions: 3 },
          found: 'good copies in 1 Region (us-east-1), 1 copy without a reported Region',
        },
      ],
      [
        'the only copy does not tell its Region, where two are needed',
        to(null),
        {
          found: 'good copies in 0 Regions, 1 copy without a reported Region',
        },
      ],
    ],
    undetermined: [
      ['one copy that does not tell its Region, where one more is needed', to(vault('us-east-1'), null)],
      [
        'two copies, of which none tells its Region',
        to(null, ''),
        { found: 'good copies in 0 Regions, 2 copies without a reported Region' },
      ],
      [
        'two copies to one vault whose ARN names no Region: each may be elsewhere',
        to('arn:aws:backup::111111111111:backup-vault:x', 'arn:aws:backup::111111111111:backup-vault:x'),
      ],
      ['a vault that is no ARN', to(vault('us-east-1'), 'copies')],
    ],
    noSubject: [
      ['jobs without ResourceArn', to(vault('us-east-1')).map((job) => without(job, 'ResourceArn'))],
      [
        'a type that it is not narrowed to',
        to(vault('us-east-1')),
        { options: { regions: 2, resourceTypes: ['RDS'] } },
      ],
      [
        'a resource that is only remembered',
        [],
        { remembered: [{ filterSet: 'all', arn: VOLUME, newest: {}, seen: AS_OF }] },
      ],
    ],
  },
);

describeWhole(
  'inDistinct',
  { vaults: 2 },
  {
    met: [
      ['two vaults', to(vault('us-east-1'), vault('us-east-1', A, 'more'))],
      ['two of one name in two Regions', to(vault('us-east-1'), vault('us-west-2'))],
      [
        'an ARN without Region or account, which counts as a vault',
        to(vault('us-east-1'), 'arn:aws:backup:::backup-vault:copies'),
      ],
      ['a name that is no ARN, too', to(vault('us-east-1'), 'copies')],
      [
        'the copy of a member of a composite whose parent was read',
        [
          ...to(vault('us-east-1')),
          aGoodCopy({ ParentJobId: 'stack', DestinationBackupVaultArn: vault('us-west-2') }),
          without(aJobIn('RUNNING', { CopyJobId: 'stack', IsParent: true }), 'ResourceArn'),
        ],
      ],
    ],
    notMet: [
      [
        'one vault',
        to(vault('us-east-1'), vault('us-east-1')),
        { found: 'good copies in 1 vault (copies in us-east-1)' },
      ],
      ['the vault that was copied from does not count', to(vault('us-east-1'))],
    ],
    undetermined: [
      [
        'a vault that is not reported',
        to(vault('us-east-1'), undefined),
        { found: 'good copies in 1 vault (copies in us-east-1), 1 copy without a reported vault' },
      ],
    ],
  },
);

describeWhole(
  'inDistinct',
  { accounts: 2, vaults: 3 },
  {
    met: [['both numbers are reached', to(vault('us-east-1'), vault('us-west-2'), vault('us-east-1', B))]],
    notMet: [
      [
        'one of them is not',
        to(vault('us-east-1'), vault('us-west-2'), vault('eu-west-1')),
        { found: `good copies in 1 account (${A})` },
      ],
      [
        'neither is',
        to(vault('us-east-1'), vault('us-west-2')),
        { found: `good copies in 2 vaults (copies in us-east-1, copies in us-west-2), and in 1 account (${A})` },
      ],
      [
        'one might be, the other cannot',
        to(vault('us-east-1'), 'arn:aws:backup:us-east-1::backup-vault:x'),
        {
          found: `good copies in 2 vaults (copies in us-east-1, x in us-east-1), and in 1 account (${A}), 1 copy without a reported account`,
        },
      ],
    ],
    undetermined: [['both might be', to(vault('us-east-1'), vault('us-west-2'), null)]],
  },
);

describeWhole(
  'inDistinct',
  { vaults: 2, regions: 2, accounts: 2, includeSource: true },
  {
    met: [['a copy in another Region and account than its source', to(vault('us-east-1', B))]],
    notMet: [
      [
        'a copy in the same account as its source',
        to(vault('us-east-1')),
        { found: `good copies in 1 account (${A})` },
      ],
      ['a copy in the vault of its source', to(vault('eu-west-1', A, 'main'))],
      [
        'no good copy, for then the source is none either',
        [aJobIn('FAILED', { DestinationBackupVaultArn: vault('us-east-1', B) })],
      ],
    ],
    undetermined: [['a destination that is not reported', to(null)]],
  },
);

describe('inDistinct with the source', () => {
  const asked = { control: 'inDistinct' as const, regions: 2, accounts: 2, includeSource: true };
  const bare = without(aGoodCopy({ DestinationBackupVaultArn: vault('us-east-1', B) }), 'SourceBackupVaultArn');

  it('takes the Region in which the job was read and its account for a source that is not reported', async () => {
    const { result } = await ask(asked, [], { units: [{ region: 'eu-west-1', jobs: [bare] }] });
    expect(result.met).toBe(1);
    const same = await ask(asked, [], { units: [{ region: 'us-east-1', jobs: [bare] }] });
    expect(same.findings[0]?.found).toBe('good copies in 1 Region (us-east-1)');
  });

  it('does not take a source that is not reported for yet another place', async () => {
    const { findings } = await ask({ ...asked, regions: undefined }, [without(bare, 'AccountId')]);
    expect(findings).toMatchObject([{ verdict: 'NOT_MET', found: `good copies in 1 account (${B})` }]);
  });

  it('counts the different sources of a resource', async () => {
    const moved = aGoodCopy({ SourceBackupVaultArn: vault('eu-west-1', B, 'main') });
    const { result } = await ask(asked, [aGoodCopy(), moved]);
    expect(result.met).toBe(1);
  });
});

describe('inDistinct', () => {
  it('names what it expects', async () => {
    const { findings } = await ask(
      { control: 'inDistinct', vaults: 3, regions: 2, accounts: 1, includeSource: true },
      to(vault('eu-west-1')),
    );
    expect(findings[0]?.expected).toBe(
      'good copies in at least 3 vaults and 2 Regions and 1 account, the source counted',
    );
  });

  test.each([[{}], [{ includeSource: true }], [{ vaults: 0 }], [{ regions: 1.5 }]])('refuses %j', async (options) => {
    await expect(async () => ask({ control: 'inDistinct', ...options }, [])).rejects.toThrow('controls[0]');
  });
});
