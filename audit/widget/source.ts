import type { Finding } from '../finding.js';
import type { ResourceRow } from '../row.js';
import type { Severity } from '../status.js';
import type { DeclaredReport, FindingsPage, KnownResource, PublishedRun, TrendPoint } from '../views/model.js';

/** A run, or the one that was the latest at a time; without either the latest. */
export interface WhichRun {
  readonly runId?: string | undefined;
  /** Milliseconds since 1970. */
  readonly until?: number | undefined;
}

export interface TrendQuery {
  readonly from: number;
  readonly to: number;
  readonly most: number;
}

export interface FindingsQuery {
  readonly most: number;
  /** Where the page before ended. */
  readonly after?: string | undefined;
  readonly severity?: Severity | undefined;
  readonly control?: string | undefined;
  readonly filterSet?: string | undefined;
  readonly cause?: string | undefined;
  readonly resource?: string | undefined;
}

/** Where the widget reads reports. What was never published is not in it. */
export interface ReportSource {
  /** Names of the reports that are declared. */
  reportNames(): Promise<readonly string[]>;
  declaredReport(report: string): Promise<DeclaredReport | undefined>;
  publishedRun(report: string, which?: WhichRun): Promise<PublishedRun | undefined>;
  /** The newest runs of a time, oldest first. */
  trend(report: string, query: TrendQuery): Promise<readonly TrendPoint[]>;
  /** Findings of a run, worst first. May answer none and where to look further. */
  findingsPage(report: string, runId: string, query: FindingsQuery): Promise<FindingsPage>;
  finding(report: string, runId: string, id: string): Promise<Finding | undefined>;
  /** Rows of the latest run. */
  rowsOf(report: string): Promise<readonly ResourceRow[]>;
  /** What the latest run of every report knows of a resource. */
  resource(resourceArn: string): Promise<readonly KnownResource[]>;
}
