import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import type { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledgeControl } from './explained.js';
import { privateBucket } from './private-bucket.js';

export interface UnitListsProps {
  readonly removalPolicy: RemovalPolicy;
  readonly encryptionKey?: IKey;
  readonly permissionsBoundary?: IManagedPolicy;
}

/** Where lists of units lie that are too long for a state's 256 KiB. Only there where a report can have so many. */
export const unitListsBucket = (scope: Construct, id: string, props: UnitListsProps): Bucket => {
  const bucket = privateBucket(scope, id, {
    ...props,
    // A list is read once, in the minutes after it was written.
    lifecycleRules: [{ expiration: Duration.days(1) }],
    unlogged: 'Lists of account ids and Regions, for a day: access to them needs no log of its own.',
  });
  for (const rule of ['S3BucketReplicationEnabled', 'S3BucketVersioningEnabled'])
    acknowledgeControl(bucket, rule, 'A list is written anew for every run, read once and never changed.');
  return bucket;
};
