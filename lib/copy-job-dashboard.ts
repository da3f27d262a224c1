import { Duration, Stack } from 'aws-cdk-lib';
import { Dashboard, type HorizontalAnnotation } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { ICopyJobAuditor } from './copy-job-auditor-reference.js';
import { healthRows } from './dashboard/health.js';
import { type Rows, heading } from './dashboard/layout.js';
import { linksOf } from './dashboard/links.js';
import { reportsOfAuditor } from './dashboard/reports.js';
import { statusRows } from './dashboard/status.js';
import { trendRows } from './dashboard/trend.js';
import { whereRows } from './dashboard/where.js';

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

  constructor(scope: Construct, id: string, props: CopyJobDashboardProps) {
    super(scope, id);
    const { auditor } = props;
    if (props.dashboard !== undefined && props.dashboardName !== undefined)
      throw new Error('dashboardName is of a dashboard of its own: it cannot be given together with dashboard');
    this.dashboard =
      props.dashboard ??
      new Dashboard(this, 'Resource', {
        dashboardName: props.dashboardName ?? `CopyAudit-${auditor.auditorName}-${Stack.of(this).region}`,
        defaultInterval: SHOWN,
      });
    for (const row of rowsOf(auditor, auditor._ageLimits ?? [])) this.dashboard.addWidgets(...row);
  }
}

const rowsOf = (auditor: ICopyJobAuditor, ageLimits: HorizontalAnnotation[]): Rows => {
  const reports = reportsOfAuditor(auditor.auditorName);
  return [
    ...heading(
      `Backup copies: ${auditor.auditorName}`,
      `Whether backups are copied as they should be: 0 in red and orange is good. ${linksOf(auditor)}`,
    ),
    ...statusRows(reports),
    ...heading(
      'Trend',
      'Better or worse than before, a point a day, the worst run of it. What falls needs a look below.',
    ),
    ...trendRows(reports),
    ...heading(
      'Where and why',
      'Few causes explain most failures; an age above its limit is a resource that was not copied.',
    ),
    ...whereRows(reports, ageLimits),
    ...heading(
      'The auditor',
      'Whether the audit itself works: failed runs and unread units make everything above incomplete.',
    ),
    ...healthRows(auditor, reports),
  ];
};
