import type { ControlResult } from '../run.js';
import { SEVERITIES, type Severity } from '../status.js';
import type { PublishedRun } from '../views/model.js';
import { type Column, type ExportTable, bigint, boolean, counts, double, string } from './columns.js';

const bySeverity = (severity: Severity): readonly [string, Column<PublishedRun>] => [
  `findings_${severity.toLowerCase()}`,
  bigint(
    `Findings of severity ${severity} that are not exempt`,
    ({ header }) => header.findingCounts.bySeverity[severity] ?? 0,
  ),
];

/** One row for each run. */
export const RUNS: ExportTable<PublishedRun> = {
  name: 'runs',
  comment: 'Runs of reports over AWS Backup copy jobs, one row each',
  columns: {
    report: string('Name of the report', ({ summary }) => summary.report),
    run_id: string('Id of the run; ids of one report are in order of time', ({ summary }) => summary.runId),
    as_of: string('The time as of which it was judged, ISO 8601', ({ summary }) => summary.asOf),
    published_at: string('When it was published', ({ summary }) => summary.publishedAt),
    trigger: string('What started it: SCHEDULE, DEPLOYMENT, MANUAL or EVENT', ({ summary }) => summary.trigger),
    status: string('COMPLIANT, NON_COMPLIANT, INSUFFICIENT_DATA or ERROR', ({ summary }) => summary.status),
    previous_status: string('The status before this one', ({ summary }) => summary.previousStatus),
    status_since: string('Since when the status has been this one', ({ summary }) => summary.statusSince),
    complete: boolean('Whether all was read that should be', ({ summary }) => summary.complete),
    compliance_percent: double(
      'Percent of outcomes met; null where nothing was judged',
      ({ summary }) => summary.compliancePercent,
    ),
    copy_jobs: bigint('Copy jobs that were read', ({ summary }) => summary.copyJobs),
    copy_jobs_by_state: counts('The same, by their state', ({ header }) => header.counts.jobsByState),
    failed_jobs: bigint('Those that failed', ({ summary }) => summary.failedJobs),
    resources: bigint('Resources that are known, remembered ones too', ({ summary }) => summary.resources),
    bytes: double('Bytes of their copies', ({ header }) => header.counts.bytes),
    findings: bigint('Findings, exempt ones too', ({ header }) => header.findingCounts.total),
    exempt_findings: bigint('Findings that an exemption excuses', ({ header }) => header.findingCounts.exempt),
    ...Object.fromEntries(SEVERITIES.map(bySeverity)),
    units: bigint('Filter sets times accounts and Regions', ({ summary }) => summary.units),
    unread_units: bigint('Those that could not be read', ({ summary }) => summary.unreadUnits),
    worst_copy_age_seconds: double(
      'Age of the newest good copy of the resource that waits longest',
      ({ header }) => header.worstCopyAgeSeconds,
    ),
    definition_hash: string('Changes with what the report asks', ({ summary }) => summary.definitionHash),
    digest: string('SHA-256 of all that the run says, as `copy-audit verify` has it', ({ summary }) => summary.digest),
  },
};

/** A result of a control, and the run that it is of. */
export interface ExportedControl {
  readonly run: PublishedRun;
  readonly result: ControlResult;
}

/** One row for each control and filter set of each run. */
export const CONTROLS: ExportTable<ExportedControl> = {
  name: 'controls',
  comment: 'How each control went on each filter set in each run',
  columns: {
    report: string('Name of the report', ({ run }) => run.summary.report),
    run_id: string('Id of the run', ({ run }) => run.summary.runId),
    as_of: string('The time as of which it was judged, ISO 8601', ({ run }) => run.summary.asOf),
    control_id: string('Id of the control in the report', ({ result }) => result.controlId),
    control: string('What is asked: `freshWithin`, `completed`, …', ({ result }) => result.control),
    title: string('The same as a sentence', ({ result }) => result.title),
    severity: string('Severity of its findings', ({ result }) => result.severity),
    filter_set: string(
      'Name of the filter set; null for what is judged once a report',
      ({ result }) => result.filterSet,
    ),
    status: string('COMPLIANT, NON_COMPLIANT, INSUFFICIENT_DATA or ERROR', ({ result }) => result.status),
    met: bigint('Subjects that met it', ({ result }) => result.met),
    not_met: bigint('Subjects that did not', ({ result }) => result.notMet),
    undetermined: bigint('Subjects of which AWS does not tell', ({ result }) => result.undetermined),
    exempt: bigint('Subjects that an exemption excuses', ({ result }) => result.exempt),
    error: string('What went wrong while it judged', ({ result }) => result.error),
  },
};
