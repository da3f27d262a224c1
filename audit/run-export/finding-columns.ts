import { regionOf } from '../arn.js';
import type { Finding } from '../finding.js';
import { plainJson } from '../steering.js';
import type { RunSummary } from '../views/model.js';
import { type Column, type ExportTable, boolean, string } from './columns.js';

/** A finding, and the run that it is of. */
export interface ExportedFinding {
  readonly run: RunSummary;
  readonly finding: Finding;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A field of the copy job that a finding is about, where it is about one. */
const ofJob = (field: string, comment: string): Column<ExportedFinding> =>
  string(`${comment} (${field} of the copy job)`, ({ finding }) => textOf(finding.job?.[field]));

/** One row for each finding of each run, exempt ones too. */
export const FINDINGS: ExportTable<ExportedFinding> = {
  name: 'findings',
  comment: 'Findings of each run: a control not met by a subject, or not to be told',
  columns: {
    report: string('Name of the report', ({ run }) => run.report),
    run_id: string('Id of the run', ({ run }) => run.runId),
    as_of: string('The time as of which it was judged, ISO 8601', ({ run }) => run.asOf),
    finding_id: string('The same in each run in which the same is so', ({ finding }) => finding.id),
    first_seen: string('Since when it has been so', ({ finding }) => finding.firstSeen),
    control_id: string('Id of the control in the report', ({ finding }) => finding.controlId),
    control: string('What is asked: `freshWithin`, `completed`, …', ({ finding }) => finding.control),
    filter_set: string(
      'Name of the filter set; null for what is judged once a report',
      ({ finding }) => finding.filterSet,
    ),
    severity: string('CRITICAL, HIGH, MEDIUM, LOW or INFORMATIONAL', ({ finding }) => finding.severity),
    verdict: string('NOT_MET or UNDETERMINED', ({ finding }) => finding.verdict),
    expected: string('What the control asks', ({ finding }) => finding.expected),
    found: string('What there was instead', ({ finding }) => finding.found),
    remedy: string('What to do', ({ finding }) => finding.remedy),
    subject_type: string('What it is about: job, resource, schedule, …', ({ finding }) => finding.subject.type),
    subject_id: string('CopyJobId, ARN or name of what it is about', ({ finding }) => finding.subject.id),
    resource_arn: string('ARN of the resource', ({ finding }) => finding.subject.resourceArn),
    resource_type: string('Its type, as AWS Backup says it', ({ finding }) => finding.subject.resourceType),
    resource_region: string('Its Region', ({ finding }) => regionOf(finding.subject.resourceArn)),
    account_id: string('Account of the copy job', ({ finding }) => finding.subject.accountId),
    rule_id: string('Rule of the backup plan, where a schedule is judged', ({ finding }) => finding.subject.ruleId),
    vault_arn: string('Vault, where a schedule is judged', ({ finding }) => finding.subject.vaultArn),
    exempt: boolean('Whether an exemption excuses it', ({ finding }) => finding.exempt !== undefined),
    exempt_reason: string('Why', ({ finding }) => finding.exempt?.reason),
    exempt_until: string('Until when', ({ finding }) => finding.exempt?.until),
    cause_id: string('Why the copy job failed', ({ finding }) => finding.cause?.id),
    cause_title: string('The same as a sentence', ({ finding }) => finding.cause?.title),
    copy_job_id: ofJob('CopyJobId', 'Id'),
    state: ofJob('State', 'State'),
    status_message: ofJob('StatusMessage', 'What AWS Backup says'),
    created: ofJob('CreationDate', 'When it was created'),
    completed: ofJob('CompletionDate', 'When it was completed'),
    source_vault_arn: ofJob('SourceBackupVaultArn', 'Where from'),
    destination_vault_arn: ofJob('DestinationBackupVaultArn', 'Where to'),
    job: string('The whole copy job as JSON, as AWS Backup returned it', ({ finding }) => plainJson(finding.job)),
    children: string('Members of a composite that did not complete, as JSON', ({ finding }) =>
      plainJson(finding.children),
    ),
  },
};
