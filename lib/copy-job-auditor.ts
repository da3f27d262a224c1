import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { HorizontalAnnotation } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { type IRole, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { type Construct, DependencyGroup, type IDependable } from 'constructs';
import { AtOnce } from './auditor/at-once.js';
import { checkAuditor } from './auditor/check.js';
import type { Deliveries } from './auditor/deliveries.js';
import { allowLogs } from './auditor/encrypted-logs.js';
import { encryptMachine } from './auditor/encrypted-machine.js';
import {
  auditUnitFunction,
  isCompleteFunction,
  onEventFunction,
  planFunction,
  publishFunction,
} from './auditor/functions.js';
import type { HandlerFunctions, ServedReport } from './auditor/inside.js';
import type { RuntimeProps } from './auditor/handler-function.js';
import { Heartbeat } from './auditor/heartbeat.js';
import { ImportedAuditor } from './auditor/imported-auditor.js';
import { deliverNotificationsFunction } from './auditor/notifications.js';
import { OpenAccess } from './auditor/open-access.js';
import { OpenEvents } from './auditor/open-events.js';
import { AuditorParameters } from './auditor/parameters.js';
import { AuditorProvider } from './auditor/provider.js';
import { heartbeatFunction, widgetFunction } from './auditor/reading-functions.js';
import { schedulerRole } from './auditor/scheduler-role.js';
import { deliverSecurityHubFunction } from './auditor/security-hub.js';
import { runStateMachine } from './auditor/state-machine.js';
import { auditorTable } from './auditor/table.js';
import { unitListsBucket } from './auditor/unit-lists.js';
import { CopyJobAuditorBase } from './copy-job-auditor-base.js';
import type { CopyJobAuditorProps } from './copy-job-auditor-props.js';
import type { CopyJobAuditorAttributes, ICopyJobAuditor } from './copy-job-auditor-reference.js';
import { CopyJobDashboard } from './copy-job-dashboard.js';
import { addAgeLimit } from './dashboard/age-limit.js';
import { dashboardNameOf } from './dashboard/links.js';
import type { IExportedRuns } from './exported-runs.js';
import { given } from './given.js';
import { ExportedRuns } from './run-export/exported-runs.js';

const DEFAULT_NAME = 'default';

/**
 * The engine that audits AWS Backup copy jobs: reports are declared against it (`addReport`), it reads the jobs, judges them,
 * keeps what it found in a table and writes metrics. An account needs one in each Region that keeps reports; it costs nothing
 * while no report runs, but for what the table holds.
 */
export class CopyJobAuditor extends CopyJobAuditorBase {
  /**
   * The auditor of a name in this account and Region, which another stack or app has deployed. It is looked up in Systems
   * Manager's parameters when the stack is deployed, so the auditor has to be there first.
   *
   * @param scope Where the reference belongs.
   * @param id Its id there.
   * @param auditorName The name that the auditor was declared with. Default: `default`.
   */
  public static fromAuditorName(scope: Construct, id: string, auditorName: string = DEFAULT_NAME): ICopyJobAuditor {
    return ImportedAuditor.named(scope, id, auditorName);
  }

  /**
   * An auditor of which another stack or app knows the parts.
   *
   * @param scope Where the reference belongs.
   * @param id Its id there.
   * @param attributes What is known of it.
   */
  public static fromAuditorAttributes(
    scope: Construct,
    id: string,
    attributes: CopyJobAuditorAttributes,
  ): ICopyJobAuditor {
    return new ImportedAuditor(scope, id, { auditorName: DEFAULT_NAME, ...attributes });
  }

  /** The name by which other stacks find it and under which its metrics are. */
  public readonly auditorName: string;

  /** What reports are custom resources of: the ARN of a function. */
  public readonly serviceToken: string;

  /** The table that keeps definitions, runs, findings and what is known of resources. */
  public readonly table: ITable;

  /** One execution of it is one run of one report. Its input: `{"report": "name of the report"}`. */
  public readonly stateMachine: IStateMachine;

  /** The role with which schedules start runs. */
  public readonly schedulerRole: IRole;

  /** ARN of the function that answers custom widgets of CloudWatch dashboards. */
  public readonly widgetFunctionArn: string;

  /**
   * The role with which copy jobs are read, and with which roles of other accounts are assumed: whom a role there has to trust
   * (`MemberRole`).
   */
  public readonly readerRole: IRole;

  /**
   * The bus that events go to.
   *
   * @default - the default bus of the account and Region
   */
  public readonly eventBus?: IEventBus;

  /** The dashboard over all reports, where it makes one. */
  public readonly dashboard?: CopyJobDashboard;

  /** Where its runs are exported to, where `exportTo` says so. */
  public readonly exportedRuns?: IExportedRuns;

  /** @internal */
  public readonly _executionsKey: IKey | undefined;

  /** @internal */
  public readonly _handlers: HandlerFunctions;

  /** @internal */
  public readonly _ageLimits: HorizontalAnnotation[] = [];

  private readonly access: OpenAccess;
  private readonly deliveries: Deliveries;
  private readonly events: OpenEvents;
  private readonly ready: IDependable;
  private atOnce?: AtOnce;

  constructor(scope: Construct, id: string, props: CopyJobAuditorProps = {}) {
    super(scope, id);
    const { auditorName = DEFAULT_NAME, removalPolicy = RemovalPolicy.RETAIN } = props;
    const { encryptionKey, permissionsBoundary } = props;
    this.auditorName = checkAuditor(this, auditorName, props);
    const runtime = runtimeOf(props);
    this._executionsKey = encryptionKey;
    if (encryptionKey !== undefined) allowLogs(encryptionKey);

    this.table =
      props.table ??
      auditorTable(this, 'Table', {
        removalPolicy,
        deletionProtection: props.deletionProtection ?? removalPolicy !== RemovalPolicy.DESTROY,
        ...given({ encryptionKey }),
      });
    const securityHub = props.securityHub?._minimum;
    const parts = { auditorName, table: this.table, runtime, ...given({ signingKey: props.signingKey, securityHub }) };

    const plan = planFunction(this, parts);
    const auditUnit = auditUnitFunction(this, parts);
    this.readerRole = auditUnit.role;
    const publish = publishFunction(this, parts);
    const { machine, deliveries } = runStateMachine(this, 'StateMachine', {
      auditorName,
      plan,
      auditUnit,
      publish,
      timeout: props.runTimeout ?? Duration.hours(4),
      ...runtime,
    });
    this.stateMachine = machine;
    this.deliveries = deliveries;

    const onEvent = onEventFunction(this, parts, machine);
    const deploymentTimeout = props.deploymentTimeout ?? Duration.minutes(45);
    const isComplete = isCompleteFunction(this, parts, machine, deploymentTimeout);
    const provider = new AuditorProvider(this, 'Provider', { onEvent, isComplete, deploymentTimeout, runtime });
    this.serviceToken = provider.serviceToken;

    this.schedulerRole = schedulerRole(this, 'SchedulerRole', machine);
    new AuditorParameters(this, 'Parameters', auditorName, {
      'service-token': this.serviceToken,
      'state-machine-arn': machine.stateMachineArn,
      'scheduler-role-arn': this.schedulerRole.roleArn,
      'table-name': this.table.tableName,
    });

    const widget = widgetFunction(this, parts);
    this.widgetFunctionArn = widget.function.functionArn;
    const heartbeat = heartbeatFunction(this, parts);
    new Heartbeat(this, 'Heartbeats', heartbeat);

    this._handlers = {
      plan: plan.function,
      'audit-unit': auditUnit.function,
      publish: publish.function,
      'on-event': onEvent.function,
      'is-complete': isComplete.function,
      heartbeat: heartbeat.function,
      widget: widget.function,
    };
    // A report refers to the provider, which leads to functions, machine and table, each of which waits for its role's policy.
    // The policies that name the machine itself, to start its children and to use its key, are what nothing waits for.
    this.ready = new DependencyGroup(
      machine.node.findChild('DistributedMapPolicy'),
      ...(encryptionKey === undefined ? [] : [encryptMachine(machine, encryptionKey)]),
    );
    this.access = new OpenAccess({
      plan,
      auditUnit,
      machine,
      unitLists: () =>
        unitListsBucket(this, 'UnitLists', { removalPolicy, ...given({ encryptionKey, permissionsBoundary }) }),
      listen: () => (this.atOnce = new AtOnce(this, 'AtOnce', parts, machine)),
    });
    this._serve({ access: props.access ?? [] });
    if (props.eventBus !== undefined) this.eventBus = props.eventBus;
    this.events = new OpenEvents(this, { parts, deliveries, ...given({ eventBus: props.eventBus }) });
    if (props.events ?? props.eventBus !== undefined) this.events.open();
    const { notifications = [], dashboard = true } = props;
    if (notifications.length > 0) {
      const dashboardName = dashboard ? dashboardNameOf(this, auditorName) : undefined;
      const notify = deliverNotificationsFunction(this, { parts, notifications, ...given({ dashboardName }) });
      deliveries.add({ id: 'Notifications', function: notify });
    }
    if (securityHub !== undefined)
      deliveries.add({ id: 'SecurityHub', function: deliverSecurityHubFunction(this, parts, securityHub) });
    if (props.exportTo !== undefined) {
      const exported = new ExportedRuns(this, 'Export', {
        exportTo: props.exportTo,
        parts,
        ...given({ permissionsBoundary }),
      });
      deliveries.add({ id: 'Export', function: exported.function });
      this.exportedRuns = exported;
    }
    if (permissionsBoundary !== undefined) PermissionsBoundary.of(this).apply(permissionsBoundary);
    if (dashboard) this.dashboard = new CopyJobDashboard(this, 'Dashboard', { auditor: this });
  }

  /**
   * Where events of copy jobs lie that could not be acted upon for hours, for an alarm of yours; undefined while no report is
   * declared against it that listens to events (`realtime`).
   */
  public get missedEvents(): IQueue | undefined {
    return this.atOnce?.missedEvents;
  }

  /** @internal */
  public _serve({ access, ageLimit }: ServedReport): IDependable {
    for (const each of access) this.access.open(each);
    if (ageLimit !== undefined) addAgeLimit(this._ageLimits, ageLimit);
    return this.ready;
  }

  /** @internal */
  public _openEvents(): void {
    this.events.open();
  }

  /** @internal */
  public _whenDelivering(then: () => void): void {
    this.deliveries.whenAny(then);
  }
}

const runtimeOf = (props: CopyJobAuditorProps): RuntimeProps => ({
  environment: props.environment ?? {},
  logRetention: props.logRetention ?? RetentionDays.THREE_MONTHS,
  tracing: props.tracing ?? false,
  ...given({
    encryptionKey: props.encryptionKey,
    vpc: props.vpc,
    vpcSubnets: props.vpcSubnets,
    securityGroups: props.securityGroups,
  }),
});
