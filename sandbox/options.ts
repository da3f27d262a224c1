import type { FaultPlan } from './faults.js';
import type { BoundsOption } from './listing.js';
import type { Order } from './order.js';
import type { Records } from './store.js';
import type { TimeNotation } from './wire.js';

/** What an endpoint serves, and how. With no options at all it has nothing to list. */
export interface SandboxOptions {
  /** Copy jobs in the API's own shape; times as seconds, ISO 8601 or Dates. From `generateScenario`, `readJobsFile`, or anywhere. */
  readonly copyJobs?: Records;
  readonly backupJobs?: Records;
  readonly protectedResources?: Records;
  /** In the shape of GetBackupPlan's answer. Listed, as by the service, in their own account and Region only. */
  readonly backupPlans?: Records;
  readonly backupVaults?: Records;

  /** @default 127.0.0.1 */
  readonly host?: string;
  /** @default 0: a free one */
  readonly port?: number;

  /** @default newest-first */
  readonly order?: Order;
  /** Whether a job made at the very time of a bound is within it. @default inclusive */
  readonly bounds?: BoundsOption;
  /** Whether children of composite jobs are listed where nobody asks for them by their parent. @default listed */
  readonly children?: 'listed' | 'hidden';
  /** How times are written. @default mixed */
  readonly timestamps?: TimeNotation;
  /** Items a page where MaxResults is not given: AWS does not say. @default 100 */
  readonly defaultPageSize?: number;
  /** How long a NextToken is good for. @default a day */
  readonly tokenLifetimeMs?: number;

  /** Serve only what lies in the Region that the request is signed for. @default false: everything, whatever Region is asked */
  readonly scopeByRegion?: boolean;
  /**
   * The account that calls: its jobs are listed where none is asked for.
   * @default the jobs of all accounts; of plans and vaults those of the first one
   */
  readonly callerAccountId?: string;

  /** Milliseconds that each answer takes. @default 0 */
  readonly latencyMs?: number;
  /** Requests a second above which the endpoint answers ThrottlingException. @default none */
  readonly requestsPerSecond?: number;
  /** Requests at once that the limit lets through. @default requestsPerSecond */
  readonly burst?: number;
  /** The status of a ThrottlingException. @default 400 */
  readonly throttleStatus?: 400 | 429;
  /** What goes wrong. */
  readonly faultPlan?: FaultPlan;

  /** The time, in milliseconds: for summaries, tokens and the limit. @default Date.now */
  readonly now?: () => number;
}
