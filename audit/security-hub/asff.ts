import { GONE_REASONS, type GoneReason } from '../changes/gone.js';
import type { ToldFinding } from '../changes/told.js';
import type { Finding } from '../finding.js';
import type { Severity } from '../status.js';
import { subjectWords } from '../views/findings-list.js';
import { plainText } from './plain-text.js';
import { type AsffResource, resourcesOf } from './resources.js';

/**
 * A finding in the AWS Security Finding Format, as far as we write it: what BatchImportFindings takes.
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFinding.html
 */
export interface AsffFinding {
  readonly SchemaVersion: '2018-10-08';
  readonly Id: string;
  readonly ProductArn: string;
  readonly GeneratorId: string;
  readonly AwsAccountId: string;
  readonly CreatedAt: string;
  readonly FirstObservedAt: string;
  readonly LastObservedAt: string;
  readonly UpdatedAt: string;
  readonly Title: string;
  readonly Description: string;
  readonly Remediation?: { readonly Recommendation: { readonly Text: string; readonly Url: string } };
  readonly ProductFields: Record<string, string>;
  readonly Resources: AsffResource[];
  readonly Compliance: { readonly Status: 'FAILED' | 'WARNING' | 'PASSED' | 'NOT_AVAILABLE' };
  readonly RecordState: 'ACTIVE' | 'ARCHIVED';
  /** What a provider may change of a finding that is there: `Severity` and `Types` beside it are its readers'. */
  readonly FindingProviderFields: {
    readonly Severity: { readonly Label: Severity; readonly Original: Severity };
    readonly Types: string[];
  };
}

/** Where findings are sent from, and of which run. */
export interface AsffContext {
  readonly auditor: string;
  readonly report: string;
  readonly runId: string;
  /** The run's time. What is not later than what was sent before, Security Hub ignores without a word. */
  readonly asOf: string;
  readonly partition: string;
  readonly region: string;
  /** The account that sends: with the default product the only one that findings may be of. */
  readonly accountId: string;
  /** Titles of controls, by their ids. */
  readonly titles: ReadonlyMap<string, string>;
}

/** A finding, or what is remembered of one that is there no more. */
export type FindingToSend = Omit<ToldFinding, 'job'> &
  Partial<Pick<Finding, 'expected' | 'remedy' | 'cause' | 'children'>> & {
    readonly job?: Readonly<Record<string, unknown>> | undefined;
  };

/** Why a finding is closed. `LESS_SEVERE`: it is still there, below what is sent. */
export type ClosedReason = GoneReason | 'LESS_SEVERE' | 'REMOVED';
const CLOSED_REASONS: Readonly<Record<ClosedReason, string>> = {
  ...GONE_REASONS,
  LESS_SEVERE: 'it is less severe than what is sent',
  REMOVED: 'the report was removed',
};

// https://docs.aws.amazon.com/securityhub/latest/userguide/asff-required-attributes.html#Types
const TYPES = ['Software and Configuration Checks/AWS Security Best Practices'];
const ABOUT_COPIES = 'https://docs.aws.amazon.com/aws-backup/latest/devguide/recov-point-create-a-copy.html';

/** The default product of an account and Region. https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-custom-providers.html */
export const defaultProductArn = ({
  partition,
  region,
  accountId,
}: Pick<AsffContext, 'partition' | 'region' | 'accountId'>): string =>
  `arn:${partition}:securityhub:${region}:${accountId}:product/${accountId}/default`;

