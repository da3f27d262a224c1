/** Namespace of all metrics. */
export const METRIC_NAMESPACE = 'CopyAudit';

/** Dimensions. Never an account or a resource: each combination of values is a billed metric. */
export const DIMENSIONS = { auditor: 'Auditor', report: 'Report', cause: 'Cause', handler: 'Handler' } as const;

export type MetricUnit = 'Count' | 'Percent' | 'Seconds' | 'Bytes' | 'Milliseconds' | 'None';

/**
 * What every published run writes under Auditor and Report, zeros included: a search sees only what was written in the last
 * two weeks. Where no run is published for a day, the heartbeat writes it again, with 0 for RunPublished and Requests.
 */
export const REPORT_METRICS = {
  /** A run was published. */
  RunPublished: 'Count',
  /** 1 for NON_COMPLIANT, else 0; likewise the other statuses. */
  NonCompliant: 'Count',
  AuditError: 'Count',
  InsufficientData: 'Count',
  Compliant: 'Count',
  /** Outcomes met, of those that count; not written where there are none. */
  CompliancePercent: 'Percent',
  /** Findings that are not exempt, by severity. */
  CriticalFindings: 'Count',
  HighFindings: 'Count',
  MediumFindings: 'Count',
  LowFindings: 'Count',
  InformationalFindings: 'Count',
  ExemptFindings: 'Count',
  CopyJobs: 'Count',
  CreatedJobs: 'Count',
  RunningJobs: 'Count',
  CompletedJobs: 'Count',
  PartialJobs: 'Count',
  FailedJobs: 'Count',
  BytesCopied: 'Bytes',
  Resources: 'Count',
  /** Age of the newest good copy of the resource that waits longest. */
  WorstCopyAge: 'Seconds',
  /** The shortest limit of a `freshWithin` of the report; not written where there is none. */
  CopyAgeLimit: 'Seconds',
  /** Units that could not be read to their end. */
  UnreadUnits: 'Count',
  Units: 'Count',
  /** Requests to AWS Backup. */
  Requests: 'Count',
  /** From the run's time to its publication. */
  RunDuration: 'Milliseconds',
  /** Age of the latest published run: of a run when it is published, and once a day. */
  RunAge: 'Seconds',
} as const satisfies Record<string, MetricUnit>;
export type ReportMetric = keyof typeof REPORT_METRICS;

/** Written under Auditor, Report and Cause: jobs that failed for a cause that the table knows, or for `other`. */
export const CAUSE_METRIC = 'FailuresByCause';
export const OTHER_CAUSE = 'other';

/** What handlers write of themselves, under Auditor: the auditor's own health. */
export const AUDITOR_METRICS = {
  /** Pages that went through the SDK's own path, because something was not as the fast one expects. */
  SlowPages: 'Count',
  /** Answers that asked to slow down. */
  Throttles: 'Count',
  /** A run that a newer one overtook. */
  PublishConflicts: 'Count',
  /** A run that was published without the signature that it was to have; not written where there is no key to sign with. */
  UnsignedRuns: 'Count',
  /** A delivery of a published run, such as its events, that failed each time it was tried; not written where none did. */
  DeliveriesFailed: 'Count',
} as const satisfies Record<string, MetricUnit>;
export type AuditorMetric = keyof typeof AUDITOR_METRICS;
