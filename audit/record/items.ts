import { z } from 'zod';
import { RecordError } from '../errors.js';
import { findingSchema } from '../finding.js';
import { rowSchema } from '../row.js';
import { SEVERITIES, STATUSES } from '../status.js';
import { TRIGGERS } from '../wire.js';

/** Version of the shapes of table items. An item of a newer one is refused, of an older one read. */
export const RECORD_VERSION = 1;

const version = z.literal(RECORD_VERSION, {
  error: ({ input }) => `expected version ${RECORD_VERSION}, got ${JSON.stringify(input)}: a newer library wrote it`,
});
const iso = z.iso.datetime();
const bytes = z.instanceof(Uint8Array);

/** A report as it is declared. `definition` is JSON as it crossed the wall; `packed` the same, where it is too long to be read by people. */
export const definitionItemSchema = z.object({
  version,
  report: z.string(),
  definition: z.string().optional(),
  packed: bytes.optional(),
  /** Hash of what it is judged by. */
  definitionHash: z.string(),
  /** Hash of the last definition that passed its gate: a rollback to it is not judged again. */
  acceptedHash: z.string().optional(),
  /** Stack and logical id that declare it. */
  stackId: z.string(),
  logicalId: z.string(),
  updatedAt: iso,
});
export type DefinitionItem = z.output<typeof definitionItemSchema>;

/** A run, as people query it; `header` is all of it but findings and rows, packed. */
export const runItemSchema = z.object({
  version,
  report: z.string(),
  runId: z.string(),
  asOf: iso,
  publishedAt: iso,
  trigger: z.enum(TRIGGERS),
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
  header: bytes,
});
export type RunItem = z.output<typeof runItemSchema>;

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
});
export type PlanItem = z.output<typeof planItemSchema>;

/** What a unit came to, or how far: `packed` holds the result, or `chunks` items beside it do. */
export const unitItemSchema = z.object({
  version,
  index: z.number(),
  done: z.boolean(),
  part: z.number(),
  packed: bytes.optional(),
  /** Which writing the chunks belong to, and how many they are. */
  revision: z.string().optional(),
  chunks: z.number().optional(),
});
export type UnitItem = z.output<typeof unitItemSchema>;

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
