import type { Finding } from '../audit/finding.js';
import type { RunItem } from '../audit/record/items.js';
import type { ResourceRow } from '../audit/row.js';
import type { RunHeader } from '../audit/run.js';
import { ReportReader } from '../aws/table/reader.js';
import type { Table } from '../aws/table/table.js';
import { REPORT } from './definition.js';

/** What a reader finds of a report: its latest run, whole, and which runs there were. */
export interface Seen {
  readonly summary: Partial<RunItem>;
  readonly run: Omit<RunHeader, 'units'> & {
    readonly units: readonly Omit<RunHeader['units'][number], 'pages' | 'jobs'>[];
  };
  readonly findings: readonly Finding[];
  readonly rows: readonly ResourceRow[];
  readonly history: readonly string[];
}

// When it was published may differ, and whatever is made of that.
const COMPARED = [
  'status',
  'statusSince',
  'previousStatus',
  'previousRunId',
  'complete',
  'compliancePercent',
  'copyJobs',
  'failedJobs',
  'resources',
  'findings',
  'exemptFindings',
  'findingsBySeverity',
  'topCauses',
  'units',
  'unreadUnits',
] as const satisfies readonly (keyof RunItem)[];

/** Undefined where nothing was published. When it was published, and by how many pages, is left out: that may differ. */
export const seenIn = async (table: Table): Promise<Seen | undefined> => {
  const reader = new ReportReader(table);
  const published = await reader.publishedRun(REPORT);
  if (published === undefined) return undefined;
  const { header, summary } = published;
  const findings: Finding[] = [];
  for await (const finding of reader.findingsOf(REPORT, header.runId)) findings.push(finding);
  const history: string[] = [];
  for await (const { runId } of reader.history(REPORT)) history.push(runId);
  return {
    summary: Object.fromEntries(COMPARED.map((name) => [name, summary[name]])),
    run: { ...header, units: header.units.map(({ pages: _pages, jobs: _jobs, ...unit }) => unit) },
    findings,
    rows: await reader.rowsOf(REPORT),
    history,
  };
};
