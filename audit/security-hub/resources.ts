import { regionOf } from '../arn.js';
import type { Child } from '../finding.js';
import type { FindingToSend } from './asff.js';
import { plainText } from './plain-text.js';

/** A resource as Security Hub writes one. https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_Resource.html */
export interface AsffResource {
  readonly Type: string;
  readonly Id: string;
  readonly Partition?: 'aws' | 'aws-cn' | 'aws-us-gov';
  readonly Region?: string;
}

const MOST_RESOURCES = 32;
const LONGEST_ID = 512;

/**
 * Types that Security Hub has a name for, by ARN: the types of AWS Backup do not tell an instance from a cluster.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/asff-resources.html
 */
const TYPES: readonly (readonly [string, RegExp])[] = [
  ['AwsBackupBackupVault', /^arn:[^:]*:backup:[^:]*:[^:]*:backup-vault:/],
  ['AwsBackupRecoveryPoint', /^arn:[^:]*:backup:[^:]*:[^:]*:recovery-point:/],
  ['AwsCloudFormationStack', /^arn:[^:]*:cloudformation:[^:]*:[^:]*:stack\//],
  ['AwsDynamoDbTable', /^arn:[^:]*:dynamodb:[^:]*:[^:]*:table\//],
  ['AwsEc2Instance', /^arn:[^:]*:ec2:[^:]*:[^:]*:instance\//],
  ['AwsEc2Volume', /^arn:[^:]*:ec2:[^:]*:[^:]*:volume\//],
  ['AwsEksCluster', /^arn:[^:]*:eks:[^:]*:[^:]*:cluster\//],
  ['AwsRdsDbCluster', /^arn:[^:]*:rds:[^:]*:[^:]*:cluster:/],
  ['AwsRdsDbInstance', /^arn:[^:]*:rds:[^:]*:[^:]*:db:/],
  ['AwsRedshiftCluster', /^arn:[^:]*:redshift:[^:]*:[^:]*:cluster:/],
  ['AwsS3Bucket', /^arn:[^:]*:s3:::/],
];
const PARTITIONS = ['aws', 'aws-cn', 'aws-us-gov'] as const;
// https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_Resource.html: a Region has at most 16 characters.
const REGION = /^[a-z0-9-]{1,16}$/;

/** What a finding is about: the resource, the recovery point and the vault, as far as they are known; else the account that reads. */
export const resourcesOf = (finding: FindingToSend, accountId: string): AsffResource[] => {
  const { subject, job, children = [] } = finding;
  const found = new Map<string, AsffResource>();
  const add = (arn: unknown, type?: string): void => {
    if (typeof arn !== 'string' || arn === '' || found.size === MOST_RESOURCES) return;
    const resource = resourceOf(arn, type);
    if (!found.has(resource.Id)) found.set(resource.Id, resource);
  };
  add(subject.resourceArn);
  // Recovery points of many services have the ARN of a snapshot.
  if (subject.type === 'recoveryPoint') add(subject.id, 'AwsBackupRecoveryPoint');
  add(job?.['SourceRecoveryPointArn'], 'AwsBackupRecoveryPoint');
  add(subject.vaultArn ?? job?.['DestinationBackupVaultArn'], 'AwsBackupBackupVault');
  for (const arn of children.flatMap(resourceArnsOf)) add(arn);
  // As Security Hub names an account that its own controls are about.
  if (found.size === 0) return [{ Type: 'AwsAccount', Id: `AWS::::Account:${accountId}` }];
  return [...found.values()];
};

const resourceArnsOf = ({ resourceArn, children = [] }: Child): (string | undefined)[] => [
  resourceArn,
  ...children.flatMap(resourceArnsOf),
];

const resourceOf = (arn: string, type = typeOf(arn)): AsffResource => {
  const partition = PARTITIONS.find((each) => arn.startsWith(`arn:${each}:`));
  const region = regionOf(arn);
  return {
    Type: type,
    Id: plainText(arn, LONGEST_ID),
    ...(partition === undefined ? {} : { Partition: partition }),
    ...(region === undefined || !REGION.test(region) ? {} : { Region: region }),
  };
};

const typeOf = (arn: string): string => TYPES.find(([, pattern]) => pattern.test(arn))?.[0] ?? 'Other';
