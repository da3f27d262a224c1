import type { Grant, IGrantable, IRole } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';

/** Where an auditor’s runs are exported to. */
export interface IExportedRuns {
  /** The bucket. */
  readonly bucket: IBucket;

  /** What the names of all objects begin with. */
  readonly prefix: string;

  /** The role with which they are written: whom the policy of a bucket in another account has to let in. */
  readonly writerRole: IRole;

  /**
   * Name of the database in AWS Glue. Its tables: `runs`, `controls`, `findings`, `resources`.
   *
   * @default - no database is declared
   */
  readonly databaseName?: string;

  /**
   * Allows reading exported runs, and asking Amazon Athena about them where there are tables: their objects, the key that the
   * bucket is known to have, the database and its tables. A work group, and the place where it puts results, are the reader’s own.
   *
   * @param grantee Who may.
   * @see https://docs.aws.amazon.com/athena/latest/ug/security-iam-athena.html
   */
  grantRead(grantee: IGrantable): Grant;
}
