import { Duration } from 'aws-cdk-lib';
import { Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeWildcard } from './auditor/acknowledge.js';
import { viewing } from './auditor/viewing.js';
import type { ICopyJobAuditor } from './copy-job-auditor-reference.js';
import { CHOSEN_REPORT, regionVariable, reportVariable } from './dashboard/chosen.js';
import { dashboardNameOf } from './dashboard/links.js';
import { dashboardRows } from './dashboard/rows.js';
import { given } from './given.js';
import { ImportedReport } from './report/imported-report.js';

/** What a dashboard shows, and where. */
export interface CopyJobDashboardProps {
  /** The auditor of which all reports are shown, those of other stacks too. */
  readonly auditor: ICopyJobAuditor;

  /**
   * A dashboard to which the widgets are added, below those that it has.
   *
   * @default - a dashboard of its own
   */
  readonly dashboard?: Dashboard;

  /**
   * Name of its own dashboard. Dashboards are global: the same name in another Region of the account is the same dashboard.
   *
   * @default - `CopyAudit-<name of the auditor>-<Region>`
   */
  readonly dashboardName?: string;

  /**
   * Whether it has live widgets: the reports as they are in the table, with their findings and evidence to click through. Who
   * looks at them needs the right to invoke their function (`viewerPolicy`, `grantView` of the auditor) and has to allow them
   * once in the console.
   *
   * @default true
   */
  readonly liveWidgets?: boolean;

  /**
   * Regions among which the dashboard’s reader chooses, where auditors of the same name are in several. The first one is shown at
   * first. Live widgets and links stay with the auditor’s own Region.
   *
   * @default - no choice: the Region of the stack
   */
  readonly regions?: string[];

  /**
   * The account whose metrics are shown, where the dashboard is in a monitoring account of CloudWatch’s cross-account
   * observability and the auditor in a source account.
   *
   * @default - the account of the stack
   */
  readonly sourceAccount?: string;

  /**
   * The Region whose metrics are shown.
   *
   * @default - the Region of the stack, or the one that is chosen among `regions`
   */
  readonly sourceRegion?: string;
}

// CloudWatch finds what was written in the last two weeks.
const SHOWN = Duration.days(14);

/**
 * All reports of an auditor at a glance, as someone on call reads: status, trend, where and why, and whether the auditor itself
 * is well. Reports of other stacks appear by themselves when they have run.
 */
export class CopyJobDashboard extends Construct {
  /** The dashboard; more widgets can be added to it. */
  public readonly dashboard: Dashboard;

  private readonly auditor: ICopyJobAuditor;

  constructor(scope: Construct, id: string, props: CopyJobDashboardProps) {
    super(scope, id);
    const { auditor, regions = [], sourceAccount: account, sourceRegion: region } = props;
    this.auditor = auditor;
    refuse(props);
    this.dashboard =
      props.dashboard ??
      new Dashboard(this, 'Resource', {
        dashboardName: props.dashboardName ?? dashboardNameOf(this, auditor.auditorName),
        defaultInterval: SHOWN,
      });
    this.dashboard.addVariable(reportVariable(auditor.auditorName));
    if (regions.length > 0) this.dashboard.addVariable(regionVariable(regions));
    const chosen = new ImportedReport(this, 'Chosen', auditor, CHOSEN_REPORT);
    const shown = { auditor, chosen, isLive: props.liveWidgets ?? true, source: given({ account, region }) };
    for (const row of dashboardRows(shown)) this.dashboard.addWidgets(...row);
  }

  /**
   * A managed policy for those who look at the dashboard: it lets them invoke the function of the live widgets and read
   * dashboards, metrics and alarms. It is made when it is first asked for; attach it to a group, a user or a role, or name it in a
   * permission set.
   */
  public viewerPolicy(): ManagedPolicy {
    const made = this.node.tryFindChild(VIEWER) as ManagedPolicy | undefined;
    if (made !== undefined) return made;
    const policy = new ManagedPolicy(this, VIEWER, {
      description: `Looks at the dashboard of the copy job auditor ${this.auditor.auditorName}`,
      statements: viewing(this.auditor.widgetFunctionArn).map((statement) => new PolicyStatement(statement)),
    });
    acknowledgeWildcard(policy, '*', 'CloudWatch has no resource types that metrics could be narrowed to.');
    return policy;
  }
}

const VIEWER = 'Viewer';

const refuse = ({ dashboard, dashboardName, regions = [], sourceRegion }: CopyJobDashboardProps): void => {
  if (dashboard !== undefined && dashboardName !== undefined)
    throw new Error('dashboardName is of a dashboard of its own: it cannot be given together with dashboard');
  if (regions.length > 0 && sourceRegion !== undefined)
    throw new Error('sourceRegion is one Region, regions are a choice: expected one of the two');
};
