import type { IComplianceReport } from '../compliance-report-reference.js';
import type { ICopyJobAuditor } from '../copy-job-auditor-reference.js';
import { CHOSEN_REPORT } from './chosen.js';
import { healthRows } from './health.js';
import { type Rows, heading } from './layout.js';
import { linksOf } from './links.js';
import { liveRow } from './live.js';
import { oneReport, reportsOfAuditor } from './reports.js';
import type { Source } from './source.js';
import { statusRows } from './status.js';
import { trendRows } from './trend.js';
import { causesRow, whereRows } from './where.js';

/** What a dashboard shows. */
export interface Shown {
  readonly auditor: ICopyJobAuditor;
  /** The report that its reader chooses. */
  readonly chosen: IComplianceReport;
  readonly isLive: boolean;
  readonly source: Source;
}

/** All rows, in the order in which somebody on call reads: red or green, which and why, since when, and is the audit itself well. */
export const dashboardRows = ({ auditor, chosen, isLive, source }: Shown): Rows => {
  const { auditorName, widgetFunctionArn, _ageLimits: ageLimits = [] } = auditor;
  const reports = reportsOfAuditor(auditorName, source);
  const one = oneReport(chosen, source);
  const live = (title: string, params: Parameters<typeof liveRow>[2], height: number): Rows =>
    isLive ? liveRow(widgetFunctionArn, title, params, height) : [];
  return [
    ...heading(
      `Backup copies: ${auditorName}`,
      `Whether backups are copied as they should be: 0 in red and orange is good. ${linksOf(auditor)}`,
    ),
    ...statusRows(reports),
    ...live('Reports, the worst first', { view: 'reports' }, 12),
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
    ...live('Accounts, types and causes with most failures, over 7 and 14 days', { view: 'top' }, 9),
    ...heading('One report', 'The report that is chosen above: its controls, causes, findings and evidence.'),
    ...live('The chosen report', { view: 'report', report: CHOSEN_REPORT }, 14),
    ...trendRows(one),
    ...causesRow(one),
    ...heading(
      'The auditor',
      'Whether the audit itself works: failed runs and unread units make everything above incomplete.',
    ),
    ...healthRows(auditor, reports, source),
  ];
};
