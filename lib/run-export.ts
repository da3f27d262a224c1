import type { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';

/** How runs are exported. */
export interface RunExportOptions {
  /**
   * What the names of all objects begin with: 1 to 200 letters, digits or `!-_.'()/=` that end with a slash. Two auditors must
   * not share one.
   *
   * @default - the auditor’s name and a slash
   */
  readonly prefix?: string;

  /**
   * Whether a database and tables are declared in AWS Glue, so that Amazon Athena answers questions about the runs.
   *
   * @default true
   */
  readonly athenaTables?: boolean;

  /**
   * Name of that database: 1 to 255 lower-case letters, digits or underscores.
   *
   * @default - `copy_audit_<auditor’s name, in lower case, with underscores>`
   */
  readonly databaseName?: string;
}

/** How runs are exported to a bucket of the auditor’s own. */
export interface NewBucketExportOptions extends RunExportOptions {
  /**
   * How long an exported run is kept, in whole days.
   *
   * @default - for as long as the bucket is there
   */
  readonly keepFor?: Duration;

  /**
   * What becomes of the bucket when it leaves the stack. With `DESTROY` all runs in it go with it.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * A symmetric key that encrypts the bucket.
   *
   * @default - the auditor’s `encryptionKey`; where it has none, a key of S3
   */
  readonly encryptionKey?: IKey;
}

type ExportTarget =
  | { readonly bucket: IBucket; readonly options: RunExportOptions }
  | { readonly bucket?: undefined; readonly options: NewBucketExportOptions };

/**
 * Where every published run is written besides the table, as lines of JSON in Amazon S3: for history that is longer than the
 * table keeps, for questions over all reports, for other tools.
 */
export class RunExport {
  /**
   * To a bucket that is made with the auditor: private, encrypted, with versions, and kept when the stack goes.
   *
   * @param options How long runs are kept, and how they are named.
   */
  public static toNewBucket(options: NewBucketExportOptions = {}): RunExport {
    return new RunExport({ options });
  }

  /**
   * To a bucket that is there, in the auditor’s Region. One of another account has to be imported with its account, such as by
   * `Bucket.fromBucketAttributes`, and its policy has to let `IExportedRuns.writerRole` in.
   *
   * @param bucket The bucket, and the key that encrypts it where it has one of its own.
   * @param options How objects are named.
   */
  public static toBucket(bucket: IBucket, options: RunExportOptions = {}): RunExport {
    return new RunExport({ bucket, options });
  }

  private constructor(
    /** @internal */
    public readonly _target: ExportTarget,
  ) {}
}
