import type { Finding } from '../finding.js';
import type { RunSummary } from '../record/items.js';
import type { ResourceRow } from '../row.js';
import type { RunHeader } from '../run.js';
import type { Status } from '../status.js';

/** What views are given. All of it is read already; a view reads nothing and knows no clock. */

export type { RunSummary };

/** A run as a point of a trend. */
export type TrendPoint = Pick<RunSummary, 'runId' | 'asOf' | 'status' | 'compliancePercent' | 'findings'>;

/** What is declared of a report. */
export interface DeclaredReport {
  readonly name: string;
  readonly description?: string | undefined;
  readonly schedule?: string | undefined;
}

/** A run that was published: its plain facts, and all of it but findings and rows. */
export interface PublishedRun {
  readonly summary: RunSummary;
  readonly header: RunHeader;
}

/** A report in a list of reports. `run`: none was published yet, or none in the time that is looked at. */
export interface ListedReport {
  readonly declared: DeclaredReport;
  readonly run?: PublishedRun | undefined;
  /** Oldest first. */
  readonly trend: readonly TrendPoint[];
}

/** Some of the findings of a run; `next` where there are more. */
export interface FindingsPage {
  readonly findings: readonly Finding[];
  readonly next?: string | undefined;
}

/** What one report knows of a resource. */
export interface KnownResource {
  readonly report: string;
  readonly status: Status;
  readonly asOf: string;
  readonly row: ResourceRow;
}

/** A finding and the run that it is of. */
export interface FoundIn {
  readonly report: string;
  readonly runId: string;
  readonly finding: Finding;
}

/** One run of one report. */
export interface ReportView {
  readonly declared: DeclaredReport;
  readonly header: RunHeader;
  /** What the table knows of the run besides; undefined of a run that was never published. */
  readonly summary?: Pick<RunSummary, 'statusSince' | 'previousStatus' | 'units'> | undefined;
  /** Oldest first. */
  readonly trend: readonly TrendPoint[];
  readonly findings: FindingsPage;
  /** Rows of the run, of any order; undefined where it is not the latest one, of which alone there are rows. */
  readonly rows?: readonly ResourceRow[] | undefined;
  /** A newer run, where this is not the latest. */
  readonly newer?: string | undefined;
  /** Whether a list of reports is one step back. */
  readonly hasReports: boolean;
  readonly now: number;
}
