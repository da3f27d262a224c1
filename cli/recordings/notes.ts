import * as z from 'zod';
import { RecordError } from '../../audit/errors.js';
import type { RawRecord } from '../../sandbox/index.js';

const unitSchema = z.object({ filterSet: z.string(), accountId: z.string(), region: z.string() });

/** The first line of a recording. */
export const headSchema = z.object({
  version: z.literal(1),
  by: z.string(),
  /** The time as of which it was read; what was created later may be missing. */
  asOf: z.iso.datetime(),
  reports: z.array(z.object({ report: z.string(), filterSets: z.array(z.string()) })),
});
export type RecordingHead = z.output<typeof headSchema>;

/** The last line of a recording: without it, some of the recording is missing. */
export const endSchema = z.object({
  copyJobs: z.number(),
  /** Whether everything that was asked for could be read. */
  complete: z.boolean(),
  /** From where each filter set was read. */
  units: z.array(unitSchema),
  unread: z.array(unitSchema.extend({ error: z.string() })),
});
export type RecordingEnd = z.output<typeof endSchema>;

const rawSchema = z.record(z.string(), z.unknown());

/** What a filter set is compared with: a backup job or a protected resource, of which what is judged is kept. */
export const comparedSchema = z.object({
  filterSet: z.string(),
  backupJob: rawSchema.optional(),
  protectedResource: rawSchema.optional(),
});
export type Compared = z.output<typeof comparedSchema>;

/** An account and a Region that a filter set was read from. */
export type RecordedUnit = z.output<typeof unitSchema>;

/** Something that is missing from what was recorded; of a filter set, or of whatever reads the file. */
export interface UnreadPart {
  readonly filterSet?: string;
  readonly reason: string;
}

/** What a recording says of itself. */
export class RecordingNotes {
  readonly #heads: RecordingHead[] = [];
  readonly #ends: RecordingEnd[] = [];
  readonly compared: Compared[] = [];

  constructor(readonly file: string) {}

  take = (note: RawRecord): void => {
    if (note['copyAuditRecording'] !== undefined) this.#heads.push(this.#parse(headSchema, note['copyAuditRecording']));
    else if (note['copyAuditCompared'] !== undefined)
      this.compared.push(this.#parse(comparedSchema, note['copyAuditCompared']));
    else this.#ends.push(this.#parse(endSchema, note['copyAuditRecordingEnd']));
  };

  /** The time of the newest recording in it: several may have been joined. */
  get asOf(): number | undefined {
    return this.#heads.length === 0 ? undefined : Math.max(...this.#heads.map(({ asOf }) => Date.parse(asOf)));
  }

  /** From where each filter set was read, of which that is known. */
  get units(): readonly RecordedUnit[] {
    return this.#ends.flatMap(({ units }) => units);
  }

  /** What is missing of the file, of which so many jobs were read. */
  unread(jobs: number): UnreadPart[] {
    if (this.#heads.length < this.#ends.length)
      return [{ reason: `${this.file}: the beginning of the recording is missing` }];
    if (this.#heads.length > this.#ends.length)
      return [{ reason: `${this.file}: the recording breaks off, after ${jobs} copy jobs` }];
    const recorded = this.#ends.reduce((sum, { copyJobs }) => sum + copyJobs, 0);
    // Without a word of itself it is no recording of ours, and may hold any number.
    const isShort = this.#ends.length > 0 && recorded !== jobs;
    return [
      ...(isShort ? [{ reason: `${this.file}: ${recorded} copy jobs were recorded, and ${jobs} are there` }] : []),
      ...this.#ends.flatMap(({ unread }) =>
        unread.map(({ filterSet, accountId, region, error }) => ({
          filterSet,
          reason: `${accountId} ${region} could not be recorded: ${error}`,
        })),
      ),
    ];
  }

  #parse<T>(schema: z.ZodType<T>, value: unknown): T {
    const { data, error } = schema.safeParse(value);
    if (error === undefined) return data as T;
    const [issue] = error.issues;
    throw new RecordError(
      `${this.file} is no recording that this version reads: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
    );
  }
}
