import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type IManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { given } from '../given.js';
import { acknowledge } from './acknowledge.js';
import { acknowledgeControl } from './explained.js';

export interface UnitListsProps {
  readonly removalPolicy: RemovalPolicy;
  readonly encryptionKey?: IKey;
  readonly permissionsBoundary?: IManagedPolicy;
}

/** Where lists of units lie that are too long for a state's 256 KiB. Only there where a report can have so many. */
export const unitListsBucket = (scope: Construct, id: string, props: UnitListsProps): Bucket => {
  const { encryptionKey, removalPolicy, permissionsBoundary } = props;
  const bucket = new Bucket(scope, id, {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    encryption: encryptionKey === undefined ? BucketEncryption.S3_MANAGED : BucketEncryption.KMS,
    bucketKeyEnabled: encryptionKey !== undefined,
    // A list is read once, in the minutes after it was written.
    lifecycleRules: [{ expiration: Duration.days(1) }],
    removalPolicy,
    autoDeleteObjects: removalPolicy === RemovalPolicy.DESTROY,
    ...given({ encryptionKey }),
  });
  // The function that empties it is the CDK's, and a child of the stack.
  const cleaner = Stack.of(scope).node.tryFindChild('Custom::S3AutoDeleteObjectsCustomResourceProvider');
  if (cleaner !== undefined && permissionsBoundary !== undefined)
    PermissionsBoundary.of(cleaner).apply(permissionsBoundary);
  const access = 'Lists of account ids and Regions, for a day: access to them needs no log of its own.';
  acknowledge(bucket, 'AwsSolutions-S1', access);
  acknowledgeControl(bucket, 'S3BucketLoggingEnabled', access);
  for (const rule of ['S3BucketReplicationEnabled', 'S3BucketVersioningEnabled'])
    acknowledgeControl(bucket, rule, 'A list is written anew for every run, read once and never changed.');
  if (encryptionKey === undefined)
    acknowledgeControl(
      bucket,
      'S3DefaultEncryptionKMS',
      'Encrypted with a key of S3; the property `encryptionKey` takes a key of yours.',
    );
  return bucket;
};
