import type { Duration } from 'aws-cdk-lib';
import type { IBackupVault } from 'aws-cdk-lib/aws-backup';
import type { CopyJobState } from './copy-job-state.js';
import type { ResourceType } from './resource-type.js';
import type { Target } from './target.js';

/**
 * The twelve filters of `ListCopyJobs`, windows relative to the run, paging, and where it is read. A copy job is in the
 * filter set if it passes all that is given.
 */
export interface FilterSetProps {
  /**
   * Only copy jobs of this account (twelve digits). To read other accounts give `targets`.
   *
   * @default - every account that is read
   */
  readonly accountId?: string;

  /**
   * Only copy jobs that completed at this time or later, in ISO 8601 with its zone (`2026-11-01T00:00:00Z`) or as a date
   * (UTC). Copy jobs that have not completed are left out.
   *
   * @default - no limit
   */
  readonly completedAfter?: string;

  /**
   * Only copy jobs that completed before this time, in ISO 8601 with its zone (`2026-11-01T00:00:00Z`) or as a date (UTC).
   * Copy jobs that have not completed are left out.
   *
   * @default - no limit
   */
  readonly completedBefore?: string;

  /**
   * Only copy jobs that were created at this time or later, in ISO 8601 with its zone (`2026-11-01T00:00:00Z`) or as a date
   * (UTC). AWS Backup removes a copy job 30 days after it finished.
   *
   * @default - 30 days before the run, unless `createdBefore` is given: then no limit
   */
  readonly createdAfter?: string;

  /**
   * Only copy jobs that were created before this time, in ISO 8601 with its zone (`2026-11-01T00:00:00Z`) or as a date (UTC).
   *
   * @default - the time of the run
   */
  readonly createdBefore?: string;

  /**
   * Only copy jobs to this vault.
   *
   * @default - every vault
   */
  readonly destinationVault?: IBackupVault;

  /**
   * Only copy jobs to the vault with this ARN: the same as `destinationVault`, for a vault of another account or Region.
   *
   * @default - every vault
   */
  readonly destinationVaultArn?: string;

  /**
   * Only copy jobs with this message category, exactly as AWS Backup writes it: `ACCESS_DENIED`, `SUCCESS`.
   *
   * @default - every category
   */
  readonly messageCategory?: string;

  /**
   * Only the members of the composite that this copy job copies.
   *
   * @default - members and composites
   */
  readonly parentJobId?: string;

  /**
   * Only copies of the resource with this ARN.
   *
   * @default - every resource
   */
  readonly resourceArn?: string;

  /**
   * Only copies of resources of this type.
   *
   * @default - every type
   */
  readonly resourceType?: ResourceType;

  /**
   * Only copies of the recovery point with this ARN.
   *
   * @default - every recovery point
   */
  readonly sourceRecoveryPointArn?: string;

  /**
   * Only copy jobs in this state. A filter set of one state shows nothing of the others: `completed` over COMPLETED jobs
   * is always met.
   *
   * @default - every state
   */
  readonly state?: CopyJobState;

  /**
   * Only copies of resources that carry all of these tags when a run is made: name and value, exactly. The auditor asks the
   * Resource Groups Tagging API for them (`tag:GetResources`), once for each account and Region that is read; of those
   * without such a resource no copy job is asked for. Other accounts than the auditor's own have to be read through a role,
   * for AWS tells nobody else of their tags. A resource that no longer carries the tags, or is gone, is judged no more.
   *
   * @default - every resource
   */
  readonly taggedWith?: { [name: string]: string };

  /**
   * Only copy jobs that were created this long before the run, or later. Cannot be given together with `createdAfter` or
   * `createdBefore`.
   *
   * @default Duration.days(30)
   */
  readonly createdWithin?: Duration;

  /**
   * Only copy jobs that completed this long before the run, or later. Copy jobs that have not completed are left out.
   * Cannot be given together with `completedAfter` or `completedBefore`.
   *
   * @default - no limit
   */
  readonly completedWithin?: Duration;

  /**
   * Copy jobs a request (`MaxResults`), from 1 to 1000. Fewer mean more requests.
   *
   * @default 1000
   */
  readonly pageSize?: number;

  /**
   * At most this many copy jobs are read of each target. Where there are more the report is incomplete.
   *
   * @default - all of them
   */
  readonly maxItems?: number;

  /**
   * A `NextToken` of an earlier answer, to go on where that ended. What came before it is not read.
   *
   * @default - from the beginning
   */
  readonly startingToken?: string;

  /**
   * Only copy jobs that the backup plan with this id started. `ListCopyJobs` has no such filter, so that the others are read
   * and left out. Copies that were started by hand are in no plan.
   *
   * @default - whatever started it
   */
  readonly backupPlanId?: string;

  /**
   * Only copy jobs that a rule of this name started: of the plan in `backupPlanId`, or of any where that is not given.
   *
   * @default - every rule
   */
  readonly backupRuleName?: string;

  /**
   * The accounts and Regions that are read.
   *
   * @default - the auditor's own account and Region
   */
  readonly targets?: Target[];
}
