import * as z from 'zod';
import { digest } from './canonical.js';
import { shared } from './shared.js';
import { SEVERITIES } from './status.js';

const iso = z.iso.datetime();

/** What a finding is about. `id`: CopyJobId, ResourceArn, recovery point's ARN, or filter set's name. */
export const subjectSchema = z.object({
  type: z.enum(['job', 'resource', 'schedule', 'expectedResource', 'recoveryPoint', 'filterSet']),
  id: z.string(),
  resourceArn: z.string().optional(),
  resourceType: z.string().optional(),
  accountId: z.string().optional(),
  /** Of a schedule: the plan rule and the destination vault. */
  ruleId: z.string().optional(),
  vaultArn: z.string().optional(),
});
export type SubjectOfFinding = z.output<typeof subjectSchema>;

export const causeSchema = z.object({
  id: z.string(),
  title: z.string(),
  remedy: z.string(),
  page: z.string().optional(),
  scope: z.enum(['job', 'resource', 'account', 'organization']),
});

/** A member of a composite copy job that did not complete. */
export const childSchema = z.object({
  copyJobId: z.string().optional(),
  resourceArn: z.string().optional(),
  resourceType: z.string().optional(),
  state: z.string().optional(),
  statusMessage: z.string().optional(),
  cause: causeSchema.optional(),
  /** Members of this member that did not complete. */
  get children() {
    return z.array(childSchema).optional();
  },
});
export type Child = z.output<typeof childSchema>;

/** One control not met by, or undetermined for, one subject, with its evidence. */
export const findingSchema = z.object({
  /** Stable over runs: the control's id, the filter set and the subject. */
  id: z.string(),
  control: z.string(),
  controlId: z.string(),
  /** Not there for what is judged once a report. */
  filterSet: z.string().optional(),
  severity: z.enum(SEVERITIES),
  subject: subjectSchema,
  verdict: z.enum(['NOT_MET', 'UNDETERMINED']),
  expected: z.string(),
  found: z.string(),
  remedy: z.string(),
  /** Set while an exemption is in force. */
  exempt: z.object({ reason: z.string(), until: iso }).optional(),
  /** Set where an exemption excused it until it ended. */
  exemptionEnded: z.object({ reason: z.string(), until: iso }).optional(),
  cause: causeSchema.optional(),
  /** Members of a composite that did not complete. */
  children: z.array(childSchema).optional(),
  /** Members besides these, of which there was no room to keep what is known. */
  moreChildren: z.number().optional(),
  /** The whole copy job as AWS returned it, with dates in ISO 8601. */
  job: z.record(z.string(), z.unknown()).optional(),
  /** Since when it has been so, over runs. */
  firstSeen: iso.optional(),
});
export type Finding = z.output<typeof findingSchema>;

export const findingIdOf = (controlId: string, filterSet: string | undefined, subject: SubjectOfFinding): string =>
  digest([
    controlId,
    filterSet ?? null,
    subject.type,
    subject.id,
    subject.ruleId ?? null,
    subject.vaultArn ?? null,
  ]).slice(0, 32);

/** A copy job as evidence: every field as AWS returned it, its dates readable. */
export const evidenceOf = (raw: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const evidence: Record<string, unknown> = { ...raw };
  for (const [key, value] of Object.entries(raw))
    evidence[key] = typeof value === 'number' || value instanceof Date ? readable(key, value) : shared(value);
  return evidence;
};

const readable = (key: string, value: number | Date): unknown => {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (key !== 'CreationDate' && key !== 'CompletionDate') return value;
  const date = new Date(Math.round(value * 1000));
  return Number.isNaN(date.getTime()) ? value : date.toISOString();
};
