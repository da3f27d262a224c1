import { aGoodCopy, aJobIn, ago, vault, without } from '../../kit/a-good-copy.js';
import { ask, auditOf } from '../../kit/audit-of.js';
import { describeWhole } from '../../kit/whole-suite.js';

/** Good copies of one volume, a day apart, the newest first; undefined is a size that is not reported. */
const sizes = (...newestFirst: (number | undefined)[]) =>
  newestFirst.map((BackupSizeInBytes, day) =>
    aGoodCopy({
      BackupSizeInBytes,
      CreationDate: ago(`${day + 1}d1h`),
      CompletionDate: ago(`${day + 1}d`),
    }),
  );

describeWhole(
  'sizeWithin',
  { percent: 50 },
  {
    met: [
      ['as large as the median', sizes(1000, 1000, 1000, 1000)],
      ['exactly so much larger', sizes(1500, 1000, 1000, 1000)],
      ['exactly so much smaller', sizes(500, 1000, 1000, 1000)],
      ['the median of an even number is the mean of the middle two', sizes(750, 100, 200, 800, 10_000)],
      ['0, where the median is 0', sizes(0, 0, 0, 0)],
      [
        'copies before the newest without a size, which are passed over',
        sizes(1000, undefined, 1000, undefined, 1000, 1000),
      ],
      [
        'a copy without CompletionDate, which is passed over even if it was created last',
        [...sizes(1000, 1000, 1000, 1000), without(aGoodCopy({ BackupSizeInBytes: 1 }), 'CompletionDate')],
      ],
      [
        'jobs that are no good copies, which are passed over',
        [
          ...sizes(1000, 1000, 1000, 1000),
          aJobIn('PARTIAL', { CompletionDate: ago('1h'), BackupSizeInBytes: 1 }),
          aJobIn('FAILED', { CompletionDate: ago('1h'), BackupSizeInBytes: 1 }),
          aJobIn('ABORTED', { CompletionDate: ago('1h'), BackupSizeInBytes: 1 }),
        ],
      ],
      [
        'what lies further back than `of`',
        sizes(1000, 1000, 1000, 1000, 1, 1, 1, 1, 1),
        { options: { percent: 50, of: 3 } },
      ],
      [
        'the order of completion, not of creation',
        [
          aGoodCopy({ BackupSizeInBytes: 1000, CreationDate: ago('9d'), CompletionDate: ago('1h') }),
          ...sizes(1000, 1000, 1000, 1),
        ],
      ],
      ['twice the median at 100 %', sizes(2000, 1000, 1000, 1000), { options: { percent: 100 } }],
      ['nothing at 100 %, for that is off by no more', sizes(0, 1000, 1000, 1000), { options: { percent: 100 } }],
      ['three times the median at 200 %', sizes(3000, 1000, 1000, 1000), { options: { percent: 200 } }],
      ['a percentage that doubles miss', sizes(411, 250, 250, 250), { options: { percent: 64.4 } }],
      ['types with a size', sizes(1000, 1000, 1000, 1000).map((job) => ({ ...job, ResourceType: 'DynamoDB' }))],
      ['no type reported', sizes(1000, 1000, 1000, 1000).map((job) => without(job, 'ResourceType'))],
      [
        'a type without meaningful size that is asked for by name',
        sizes(1000, 1000, 1000, 1000).map((job) => ({ ...job, ResourceType: 'RDS' })),
        { options: { percent: 50, resourceTypes: ['RDS'] } },
      ],
      [
        'a job of a type without meaningful size that the control is narrowed away from',
        [...sizes(1000, 1000, 1000, 1000), aJobIn('FAILED', { ResourceType: 'S3' })],
        { options: { percent: 50, resourceTypes: ['EBS'] } },
      ],
    ],
    notMet: [
      ['a byte more', sizes(1501, 1000, 1000, 1000), { found: '1.5 KiB, 50.1 % more than the median of 1000 bytes' }],
      ['a byte less', sizes(499, 1000, 1000, 1000), { found: '499 bytes, 50.1 % less than the median of 1000 bytes' }],
      ['a byte off the mean of the middle two', sizes(751, 100, 200, 800, 10_000)],
      ['half a byte off the mean of the middle two', sizes(751, 100, 200, 801, 10_000), { found: /500.5|501/ }],
      ['0', sizes(0, 1000, 1000, 1000), { found: '0 bytes, 100 % less than the median of 1000 bytes' }],
      ['anything, where the median is 0', sizes(1, 0, 0, 0), { found: '1 byte, more than the median of 0 bytes' }],
      ['one byte off, where nothing may be off', sizes(1001, 1000, 1000, 1000), { options: { percent: 0 } }],
      ['a byte more than twice at 100 %', sizes(2001, 1000, 1000, 1000), { options: { percent: 100 } }],
      ['one more than a percentage that doubles miss', sizes(412, 250, 250, 250), { options: { percent: 64.4 } }],
      [
        'a copy in another vault: they are taken together',
        [
          aGoodCopy({
            BackupSizeInBytes: 1,
            DestinationBackupVaultArn: vault('eu-north-1'),
            CompletionDate: ago('1h'),
          }),
          ...sizes(1000, 1000, 1000),
        ],
      ],
      ['only what lies within `of`', sizes(1000, 1000, 1, 1, 1000, 1000), { options: { percent: 50, of: 3 } }],
      ['the default of seven before it', sizes(1000, 1, 1, 1, 1, 1000, 1000, 1000, 1000, 1000)],
    ],
    undetermined: [
      ['no good copy', [aJobIn('FAILED')]],
      [
        'two copies before it',
        sizes(1000, 1000, 1000),
        { found: 'only 2 good copies with a size before it, fewer than 3' },
      ],
      ['three copies before it, of which one has no size', sizes(1000, 1000, undefined, 1000)],
      [
        'the newest has no size',
        sizes(undefined, 1000, 1000, 1000, 1000),
        { found: 'the size of the newest good copy is not reported' },
      ],
      ['no CompletionDate', sizes(1000, 1000, 1000, 1000).map((job) => without(job, 'CompletionDate'))],
    ],
    noSubject: [
      ...['RDS', 'Aurora', 'DocumentDB', 'Neptune', 'FSx', 'S3'].map(
        (ResourceType) => [ResourceType, sizes(1, 1000, 1000, 1000).map((job) => ({ ...job, ResourceType }))] as const,
      ),
      [
        'a resource with one job of such a type, in any state',
        [...sizes(1, 1000, 1000, 1000), aJobIn('RUNNING', { ResourceType: 'RDS' })],
      ],
      [
        'a resource with one job of such a type beside one that is named',
        [
          ...sizes(1, 1000, 1000, 1000).map((job) => ({ ...job, ResourceType: 'RDS' })),
          aJobIn('FAILED', { ResourceType: 'S3' }),
        ],
        { options: { percent: 50, resourceArns: ['*'] } },
      ],
      ['jobs without ResourceArn', sizes(1, 1000, 1000, 1000).map((job) => without(job, 'ResourceArn'))],
      [
        'a type that it is not narrowed to',
        sizes(1, 1000, 1000, 1000),
        { options: { percent: 50, resourceTypes: ['EC2'] } },
      ],
      [
        'a resource that is only remembered',
        [],
        { remembered: [{ filterSet: 'all', arn: 'arn:aws:s3:::b', newest: {}, seen: ago('1d').getTime() }] },
      ],
    ],
  },
);

describe('sizeWithin', () => {
  it('asks each control of a report over as many copies as it says', async () => {
    const jobs = sizes(1000, 1000, 1000, 1000, 1, 1, 1, 1, 1, 1);
    const controls = [3, 9].map((of) => ({ control: 'sizeWithin' as const, percent: 50, of }));
    const run = await auditOf({ controls }, jobs);
    expect(run.controls.map(({ controlId, status }) => [controlId, status])).toEqual([
      ['sizeWithin', 'COMPLIANT'],
      ['sizeWithin-2', 'NON_COMPLIANT'],
    ]);
  });

  test.each([
    [{ percent: -1 }, 'percent'],
    [{ percent: 50, of: 2 }, 'of'],
    [{ percent: 50, of: 3.5 }, 'of'],
    [{}, 'percent'],
  ])('refuses %j', async (options, path) => {
    await expect(async () => ask({ control: 'sizeWithin', ...options } as never, [])).rejects.toThrow(path);
  });
});
