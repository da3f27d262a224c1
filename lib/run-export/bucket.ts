import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { type IManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket, type LifecycleRule } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from '../auditor/acknowledge.js';
import { acknowledgeControl } from '../auditor/explained.js';
import { given } from '../given.js';
import type { NewBucketExportOptions } from '../run-export.js';

export interface ExportBucketProps extends NewBucketExportOptions {
  readonly permissionsBoundary?: IManagedPolicy;
}

/** A bucket for exported runs. They may be the only history that is left once the table has forgotten it, so it outlives its stack. */
export const exportBucket = (scope: Construct, id: string, props: ExportBucketProps): IBucket => {
  const { encryptionKey, keepFor, removalPolicy = RemovalPolicy.RETAIN, permissionsBoundary } = props;
  const bucket = new Bucket(scope, id, {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    encryption: encryptionKey === undefined ? BucketEncryption.S3_MANAGED : BucketEncryption.KMS,
    bucketKeyEnabled: encryptionKey !== undefined,
    // A run is written once, or again as it was: another version is what somebody else has written.
    versioned: true,
    lifecycleRules: rulesFor(keepFor),
    removalPolicy,
    autoDeleteObjects: removalPolicy === RemovalPolicy.DESTROY,
    ...given({ encryptionKey }),
  });
  // The function that empties it is the CDK's, and a child of the stack.
  const cleaner = Stack.of(scope).node.tryFindChild('Custom::S3AutoDeleteObjectsCustomResourceProvider');
  if (cleaner !== undefined && permissionsBoundary !== undefined)
    PermissionsBoundary.of(cleaner).apply(permissionsBoundary);
  const access =
    'Who reads it, data events of CloudTrail tell; a bucket of yours (`RunExport.toBucket`) logs where you want it to.';
  acknowledge(bucket, 'AwsSolutions-S1', access);
  acknowledgeControl(bucket, 'S3BucketLoggingEnabled', access);
  acknowledgeControl(
    bucket,
    'S3BucketReplicationEnabled',
    'Where it is replicated to, its owner says; a bucket of yours (`RunExport.toBucket`) can be replicated.',
  );
  if (encryptionKey === undefined)
    acknowledgeControl(
      bucket,
      'S3DefaultEncryptionKMS',
      'Encrypted with a key of S3; the property `encryptionKey` takes a key of yours.',
    );
  // The CDK's class says `undefined` where its interface says optional, which is no difference but to the compiler.
  return bucket as IBucket;
};

const rulesFor = (keepFor: Duration | undefined): LifecycleRule[] => [
  {
    abortIncompleteMultipartUploadAfter: Duration.days(1),
    ...(keepFor === undefined ? {} : { expiration: keepFor, noncurrentVersionExpiration: Duration.days(30) }),
  },
];
