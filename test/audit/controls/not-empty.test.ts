import { notEmpty } from '../../../audit/controls/not-empty.js';
import { TYPES_WITHOUT_SIZE } from '../../../audit/sized-types.js';
import { aCopyJob } from '../../kit/a-copy-job.js';
import { describeOptions } from '../../kit/control-options.js';
import { describeControl } from '../../kit/control-suite.js';

const sized = (BackupSizeInBytes: unknown, ResourceType: unknown = 'EBS', State = 'COMPLETED') =>
  aCopyJob({ BackupSizeInBytes, ResourceType, State });

describeControl(
  notEmpty,
  {},
  {
    met: [
      ['a copy of one byte', sized(1)],
      ['one of more bytes than a number counts', sized(2 ** 60)],
      [
        'a bucket that holds something, where buckets are asked',
        sized(1, 'S3'),
        { options: { resourceTypes: ['S3'] } },
      ],
    ],
    notMet: [
      ['a copy of 0 bytes', sized(0), { found: '0 bytes' }],
      ['one of a type that AWS adds', sized(0, 'Quantum')],
      ['one that reports no type', aCopyJob({ BackupSizeInBytes: 0, ResourceType: undefined })],
      ['one whose type is null', sized(0, null)],
      ['one whose type is empty', sized(0, '')],
      ['one whose type is written otherwise', sized(0, 's3')],
      ['an empty bucket, where buckets are asked', sized(0, 'S3'), { options: { resourceTypes: ['EBS', 'S3'] } }],
      ['an empty database, where they are asked', sized(0, 'RDS'), { options: { resourceTypes: ['RDS'] } }],
    ],
    undetermined: [
      ['a copy that reports no size', sized(undefined), { found: 'the size is not reported' }],
      ['one whose size is null', sized(null)],
      ['one whose size is no number', sized('')],
      ['a bucket of no size, where buckets are asked', sized(undefined, 'S3'), { options: { resourceTypes: ['S3'] } }],
    ],
    noSubject: [
      ...[...TYPES_WITHOUT_SIZE].map((type) => [`a copy of type ${type}`, sized(0, type)] as const),
      ['a bucket, where databases are asked', sized(0, 'S3'), { options: { resourceTypes: ['RDS'] } }],
      ['one of type RDS that reports no size', sized(undefined, 'RDS')],
      ['a PARTIAL one', sized(0, 'CloudFormation', 'PARTIAL')],
    ],
    states: ['COMPLETED'],
    members: 'STAND_FOR_THEMSELVES',
  },
);

test('six types report no size that means something', () => {
  expect([...TYPES_WITHOUT_SIZE].sort()).toEqual(['Aurora', 'DocumentDB', 'FSx', 'Neptune', 'RDS', 'S3']);
});

describeOptions(notEmpty, { refused: [[{ atLeast: 1 }, /"atLeast" is not a property/]] });
