import type { Duration } from 'aws-cdk-lib';
import type { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import type { Control } from './control.js';
import type { Exemption } from './exemption.js';
import type { FilterSet } from './filter-set.js';
import type { Gate } from './gate.js';

/** What a report reads, what it asks, and when. With no properties at all it reads every copy job once a day. */
export interface ReportDefinitionProps {
  /**
   * Name of the report: 1 to 64 letters, digits, dashes or underscores. It must differ from those of the auditor's other
   * reports, in other stacks too. Renaming a report begins a new history.
   *
   * @default - the id of the construct
   */
  readonly reportName?: string;

  /**
   * What it is for, shown with the report; at most 1000 characters.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * When it runs, besides every deployment that changes it. The expression carries its time zone; without one it
   * is UTC. The expression `NONE` (`ScheduleExpression.expression('NONE')`) runs it only when asked.
   *
   * @default ScheduleExpression.rate(Duration.days(1))
   */
  readonly schedule?: ScheduleExpression;

  /**
   * Whether it also listens to the events that AWS Backup sends when copy jobs finish. What they changed is judged at once and
   * put into the latest run: a failed copy is a finding within a minute of the event's arrival. AWS sends events at best effort,
   * about every five minutes, so the scheduled run stays the truth. What is judged of a filter set or a report as a whole, such
   * as a success rate, stands until then. An auditor that is reached by its name needs `AuditorAccess.copyJobEvents` for it.
   *
   * @default false
   * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html
   */
  readonly realtime?: boolean;

  /**
   * The copy jobs that are read. At least one; their names must differ.
   *
   * @default - every copy job of the auditor's account and Region of the last 30 days
   */
  readonly filterSets?: FilterSet[];

  /**
   * What is asked of them. At least one.
   *
   * @default - `completed`, and `freshWithin` 26 hours
   */
  readonly controls?: Control[];

  /**
   * What is excused, at most 1000.
   *
   * @default - nothing
   */
  readonly exemptions?: Exemption[];

  /**
   * Whether it can fail the deployment that declares it.
   *
   * @default Gate.never()
   */
  readonly gate?: Gate;

  /**
   * How long a resource stays judged after its newest copy job was created, although AWS Backup removes copy jobs 30 days
   * after they finished. At least a day. A shorter time forgets resources that were deleted sooner, and also those that
   * stopped being copied.
   *
   * @default Duration.days(90)
   */
  readonly forgetResourcesAfter?: Duration;

  /**
   * Requests a second to AWS Backup, from 1 to 50, for each account that asks and each Region. The limit of the service (20
   * List requests a second) is shared by all who use it in the account.
   *
   * @default 10
   */
  readonly requestsPerSecond?: number;

  /**
   * How many filter sets times accounts times Regions are read at once, from 1 to 1000.
   *
   * @default 10
   */
  readonly maxConcurrency?: number;

  /**
   * How long runs are kept in the table. At least a day.
   *
   * @default Duration.days(400)
   */
  readonly keepRunsFor?: Duration;
}
