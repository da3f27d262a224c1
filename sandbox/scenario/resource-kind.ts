import type { Random } from './random.js';

export interface Place {
  readonly account: string;
  readonly region: string;
}

/** How a type of resource, and recovery points of it, show themselves in AWS Backup. */
export interface ResourceKind {
  readonly type: string;
  /** How often it is met, beside the others. */
  readonly weight: number;
  /** Relational snapshots are reported with a size of 0, or none. */
  readonly size: 'reported' | 'none';
  arn(place: Place, name: string, random: Random): string;
  recoveryPoint(place: Place, id: string, isCopy: boolean, random: Random): string;
}

const backupPoint: ResourceKind['recoveryPoint'] = ({ account, region }, id) =>
  `arn:aws:backup:${region}:${account}:recovery-point:${id}`;

const jobName = (id: string, isCopy: boolean): string => `awsbackup:${isCopy ? 'copyjob' : 'job'}-${id}`;

const clusterPoint: ResourceKind['recoveryPoint'] = ({ account, region }, id, isCopy) =>
  `arn:aws:rds:${region}:${account}:cluster-snapshot:${jobName(id, isCopy)}`;

const snapshot: ResourceKind['recoveryPoint'] = ({ region }, _id, _isCopy, random) =>
  `arn:aws:ec2:${region}::snapshot/snap-0${random.hex(16)}`;

const named =
  (service: string, prefix: string): ResourceKind['arn'] =>
  ({ account, region }, name) =>
    `arn:aws:${service}:${region}:${account}:${prefix}${name}`;

const numbered =
  (service: string, prefix: string, digits = 17): ResourceKind['arn'] =>
  ({ account, region }, _name, random) =>
    `arn:aws:${service}:${region}:${account}:${prefix}${random.hex(digits)}`;

const kind = (
  type: string,
  weight: number,
  size: ResourceKind['size'],
  arn: ResourceKind['arn'],
  recoveryPoint: ResourceKind['recoveryPoint'] = backupPoint,
): ResourceKind => ({ type, weight, size, arn, recoveryPoint });

/**
 * Types that can be copied, with the ARNs that AWS Backup gives their recovery points.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/access-control.html#resource-arns-table
 */
export const RESOURCE_KINDS: readonly [ResourceKind, ...ResourceKind[]] = [
  kind('EBS', 24, 'reported', numbered('ec2', 'volume/vol-'), snapshot),
  kind(
    'RDS',
    18,
    'none',
    named('rds', 'db:'),
    ({ account, region }, id, isCopy) => `arn:aws:rds:${region}:${account}:snapshot:${jobName(id, isCopy)}`,
  ),
  kind(
    'EC2',
    14,
    'reported',
    numbered('ec2', 'instance/i-'),
    ({ region }, _id, _isCopy, random) => `arn:aws:ec2:${region}::image/ami-0${random.hex(16)}`,
  ),
  kind('DynamoDB', 12, 'reported', named('dynamodb', 'table/')),
  kind('S3', 8, 'reported', (_place, name, random) => `arn:aws:s3:::${name}-${random.hex(8)}`),
  kind('EFS', 7, 'reported', numbered('elasticfilesystem', 'file-system/fs-')),
  kind('Aurora', 7, 'none', named('rds', 'cluster:'), clusterPoint),
  kind(
    'FSx',
    3,
    'reported',
    numbered('fsx', 'file-system/fs-'),
    ({ account, region }, _id, _isCopy, random) => `arn:aws:fsx:${region}:${account}:backup/backup-0${random.hex(16)}`,
  ),
  kind('DocumentDB', 2, 'none', named('rds', 'cluster:docdb-'), clusterPoint),
  kind('Neptune', 1, 'none', named('rds', 'cluster:neptune-'), clusterPoint),
  kind('VirtualMachine', 1, 'reported', numbered('backup-gateway', 'vm/vm-')),
  kind(
    'Storage Gateway',
    1,
    'reported',
    ({ account, region }, _name, random) =>
      `arn:aws:storagegateway:${region}:${account}:gateway/sgw-${random.hex(8)}/volume/vol-0${random.hex(16)}`,
    snapshot,
  ),
  kind(
    'SAP HANA on Amazon EC2',
    1,
    'reported',
    ({ account, region }, name) => `arn:aws:ssm-sap:${region}:${account}:HANA/${name}/DB/HDB`,
  ),
  kind(
    'Timestream',
    1,
    'reported',
    ({ account, region }, name) => `arn:aws:timestream:${region}:${account}:database/${name}/table/readings`,
  ),
];

/** A stack: its recovery points are composites of those of its resources. */
export const STACK = kind(
  'CloudFormation',
  0,
  'none',
  ({ account, region }, name, random) => `arn:aws:cloudformation:${region}:${account}:stack/${name}/${random.uuid()}`,
  ({ account, region }, id) => `arn:aws:backup:${region}:${account}:recovery-point:composite:${id}`,
);

export const kindOf = (type: string): ResourceKind => {
  const found = RESOURCE_KINDS.find((candidate) => candidate.type === type);
  if (found === undefined) throw new RangeError(`There is no resource type ${type} in scenarios`);
  return found;
};

const TOTAL_WEIGHT = RESOURCE_KINDS.reduce((sum, { weight }) => sum + weight, 0);

export const anyKind = (random: Random): ResourceKind => {
  let left = random.part() * TOTAL_WEIGHT;
  return RESOURCE_KINDS.find(({ weight }) => (left -= weight) < 0) ?? RESOURCE_KINDS[0];
};
