/**
 * States of a copy job.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CopyJob.html
 */
export enum CopyJobState {
  /** Waits to be started. */
  CREATED = 'CREATED',

  /** Copies. */
  RUNNING = 'RUNNING',

  /** Copied everything. */
  COMPLETED = 'COMPLETED',

  /** Copied nothing. */
  FAILED = 'FAILED',

  /** Copied a composite recovery point without some of its members. */
  PARTIAL = 'PARTIAL',
}
