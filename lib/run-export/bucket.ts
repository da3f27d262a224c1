import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { IBucket, LifecycleRule } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledgeControl } from '../auditor/explained.js';
import { privateBucket } from '../auditor/private-bucket.js';
import { given } from '../given.js';
import type { NewBucketExportOptions } from '../run-export.js';

export interface ExportBucketProps extends NewBucketExportOptions {
  readonly permissionsBoundary?: IManagedPolicy;
}

/** A bucket for exported runs. They may be the only history that is left once the table has forgotten it, so it outlives its stack. */
export const exportBucket = (scope: Construct, id: string, props: ExportBucketProps): IBucket => {
  const { encryptionKey, keepFor, removalPolicy = RemovalPolicy.RETAIN, permissionsBoundary } = props;
  const bucket = privateBucket(scope, id, {
    // A run is written once, or again as it was: another version is what somebody else has written.
    versioned: true,
    lifecycleRules: rulesFor(keepFor),
    removalPolicy,
    unlogged:
      'Who reads it, data events of CloudTrail tell; a bucket of yours (`RunExport.toBucket`) logs where you want it to.',
    ...given({ encryptionKey, permissionsBoundary }),
  });
  acknowledgeControl(
    bucket,
    'S3BucketReplicationEnabled',
    'Where it is replicated to, its owner says; a bucket of yours (`RunExport.toBucket`) can be replicated.',
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