/** A finding of a run; `closed`: it is there no more, or counts no more. */
export const asffOf = (finding: FindingToSend, context: AsffContext, closed?: ClosedReason): AsffFinding => {
  const { id, controlId, severity, firstSeen } = finding;
  const { auditor, report, accountId, asOf } = context;
  const seen = firstSeen ?? asOf;
  return {
    SchemaVersion: '2018-10-08',
    // Of no run, so that the same thing is the same finding for as long as it is so.
    Id: `copy-audit/${auditor}/${report}/${id}`,
    ProductArn: defaultProductArn(context),
    GeneratorId: plainText(`copy-audit/${auditor}/${report}/${controlId}`, 512),
    AwsAccountId: accountId,
    CreatedAt: seen,
    FirstObservedAt: seen,
    LastObservedAt: asOf,
    UpdatedAt: asOf,
    Title: plainText(titleOf(finding, context), 256),
    Description: plainText(descriptionOf(finding, context, closed), 1024),
    ...remediationOf(finding),
    ProductFields: productFieldsOf(finding, context, closed),
    Resources: resourcesOf(finding, accountId),
    Compliance: { Status: complianceOf(finding, closed) },
    RecordState: closed === undefined ? 'ACTIVE' : 'ARCHIVED',
    FindingProviderFields: { Severity: { Label: severity, Original: severity }, Types: TYPES },
  };
};

const titleOf = ({ control, controlId, verdict, subject }: FindingToSend, { titles }: AsffContext): string => {
  const { accountId } = subject;
  const where = accountId === undefined ? '' : ` (account ${accountId})`;
  const said = verdict === 'NOT_MET' ? 'not met' : 'cannot be told';
  return `${titles.get(controlId) ?? control}: ${said} for ${subjectWords(subject)}${where}`;
};

const descriptionOf = (
  finding: FindingToSend,
  { report, asOf }: AsffContext,
  closed: ClosedReason | undefined,
): string => {
  const { found, expected, cause, filterSet, exempt } = finding;
  const excused = exempt === undefined ? '' : `, until ${exempt.until}: ${exempt.reason}`;
  return [
    ...(closed === undefined ? [] : [`Closed as of ${asOf}: ${CLOSED_REASONS[closed]}${excused}.`]),
    `Found: ${found}.`,
    ...(expected === undefined ? [] : [`Expected: ${expected}.`]),
    ...(cause === undefined ? [] : [`Cause: ${cause.title}.`]),
    `Report ${report}${filterSet === undefined ? '' : `, filter set ${filterSet}`}.`,
  ].join(' ');
};

const remediationOf = ({ remedy, cause }: FindingToSend): Pick<AsffFinding, 'Remediation'> => {
  if (remedy === undefined) return {};
  const Text = plainText(cause === undefined ? remedy : `${cause.remedy} ${remedy}`, 512);
  return { Remediation: { Recommendation: { Text, Url: cause?.page ?? ABOUT_COPIES } } };
};

const complianceOf = (
  { verdict }: FindingToSend,
  closed: ClosedReason | undefined,
): AsffFinding['Compliance']['Status'] => {
  if (closed === 'RESOLVED') return 'PASSED';
  if (closed !== undefined) return 'NOT_AVAILABLE';
  return verdict === 'NOT_MET' ? 'FAILED' : 'WARNING';
};

const LONGEST_FIELD = 512;

/** What no field of the format is for. At most 50, each with a value. https://docs.aws.amazon.com/securityhub/latest/userguide/asff-top-level-attributes.html#asff-productfields */
const productFieldsOf = (
  finding: FindingToSend,
  { auditor, report, runId }: AsffContext,
  closed: ClosedReason | undefined,
): Record<string, string> => {
  const { subject, job, cause, exempt } = finding;
  const fields: Readonly<Record<string, unknown>> = {
    Auditor: auditor,
    Report: report,
    RunId: runId,
    FindingId: finding.id,
    Control: finding.control,
    ControlId: finding.controlId,
    FilterSet: finding.filterSet,
    Verdict: finding.verdict,
    SubjectType: subject.type,
    SubjectId: subject.id,
    SubjectAccountId: subject.accountId,
    ResourceType: subject.resourceType,
    CopyJobId: job?.['CopyJobId'],
    CopyJobState: job?.['State'],
    CopyJobStatusMessage: job?.['StatusMessage'],
    Cause: cause?.id,
    ClosedBecause: closed,
    ExemptReason: exempt?.reason,
    ExemptUntil: exempt?.until,
  };
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      typeof value === 'string' && value !== '' ? [[`copy-audit/${name}`, plainText(value, LONGEST_FIELD)]] : [],
    ),
  );
};
