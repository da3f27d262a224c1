import * as z from 'zod';
import { GONE_REASONS } from '../changes/gone.js';
import { NEW_REASONS } from '../changes/changes.js';
import { findingSchema, subjectSchema } from '../finding.js';
import { SEVERITIES, STATUSES } from '../status.js';
import { TRIGGERS } from '../wire.js';

/** Source of all events: what a rule asks for first. Sources that begin with `aws.` are AWS's own. */
export const EVENT_SOURCE = 'cdk-backup-copy-audit';

/** What a rule asks for next. */
export const DETAIL_TYPES = {
  status: 'Copy Job Compliance Change',
  finding: 'Copy Job Finding Change',
  summary: 'Copy Job Finding Changes Left Out',
} as const;

export const FINDING_CHANGES = ['NEW', 'RESOLVED', 'CLOSED', 'CHANGED'] as const;
export type FindingChange = (typeof FINDING_CHANGES)[number];

const iso = z.iso.datetime();
const count = z.number().int();
const bySeverity = z.record(z.enum(SEVERITIES), count);

const common = {
  version: z.literal(1).describe('Of the shape of the detail. What is added later leaves it as it is.'),
  id: z
    .string()
    .describe('Of what is said. An event may arrive twice, or be told by two runs: it has the same id each time.'),
  auditor: z.string(),
  report: z.string(),
  runId: z.string(),
  asOf: iso.describe('The time of the run: what is said was so then.'),
  trigger: z.enum(TRIGGERS).describe('What started the run.'),
  status: z.enum(STATUSES).describe('Of the report in this run.'),
};

/** A report's status is another than the one that was told last. */
export const statusDetailSchema = z.object({
  ...common,
  previousStatus: z.enum(STATUSES).optional().describe('Told last. Not there in the first event of a report.'),
  turn: z.enum(['FIRST', 'WORSE', 'BETTER']),
  statusSince: iso,
  compliancePercent: z.number().nullable(),
  complete: z.boolean().describe('Whether everything could be read.'),
  counts: z.object({
    copyJobs: count,
    failedJobs: count,
    resources: count,
    findings: count.describe('Those that are not exempt.'),
    exemptFindings: count,
    findingsBySeverity: bySeverity,
    units: count,
    unreadUnits: count,
    newFindings: count.describe('Since what was told last.'),
    resolvedFindings: count,
    closedFindings: count.describe('That count no more, for another reason than that they are resolved.'),
    unjudgedFindings: count.describe('That were told earlier, and could not be judged in this run.'),
  }),
  causes: z
    .array(z.object({ id: z.string(), title: z.string(), remedy: z.string(), jobs: count }))
    .describe('What explains most of the failed copy jobs, the first three.'),
});
export type StatusDetail = z.output<typeof statusDetailSchema>;

/** A finding is new, is resolved, or counts no more for another reason. */
export const findingDetailSchema = z.object({
  ...common,
  change: z.enum(FINDING_CHANGES),
  reason: z
    .enum([...Object.keys(NEW_REASONS), ...Object.keys(GONE_REASONS)] as [string, ...string[]])
    .optional()
    .describe('Why it is new, or counts no more.'),
  previousSeverity: z.enum(SEVERITIES).optional().describe('Where it is another.'),
  finding: z.object({
    id: z.string().describe('Stable over runs.'),
    control: z.string(),
    controlId: z.string(),
    filterSet: z.string().optional(),
    severity: z.enum(SEVERITIES),
    verdict: findingSchema.shape.verdict,
    subject: subjectSchema,
    expected: z.string().optional(),
    found: z.string().optional(),
    remedy: z.string().optional(),
    cause: z.object({ id: z.string(), title: z.string(), remedy: z.string() }).optional(),
    firstSeen: iso.optional(),
  }),
});
export type FindingDetail = z.output<typeof findingDetailSchema>;

/** More findings changed than one run tells one by one. */
export const summaryDetailSchema = z.object({
  ...common,
  told: count.describe('Changes that have an event of their own.'),
  leftOut: z.object({ newBySeverity: bySeverity, resolved: count, closed: count, changed: count }),
});
export type SummaryDetail = z.output<typeof summaryDetailSchema>;

export type AuditEvent = { readonly resources: readonly string[] } & (
  | { readonly type: typeof DETAIL_TYPES.status; readonly detail: StatusDetail }
  | { readonly type: typeof DETAIL_TYPES.finding; readonly detail: FindingDetail }
  | { readonly type: typeof DETAIL_TYPES.summary; readonly detail: SummaryDetail }
);
