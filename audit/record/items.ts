import * as z from 'zod';
import { RecordError } from '../errors.js';
import { proofSchema } from '../evidence/schema.js';
import { findingSchema } from '../finding.js';
import { rowSchema } from '../row.js';
import { basisSchema } from '../run.js';
import { SEVERITIES, STATUSES } from '../status.js';
import { TRIGGERS } from '../wire.js';

/** Version of the shapes of table items. An item of a newer one is refused, of an older one read. */
export const RECORD_VERSION = 1;

const version = z.literal(RECORD_VERSION, {
  error: ({ input }) => `expected version ${RECORD_VERSION}, got ${JSON.stringify(input)}: a newer library wrote it`,
});
const iso = z.iso.datetime();
const bytes = z.instanceof(Uint8Array);

/** JSON, packed: in the item, or where it is too long for one in `chunks` items beside it. */
const blob = {
  packed: bytes.optional(),
  /** Which writing the chunks belong to, and how many they are. */
  revision: z.string().optional(),
  chunks: z.number().optional(),
};
export interface Blob {
  readonly packed?: Uint8Array | undefined;
  readonly revision?: string | undefined;
  readonly chunks?: number | undefined;
}

/** `definition` is JSON as it crossed the wall; `packed` the same, where it is too long to be read by people. */
const declaration = {
  definition: z.string().optional(),
  packed: bytes.optional(),
  /** Hash of what it is judged by. */
  definitionHash: z.string(),
  /** Hashes of the last definition that passed its gate, and of the one before: a rollback to them is not judged again. */
  acceptedHash: z.string().optional(),
  acceptedBefore: z.string().optional(),
  /** Stack and logical id that declare it. */
  stackId: z.string(),
  logicalId: z.string(),
  updatedAt: iso,
};

/** A report as it is declared. */
export const definitionItemSchema = z.object({
  version,
  report: z.string(),
  ...declaration,
  /** The request of CloudFormation that it was written for, and the run that was started for it. */
  deployment: z.object({ requestId: z.string(), runId: z.string(), asOf: iso, attempt: z.number() }).optional(),
  /** The last requests that were handled, newest first. */
  requests: z.array(z.string()).optional(),
  /** What was accepted before it, until it is accepted itself: a deployment that fails loses nothing. */
  previous: z.object(declaration).optional(),
});
export type DefinitionItem = z.output<typeof definitionItemSchema>;
export type Declaration = NonNullable<DefinitionItem['previous']>;

/** A run, as people query it; `header` is all of it but findings and rows, packed. */
export const runItemSchema = z.object({
  version,
  report: z.string(),
  runId: z.string(),
  asOf: iso,
  publishedAt: iso,
  trigger: z.enum(TRIGGERS),
  /** Set where only what had changed was judged anew, upon another run. */
  basis: basisSchema.optional(),
  definitionHash: z.string(),
  status: z.enum(STATUSES),
  complete: z.boolean(),
  compliancePercent: z.number().nullable(),
  copyJobs: z.number(),
  failedJobs: z.number(),
  resources: z.number(),
  findings: z.number(),
  exemptFindings: z.number(),
  findingsBySeverity: z.record(z.enum(SEVERITIES), z.number()),
  /** The causes that explain most failures, as sentences: `312 × The destination vault does not allow the copy`. */
  topCauses: z.array(z.string()),
  units: z.number(),
  unreadUnits: z.number(),
  /** Since when the status has been this one. */
  statusSince: iso,
  /** Status before this one, where a run knew another. */
  previousStatus: z.enum(STATUSES).optional(),
  previousRunId: z.string().optional(),
  /** Runs that wrote the versions of rows that make up this run's: what a run wrote that was never published is in none. */
  rowRuns: z.array(z.string()).default([]),
  header: bytes,
  ...proofSchema,
});
export type RunItem = z.output<typeof runItemSchema>;

/** A run as history lists it: without what is long. */
export const runSummarySchema = runItemSchema.omit({ header: true, rowRuns: true, evidence: true, signature: true });
export type RunSummary = z.output<typeof runSummarySchema>;

/** What a run was planned as: the definition of that moment, so that a change in the middle of a run changes nothing. */
export const planItemSchema = z.object({
  version,
  report: z.string(),
  runId: z.string(),
  asOf: iso,
  startedAt: iso,
  trigger: z.enum(TRIGGERS),
  /** Definition as JSON, packed. */
  packed: bytes,
  unitCount: z.number(),
  /** Filter sets of which the targets could not be listed, with the reason. */
  unplanned: z.array(z.object({ filterSet: z.string(), reason: z.string() })),
  /** What a reader of the run should know of its filter sets. */
  notes: z.array(z.object({ filterSet: z.string(), note: z.string() })).default([]),
  /** The execution that makes it. */
  execution: z.string().optional(),
  /** The resources that are judged anew, where it is not everything. */
  changed: z.array(z.string()).optional(),
});
export type PlanItem = z.output<typeof planItemSchema>;

/** The units of a run, in order of their index. */
export const unitListItemSchema = z.object({ version, ...blob });

/** What a unit came to, or how far: the result where it is `done`, else a checkpoint. */
export const unitItemSchema = z.object({
  version,
  index: z.number(),
  done: z.boolean(),
  part: z.number(),
  /** Pages read so far; a part that adds none was only refused. */
  pages: z.number().default(0),
  stalled: z.boolean().default(false),
  ...blob,
});
export type UnitItem = z.output<typeof unitItemSchema>;

/** The list of a run's findings or rows, with a digest each. */
export const listItemSchema = z.object({ version, ...blob });

/** When findings of a run were first seen, by their ids. */
export const ledgerItemSchema = z.object({ version, ...blob });

/** What a delivery said last of a report, and of which run. */
export const deliveredItemSchema = z.object({ version, report: z.string(), runId: z.string(), ...blob });
export type DeliveredItem = z.output<typeof deliveredItemSchema>;

/** A finding; the copy job stays JSON, because foreign numbers and names need not fit DynamoDB's. */
export const findingItemSchema = z.object({
  version,
  report: z.string(),
  runId: z.string(),
  finding: findingSchema.omit({ job: true }),
  job: z.string().optional(),
});
export type FindingItem = z.output<typeof findingItemSchema>;

/** A version of a row. `gone`: from this run on there is no such row. */
export const rowItemSchema = z.object({
  version,
  report: z.string(),
  runId: z.string(),
  /** Filters of its filter set when it was written: what was remembered under others is not mixed in. */
  identity: z.string(),
  gone: z.boolean().optional(),
  /** When a run last read a job of it; renewed where the row itself does not tell. */
  seen: iso,
  /** Seconds since 1970. */
  expires: z.number(),
  row: rowSchema,
});
export type RowItem = z.output<typeof rowItemSchema>;

/** Reads an item; throws a {@link RecordError} that names what does not fit. */
export const parseItem = <T extends z.ZodType>(schema: T, item: unknown, what: string): z.output<T> => {
  const parsed = schema.safeParse(item);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new RecordError(
    `${what} cannot be read: ${issue === undefined ? 'it does not fit its schema' : `${issue.path.join('.') || 'item'}: ${issue.message}`}`,
  );
};
