import { Duration } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { ENVIRONMENT } from '../../audit/environment.js';
import { acknowledgeWildcard } from '../auditor/acknowledge.js';
import { type Parts, auditorFunction } from '../auditor/auditor-function.js';
import type { HandlerFunction } from '../auditor/handler-function.js';
import { allow, onTable, throughKey } from '../auditor/statement.js';

export interface ExportPlace {
  readonly bucket: IBucket;
  readonly prefix: string;
}

/** Writes each published run to the bucket. */
export const deliverExportFunction = (
  scope: Construct,
  parts: Parts,
  { bucket, prefix }: ExportPlace,
): HandlerFunction => {
  const objects = bucket.arnForObjects(`${prefix}*`);
  const handler = auditorFunction(scope, 'Deliver', parts, {
    handler: 'deliver-export',
    description: 'Copy audit: writes published runs to the bucket that they are exported to',
    timeout: Duration.minutes(15),
    // More memory is more of a CPU, and compressing is work; a run passes through page by page.
    memorySize: 1024,
    environment: {
      [ENVIRONMENT.exportBucket]: bucket.bucketName,
      [ENVIRONMENT.exportBucketOwner]: bucket.env.account,
      [ENVIRONMENT.exportPrefix]: prefix,
    },
    statements: [
      // The run, its findings and its rows; which run was exported last.
      ...onTable(parts.table, 'GetItem', 'Query', 'PutItem'),
      // Objects of runs, in parts where they are large; a part of one that broke off is removed.
      allow(['s3:AbortMultipartUpload', 's3:PutObject'], [objects]),
      // S3 asks for Decrypt where an object is uploaded in parts.
      ...throughKey(bucket.encryptionKey, 's3', ['Decrypt', 'GenerateDataKey']),
    ],
  });
  acknowledgeWildcard(handler, objects, 'Objects of runs, under the prefix of this auditor.');
  return handler;
};
