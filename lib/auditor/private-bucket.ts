import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type IManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, type LifecycleRule } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { given } from '../given.js';
import { acknowledge } from './acknowledge.js';
import { acknowledgeControl } from './explained.js';

export interface PrivateBucketProps {
  readonly removalPolicy: RemovalPolicy;
  readonly lifecycleRules: LifecycleRule[];
  readonly versioned?: boolean;
  readonly encryptionKey?: IKey;
  readonly permissionsBoundary?: IManagedPolicy;
  /** Why who reads it is not logged. */
  readonly unlogged: string;
}

/** A bucket of the auditor's own: encrypted, over TLS, nothing of it public, and empty before it goes. */
export const privateBucket = (scope: Construct, id: string, props: PrivateBucketProps): Bucket => {
  const { encryptionKey, removalPolicy, permissionsBoundary, unlogged, lifecycleRules, versioned } = props;
  const bucket = new Bucket(scope, id, {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    encryption: encryptionKey === undefined ? BucketEncryption.S3_MANAGED : BucketEncryption.KMS,
    bucketKeyEnabled: encryptionKey !== undefined,
    lifecycleRules,
    removalPolicy,
    autoDeleteObjects: removalPolicy === RemovalPolicy.DESTROY,
    ...given({ encryptionKey, versioned }),
  });
  // The function that empties it is the CDK's, and a child of the stack.
  const cleaner = Stack.of(scope).node.tryFindChild('Custom::S3AutoDeleteObjectsCustomResourceProvider');
  if (cleaner !== undefined && permissionsBoundary !== undefined)
    PermissionsBoundary.of(cleaner).apply(permissionsBoundary);
  acknowledge(bucket, 'AwsSolutions-S1', unlogged);
  acknowledgeControl(bucket, 'S3BucketLoggingEnabled', unlogged);
  if (encryptionKey === undefined)
    acknowledgeControl(
      bucket,
      'S3DefaultEncryptionKMS',
      'Encrypted with a key of S3; the property `encryptionKey` takes a key of yours.',
    );
  return bucket;
};
