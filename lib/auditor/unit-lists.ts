import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { given } from '../given.js';
import { acknowledge } from './acknowledge.js';

export interface UnitListsProps {
  readonly removalPolicy: RemovalPolicy;
  readonly encryptionKey?: IKey;
}

/** Where lists of units lie that are too long for a state's 256 KiB. Only there where a report can have so many. */
export const unitListsBucket = (scope: Construct, id: string, props: UnitListsProps): Bucket => {
  const { encryptionKey, removalPolicy } = props;
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
  acknowledge(
    bucket,
    'AwsSolutions-S1',
    'Lists of account ids and Regions, for a day: access to them needs no log of its own.',
  );
  return bucket;
};
