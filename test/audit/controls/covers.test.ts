import { OTHER_VOLUME, VOLUME, aGoodCopy, aJobIn, ago, without } from '../../kit/a-good-copy.js';
import { AS_OF, ask, auditOf } from '../../kit/audit-of.js';
import { describeWhole } from '../../kit/whole-suite.js';

const listed = (ResourceArn: unknown, ResourceType: unknown = 'EBS') => ({ ResourceArn, ResourceType });
const known = (arn: string, fields = {}) => ({
  filterSet: 'all',
  arn,
  type: 'EBS',
  newest: { COPY_CREATION: AS_OF },
  newestCreated: ago('40d').getTime(),
  seen: AS_OF,
  ...fields,
});

// It has no UNDETERMINED of its own: a good copy was read, or none was.
describeWhole(
  'covers',
  { resources: [VOLUME] },
  {
    met: [
      ['a good copy', [aGoodCopy()]],
      ['a good copy among jobs that are none', [aJobIn('FAILED'), aGoodCopy(), aJobIn('RUNNING')]],
      [
        'a good copy without any date, vault or type',
        [without(aGoodCopy(), 'CreationDate', 'CompletionDate', 'DestinationBackupVaultArn', 'ResourceType')],
      ],
      [
        'the copy of a member of a composite whose parent was read',
        [
          aGoodCopy({ ParentJobId: 'stack' }),
          without(aJobIn('FAILED', { CopyJobId: 'stack', IsParent: true }), 'ResourceArn'),
        ],
      ],
      [
        'a good copy of a type that it is not narrowed to, beside a job of one that it is',
        [aGoodCopy({ ResourceType: 'EC2' }), aJobIn('FAILED', { ResourceType: 'EBS' })],
        { options: { resources: [VOLUME], resourceTypes: ['EBS'] } },
      ],
    ],
    notMet: [
      ['no job at all', [], { found: 'no copy job at all' }],
      ['jobs of another resource', [aGoodCopy({ ResourceArn: OTHER_VOLUME })], { found: 'no copy job at all' }],
      ['an ARN that only begins alike: it is no pattern', [aGoodCopy({ ResourceArn: `${VOLUME}1` })]],
      ['jobs without ResourceArn', [without(aGoodCopy(), 'ResourceArn')]],
      ...['FAILED', 'PARTIAL', 'CREATED', 'RUNNING', 'ABORTED', null].map(
        (state) =>
          [
            `only a job in the state ${state}`,
            [aJobIn('', { State: state })],
            { found: 'copy jobs, none of them COMPLETED' },
          ] as const,
      ),
      ['a copy that is only remembered', [], { remembered: [known(VOLUME)], found: 'no copy job at all' }],
      [
        'a copy before the window',
        [aGoodCopy({ CreationDate: ago('7d', -1) })],
        { filterSet: { createdWithin: '7d' } },
      ],
      [
        'a resource of no known type, where it is not narrowed by type',
        [],
        { options: { resources: [VOLUME], resourceArns: ['*:volume/*'] } },
      ],
      [
        'a remembered type that it is narrowed to',
        [],
        { options: { resources: [VOLUME], resourceTypes: ['EBS'] }, remembered: [known(VOLUME)] },
      ],
    ],
    undetermined: 'none: a good copy was read, or none was',
    noSubject: [
      [
        'a resource of no known type, where it is narrowed by type',
        [],
        { options: { resources: [VOLUME], resourceTypes: ['EBS'] } },
      ],
      [
        'the type of its jobs is another',
        [aJobIn('FAILED')],
        { options: { resources: [VOLUME], resourceTypes: ['RDS'] } },
      ],
      [
        'the type of its jobs is another than the one remembered',
        [aJobIn('FAILED', { ResourceType: 'EC2' })],
        {
          options: { resources: [VOLUME], resourceTypes: ['EBS'] },
          remembered: [known(VOLUME)],
        },
      ],
      ['an ARN that it is not narrowed to', [], { options: { resources: [VOLUME], resourceArns: ['*:db:*'] } }],
    ],
  },
);

