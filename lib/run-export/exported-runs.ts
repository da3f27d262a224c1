import { Stack } from 'aws-cdk-lib';
import { Grant, type IGrantable, type IManagedPolicy, type IRole } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { EXPORT_TABLES } from '../../audit/run-export/tables.js';
import type { Parts } from '../auditor/auditor-function.js';
import type { HandlerFunction } from '../auditor/handler-function.js';
import { throughKey } from '../auditor/statement.js';
import type { IExportedRuns } from '../exported-runs.js';
import { given } from '../given.js';
import type { RunExport } from '../run-export.js';
import { exportBucket } from './bucket.js';
import { checkExport } from './check.js';
import { deliverExportFunction } from './function.js';
import { ExportTables } from './tables.js';

export interface ExportedRunsProps {
  readonly exportTo: RunExport;
  readonly parts: Parts;
  readonly permissionsBoundary?: IManagedPolicy;
}

/** The bucket of exported runs, its tables, and the function that writes there. */
export class ExportedRuns extends Construct implements IExportedRuns {
  readonly bucket: IBucket;
  readonly prefix: string;
  readonly writerRole: IRole;
  readonly databaseName?: string;
  readonly function: HandlerFunction;

  constructor(scope: Construct, id: string, { exportTo, parts, permissionsBoundary }: ExportedRunsProps) {
    super(scope, id);
    const { _target: target } = exportTo;
    const { prefix, databaseName } = checkExport(this, parts.auditorName, target);
    const encryptionKey = parts.runtime.encryptionKey;
    this.prefix = prefix;
    this.bucket =
      target.bucket ??
      exportBucket(this, 'Bucket', { ...given({ encryptionKey, permissionsBoundary }), ...target.options });
    if (target.options.athenaTables ?? true) {
      new ExportTables(this, 'Tables', { databaseName, bucket: this.bucket, prefix });
      this.databaseName = databaseName;
    }
    this.function = deliverExportFunction(this, parts, { bucket: this.bucket, prefix });
    this.writerRole = this.function.role;
  }

  grantRead(grantee: IGrantable): Grant {
    const { bucket, prefix } = this;
    for (const statement of throughKey(bucket.encryptionKey, 's3', ['Decrypt']))
      grantee.grantPrincipal.addToPrincipalPolicy(statement);
    return [
      { actions: ['s3:GetObject'], resourceArns: [bucket.arnForObjects(`${prefix}*`)] },
      // Athena lists what lies in a day's folder, and asks where the bucket is.
      { actions: ['s3:GetBucketLocation', 's3:ListBucket'], resourceArns: [bucket.bucketArn] },
      ...this.#catalog(),
    ]
      .map((each) => Grant.addToPrincipal({ grantee, ...each }))
      .reduce((all, grant) => all.combine(grant));
  }

  #catalog(): { actions: string[]; resourceArns: string[] }[] {
    const { databaseName } = this;
    if (databaseName === undefined) return [];
    const arn = (resource: string, resourceName?: string): string =>
      Stack.of(this).formatArn({ service: 'glue', resource, ...given({ resourceName }) });
    // Partitions are asked for though Athena works them out.
    return [
      {
        actions: ['glue:GetDatabase', 'glue:GetPartition', 'glue:GetPartitions', 'glue:GetTable', 'glue:GetTables'],
        resourceArns: [
          arn('catalog'),
          arn('database', databaseName),
          ...EXPORT_TABLES.map(({ name }) => arn('table', `${databaseName}/${name}`)),
        ],
      },
    ];
  }
}
