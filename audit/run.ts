import * as z from 'zod';
import { causeSchema, findingSchema } from './finding.js';
import { rowSchema } from './row.js';
import { SEVERITIES, STATUSES } from './status.js';

/** Version of the shapes of runs and table items. */
export const RUN_VERSION = 1;

const iso = z.iso.datetime();

/** How one control went on one filter set, or once for the report. */
export const controlResultSchema = z.object({
  controlId: z.string(),
  control: z.string(),
  title: z.string(),
  severity: z.enum(SEVERITIES),
  /** Not there for what is judged once a report. */
  filterSet: z.string().optional(),
  status: z.enum(STATUSES),
  met: z.number(),
  notMet: z.number(),
  undetermined: z.number(),
  exempt: z.number(),
  /** What went wrong while judging; the status is an ERROR then, or NON_COMPLIANT where that is certain. */
  error: z.string().optional(),
});
export type ControlResult = z.output<typeof controlResultSchema>;

/** How the reading of one unit went. */
export const unitSummarySchema = z.object({
  filterSet: z.string(),
  accountId: z.string(),
  region: z.string(),
  /** Why it could not be read to its end. */
  error: z.string().optional(),
  notes: z.array(z.string()).optional(),
  pages: z.number(),
  jobs: z.number(),
});

/** What jobs of one filter set add up to. */
export const filterSetSummarySchema = z.object({
  name: z.string(),
  jobs: z.number(),
  jobsByState: z.record(z.string(), z.number()),
  resources: z.number(),
  /** Jobs that are no part of resource controls. */
  jobsWithoutResourceArn: z.number(),
  bytes: z.number(),
  /** Filters of the set, so that what is remembered under other filters is not mixed in. */
  identity: z.string(),
});

/** A cause of failed jobs: many findings, few causes. */
export const causeSummarySchema = causeSchema.extend({
  jobs: z.number(),
  /** Distinct ones; `atLeast` where there are more than were counted. */
  resources: z.number(),
  accounts: z.number(),
  atLeast: z.boolean().optional(),
  /** The newest failed job that it explains. */
  example: z
    .object({
      copyJobId: z.string().optional(),
      resourceArn: z.string().optional(),
      created: iso.optional(),
      statusMessage: z.string().optional(),
    })
    .optional(),
});
export type CauseSummary = z.output<typeof causeSummarySchema>;

export const exemptionSummarySchema = z.object({
  resource: z.string().optional(),
  vault: z.string().optional(),
  control: z.string().optional(),
  job: z.string().optional(),
  reason: z.string(),
  until: iso,
  /** It excused nothing in this run. */
  unused: z.boolean(),
  ended: z.boolean(),
});

/** A run keeps of no more units why they could not be read. */
export const MOST_UNREAD_UNITS = 500;

/** The whole run that one builds on which judged anew only what had changed. */
export const basisSchema = z.object({
  runId: z.string(),
  asOf: iso,
  publishedAt: iso,
  /** How many such runs build on it, this one included. */
  number: z.number(),
  /** How many resources this one judged anew, and how many pages it read for it. */
  resources: z.number(),
  requests: z.number(),
});
export type Basis = z.output<typeof basisSchema>;

/** What is kept of a run in one item: everything but its findings and rows. */
export const runHeaderSchema = z.object({
  version: z.literal(RUN_VERSION, {
    error: ({ input }) =>
      `expected version ${RUN_VERSION}, got ${JSON.stringify(input)}: it was written by a newer library`,
  }),
  report: z.string(),
  runId: z.string(),
  /** The run's time: what is judged is judged as of then. */
  asOf: iso,
  /** SHA-256 of the definition in canonical form, so that a change of policy can be told from a change of facts. */
  definitionHash: z.string(),
  status: z.enum(STATUSES),
  /** Set where only what had changed was judged anew: the whole run that all else stands from. */
  basis: basisSchema.optional(),
  /** Whether every unit was read to its end. */
  complete: z.boolean(),
  /** Outcomes met, of those that count, rounded down to a tenth; null where there are none. */
  compliancePercent: z.number().nullable(),
  counts: z.object({
    copyJobs: z.number(),
    failedJobs: z.number(),
    resources: z.number(),
    bytes: z.number(),
    jobsByState: z.record(z.string(), z.number()),
  }),
  findingCounts: z.object({
    /** All, exempt ones included. */
    total: z.number(),
    exempt: z.number(),
    /** Those that are not exempt. */
    bySeverity: z.record(z.enum(SEVERITIES), z.number()),
  }),
  controls: z.array(controlResultSchema),
  filterSets: z.array(filterSetSummarySchema),
  units: z.array(unitSummarySchema),
  causes: z.array(causeSummarySchema),
  exemptions: z.array(exemptionSummarySchema),
  /** Age in seconds of the newest good copy of the resource that waits longest, by the clock of copy creation. */
  worstCopyAgeSeconds: z.number().nullable(),
});
export type RunHeader = z.output<typeof runHeaderSchema>;

/** A whole run: what `copy-audit run --output json` prints. */
export const runSchema = runHeaderSchema.extend({
  /** Worst first; exempt ones after those that count. */
  findings: z.array(findingSchema),
  resources: z.array(rowSchema),
});
export type Run = z.output<typeof runSchema>;