describeWhole(
  'covers',
  { protectedResources: {} },
  {
    met: [
      ['a good copy of what is listed', [aGoodCopy()], { protectedResources: [listed(VOLUME)] }],
      ['a good copy of what is listed without type', [aGoodCopy()], { protectedResources: [listed(VOLUME, null)] }],
    ],
    notMet: [
      ['no job of what is listed', [], { protectedResources: [listed(VOLUME)] }],
      ['what is remembered, though it is listed no longer', [], { remembered: [known(VOLUME)] }],
      ['what is remembered without type', [], { remembered: [known(VOLUME, { type: undefined })] }],
      [
        'the type of the list, before that of its jobs',
        [aJobIn('FAILED', { ResourceType: 'EC2' })],
        {
          options: { protectedResources: {}, resourceTypes: ['EBS'] },
          protectedResources: [listed(VOLUME)],
        },
      ],
      [
        'the type of its jobs, where the list has none',
        [aJobIn('FAILED')],
        {
          options: { protectedResources: {}, resourceTypes: ['EBS'] },
          protectedResources: [listed(VOLUME, '')],
        },
      ],
      [
        'one of the types asked for',
        [],
        {
          options: { protectedResources: { types: ['RDS', 'EBS'] } },
          protectedResources: [listed(VOLUME), listed(OTHER_VOLUME, 'EC2')],
        },
      ],
      [
        'a remembered one of the types asked for',
        [],
        { options: { protectedResources: { types: ['EBS'] } }, remembered: [known(VOLUME)] },
      ],
    ],
    undetermined: 'none: a good copy was read, or none was',
    noSubject: [
      ['a copy of what is not listed', [aGoodCopy()]],
      ['what is listed without an ARN', [], { protectedResources: [listed(null), listed('')] }],
      [
        'another type than those asked for',
        [],
        { options: { protectedResources: { types: ['RDS'] } }, protectedResources: [listed(VOLUME)] },
      ],
      [
        'no type at all, where some are asked for',
        [],
        { options: { protectedResources: { types: ['RDS'] } }, protectedResources: [listed(VOLUME, null)] },
      ],
      ['what is forgotten', [], { remembered: [known(VOLUME, { newestCreated: ago('90d', -1).getTime() })] }],
    ],
  },
);

describe('covers', () => {
  const both = { control: 'covers' as const, resources: [VOLUME, OTHER_VOLUME] };
  const filterSets = [
    { name: 'one', resourceArn: VOLUME },
    { name: 'other', resourceArn: OTHER_VOLUME },
  ];

  it('is judged once a report, over its filter sets together', async () => {
    const run = await auditOf({ filterSets, controls: [both] }, [
      aGoodCopy(),
      aGoodCopy({ ResourceArn: OTHER_VOLUME }),
    ]);
    expect(run.controls).toMatchObject([{ control: 'covers', met: 2, notMet: 0, status: 'COMPLIANT' }]);
    expect(run.controls[0]).not.toHaveProperty('filterSet');
  });

  it('looks only into the filter sets that it is narrowed to', async () => {
    const controls = [{ ...both, filterSets: ['one'] }];
    const run = await auditOf({ filterSets, controls }, [aGoodCopy(), aGoodCopy({ ResourceArn: OTHER_VOLUME })]);
    expect(run.findings.map(({ subject }) => subject)).toEqual([
      { type: 'expectedResource', id: OTHER_VOLUME, resourceArn: OTHER_VOLUME },
    ]);
  });

  it('judges each resource once, though several units list it and several runs knew it', async () => {
    const units = [{ region: 'eu-west-1' }, { region: 'us-east-1' }];
    const { result } = await ask({ control: 'covers', protectedResources: {} }, [], {
      units,
      protectedResources: [listed(VOLUME), listed(VOLUME)],
      remembered: [known(VOLUME)],
    });
    expect(result).toMatchObject({ notMet: 1, status: 'NON_COMPLIANT' });
  });

  it('is INSUFFICIENT_DATA where nothing is expected, unless that is allowed', async () => {
    const none = { control: 'covers' as const, protectedResources: { types: ['RDS'] } };
    expect((await ask(none, [aGoodCopy()])).result.status).toBe('INSUFFICIENT_DATA');
    expect((await ask({ ...none, allowEmpty: true }, [aGoodCopy()])).result.status).toBe('COMPLIANT');
  });

  it('is excused by resource', async () => {
    const { result, run } = await ask(both, [aGoodCopy()], {
      exemptions: [{ resource: OTHER_VOLUME, reason: 'temporary', until: '2026-07-01' }],
    });
    expect(result).toMatchObject({ met: 1, exempt: 1, status: 'COMPLIANT' });
    expect(run.exemptions).toMatchObject([{ unused: false }]);
  });

  test.each([
    [{}],
    [{ resources: [VOLUME], protectedResources: {} }],
    [{ resources: [] }],
    [{ resources: ['vol-1'] }],
    [{ protectedResources: { types: [] } }],
    [{ protectedResources: { type: 'EBS' } }],
  ])('refuses %j', async (options) => {
    await expect(async () => ask({ control: 'covers', ...options }, [])).rejects.toThrow('controls[0]');
  });
});
