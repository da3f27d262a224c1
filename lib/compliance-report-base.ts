import { Duration } from 'aws-cdk-lib';
import type { Alarm, CompositeAlarm, HorizontalAnnotation, IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { Rule } from 'aws-cdk-lib/aws-events';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { partitionOfRows, partitionOfRun, reportKey } from '../audit/record/keys.js';
import { throughKey } from './auditor/statement.js';
import { liveRow } from './dashboard/live.js';
import { oneReport } from './dashboard/reports.js';
import { statusRows } from './dashboard/status.js';
import { trendRows } from './dashboard/trend.js';
import { whereRows } from './dashboard/where.js';
import type { IComplianceReport } from './compliance-report-reference.js';
import { given } from './given.js';
import { alarmAsPublished, alarmOnAge, alarmOnAny, alarmOnFailure, alarmOnSilence } from './report/alarms.js';
import { findingRule, statusRule } from './report/event-rules.js';
import { ReportMetrics } from './report/report-metrics.js';
import type { ReportAlarmProps, StaleAlarmProps } from './report-alarm-props.js';
import type { FindingEventOptions, ReportEventOptions } from './report-event-options.js';

// CloudWatch: evaluation periods times their length end at seven days. Farther back the daily heartbeat looks.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
const FARTHEST_LOOK = Duration.days(7);

const LIVE_HEIGHT = 14;

/**
 * What reports of this app and those of other stacks have in common.
 *
 * @internal
 */
export abstract class ComplianceReportBase extends ReportMetrics implements IComplianceReport {
  /**
   * The longest time between two scheduled runs, in milliseconds, where it is known.
   *
   * @internal
   */
  protected abstract readonly _longestInterval: number | undefined;

  /**
   * How old copies may be, in hours, for its widgets: where it is known, and as soon as it is.
   *
   * @internal
   */
  protected readonly _ageLimits: HorizontalAnnotation[] = [];

  /**
   * Allows reading this report's items in the table (definition, runs, findings, resources), and no other's.
   *
   * @param grantee Who may.
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
   */
  public grantRead(grantee: IGrantable): Grant {
    const { tableArn, encryptionKey } = this.auditor.table;
    for (const statement of throughKey(encryptionKey, 'dynamodb', ['Decrypt', 'DescribeKey']))
      grantee.grantPrincipal.addToPrincipalPolicy(statement);
    const own = reportKey(this.reportName);
    return Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
      resourceArns: [tableArn],
      conditions: {
        'ForAllValues:StringLike': {
          // Its pieces have keys that begin with the key of what they are pieces of.
          'dynamodb:LeadingKeys': [
            own,
            `${own}#*`,
            partitionOfRun(this.reportName, '*'),
            partitionOfRows(this.reportName),
          ],
        },
      },
    });
  }

  /**
   * Allows starting runs: `states:StartExecution` with the input `{"report": "name of the report"}`; and following them
   * (`states:DescribeExecution`). A role that may start this report may start every report of its auditor.
   *
   * @param grantee Who may.
   */
  public grantStartRun(grantee: IGrantable): Grant {
    return this.auditor.grantStartRun(grantee);
  }

  /**
   * An alarm that is on while the latest published run is NON_COMPLIANT. It says nothing of runs that are not made
   * (`alarmWhenStale`) or could not read everything (`alarmWhenAuditFails`).
   *
   * @param id Tells it from the report's other alarms.
   * @param props Name and description.
   */
  public alarmWhenNonCompliant(id: string, props: ReportAlarmProps = {}): Alarm {
    const description = `The copy compliance report ${this.reportName} is NON_COMPLIANT. Its latest run says what, where and why.`;
    return this._afterFirstRun(alarmAsPublished(this, id, this.metricNonCompliant(), description, props));
  }

  /**
   * An alarm that is on while no run was published for longer than twice the schedule. It throws where the schedule is not
   * known or has no next run: give `after` then. An alarm of CloudWatch looks back 7 days; for longer it watches the age of the
   * latest run, which the auditor writes once a day, and goes off within two days after the time is over.
   *
   * @param id Tells it from the report's other alarms.
   * @param props After how long; name and description.
   */
  public alarmWhenStale(id: string, props: StaleAlarmProps = {}): Alarm {
    const after = props.after ?? this.twiceItsSchedule();
    if (after.isUnresolved() || after.toMinutes({ integral: false }) < 1)
      throw new Error(
        `alarmWhenStale of the report ${this.reportName}: after is ${after.isUnresolved() ? 'known only when it is deployed' : after.toHumanString()}; expected 1 minute or more`,
      );
    const isFar = after.toMilliseconds() > FARTHEST_LOOK.toMilliseconds();
    return this._afterFirstRun(
      isFar
        ? alarmOnAge(this, id, this.metricRunAge(), after, props)
        : alarmOnSilence(this, id, this.metricRunPublished(), after, props),
    );
  }

  /**
   * An alarm that is on while the latest run could not read everything, and when a run of the auditor ends without being
   * published. It is a composite of two alarms.
   *
   * @param id Tells it from the report's other alarms.
   * @param props Name and description.
   */
  public alarmWhenAuditFails(id: string, props: ReportAlarmProps = {}): CompositeAlarm {
    return this._afterFirstRun(alarmOnFailure(this, id, this.metricUnreadUnits(), this.auditor.stateMachine, props));
  }

  /**
   * One alarm for all of it: on while the latest run is NON_COMPLIANT, while no run was published for too long, or while the
   * audit fails. A composite of `alarmWhenNonCompliant`, `alarmWhenStale` and `alarmWhenAuditFails`, which it declares.
   *
   * @param id Tells it from the report's other alarms.
   * @param props After how long without a run; name and description.
   */
  public alarmWhenAny(id: string, props: StaleAlarmProps = {}): CompositeAlarm {
    const { after } = props;
    const alarms = [
      this.alarmWhenNonCompliant(`${id}NonCompliant`),
      this.alarmWhenStale(`${id}Stale`, given({ after })),
      this.alarmWhenAuditFails(`${id}AuditFails`),
    ];
    return this._afterFirstRun(alarmOnAny(this, id, alarms, this.reportName, props));
  }

  /**
   * A rule for the event `Copy Job Compliance Change`: a published run has another status than the one that was told before.
   * An auditor of this app sends events as soon as there is such a rule; one that is found by its name has to be declared with
   * `events: true`.
   *
   * @param id Tells it from the report's other rules and alarms.
   * @param options Target, name and the like.
   */
  public onStatusChange(id: string, options: ReportEventOptions = {}): Rule {
    return statusRule(this, id, options);
  }

  /**
   * A rule for the event `Copy Job Finding Change` of new findings: each is told once, however many runs have it. As
   * `onStatusChange`, it has an auditor of this app send events.
   *
   * @param id Tells it from the report's other rules and alarms.
   * @param options Target, the lowest severity, name and the like.
   */
  public onNewFinding(id: string, options: FindingEventOptions = {}): Rule {
    return findingRule(this, id, 'NEW', options);
  }

  /**
   * A rule for the event `Copy Job Finding Change` of findings that are resolved: they were judged again, and are in order. As
   * `onStatusChange`, it has an auditor of this app send events.
   *
   * @param id Tells it from the report's other rules and alarms.
   * @param options Target, the lowest severity, name and the like.
   */
  public onResolvedFinding(id: string, options: FindingEventOptions = {}): Rule {
    return findingRule(this, id, 'RESOLVED', options);
  }

  /**
   * Widgets about this report alone, for a dashboard of yours: status, the report itself to click through, trend, jobs, causes,
   * ages, bytes.
   */
  public widgets(): IWidget[] {
    const reports = oneReport(this);
    return [
      ...statusRows(reports),
      ...liveRow(
        this.auditor.widgetFunctionArn,
        this.reportName,
        { view: 'report', report: this.reportName },
        LIVE_HEIGHT,
      ),
      ...trendRows(reports),
      ...whereRows(reports, this._ageLimits),
    ].flat();
  }

  /**
   * An alarm begins to watch when there is something to be seen.
   *
   * @internal
   */
  protected _afterFirstRun<A extends Alarm | CompositeAlarm>(alarm: A): A {
    return alarm;
  }

  private twiceItsSchedule(): Duration {
    const interval = this._longestInterval;
    if (interval !== undefined) return Duration.millis(2 * interval);
    throw new Error(
      `alarmWhenStale of the report ${this.reportName}: it has no schedule that is known at synth; give after`,
    );
  }
}
