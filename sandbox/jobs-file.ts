import { createReadStream } from 'node:fs';
import { types } from 'node:util';
import { millis } from '../audit/copy-job.js';
import { JsonRecords, JsonRecordsError, type RecordText } from './json-records.js';
import { BACKUP_JOBS, COPY_JOBS, PROTECTED_RESOURCES, type RawRecord, type RecordKind } from './record-kind.js';

/** What a file of records holds. */
export type FileKind = 'copyJobs' | 'backupJobs' | 'protectedResources';

const KINDS: Readonly<Record<FileKind, RecordKind>> = {
  copyJobs: COPY_JOBS,
  backupJobs: BACKUP_JOBS,
  protectedResources: PROTECTED_RESOURCES,
};
const LISTS = Object.values(KINDS).map(({ list }) => list as string);

/** A file that does not hold what it should; names the file and the line. */
export class JobsFileError extends Error {
  override readonly name = 'JobsFileError';
  readonly code = 'InvalidJobsFile';

  constructor(
    readonly file: string,
    /** Of the record or bracket that is wrong; undefined where the file itself cannot be read. */
    readonly line: number | undefined,
    reason: string,
    options?: { cause?: unknown },
  ) {
    super(`${file}${line === undefined ? '' : `:${line}`}: ${reason}`, options);
  }
}

export interface ReadOptions {
  /** Names of lists, besides the API's own, whose items are yielded. */
  readonly alsoLists?: readonly string[];
  /** Told what a recording says of itself, and beside its jobs. */
  readonly onNote?: (note: RawRecord) => void;
}

/** Lines of a recording (`copy-audit record`) that are about it, or beside its jobs: AWS names no field so. */
const isNote = (record: RawRecord): boolean => Object.keys(record)[0]?.startsWith('copyAudit') ?? false;

/**
 * Records in the API's own shape, as AWS CLI, an SDK or a log wrote them: `{"CopyJobs": […]}`, an array, or one object a line;
 * times as seconds or ISO 8601. Read bit by bit, whatever the size; fields that nobody knows are kept.
 */
export async function* readJobsFile(
  file: string,
  kind: FileKind = 'copyJobs',
  { alsoLists = [], onNote = () => undefined }: ReadOptions = {},
): AsyncGenerator<RawRecord> {
  const { list, times } = KINDS[kind];
  const records = new JsonRecords((name, line) => {
    if (name !== list && LISTS.includes(name)) throw new JsonRecordsError(line, `expected ${list}, found ${name}`);
    return name === list || alsoLists.includes(name);
  });
  try {
    for await (const piece of createReadStream(file, { encoding: 'utf8', highWaterMark: 1024 * 1024 })) {
      for (const text of records.take(piece as string)) {
        const record = recordOf(text, times);
        if (isNote(record)) onNote(record);
        else yield record;
      }
    }
    records.end();
  } catch (error) {
    if (error instanceof JsonRecordsError) throw new JobsFileError(file, error.line, error.message, { cause: error });
    if (isSystemError(error)) throw new JobsFileError(file, undefined, error.message, { cause: error });
    throw error;
  }
}

const recordOf = ({ text, line }: RecordText, times: readonly string[]): RawRecord => {
  let record: RawRecord;
  try {
    record = JSON.parse(text) as RawRecord;
  } catch (error) {
    throw new JsonRecordsError(
      line,
      `the record is not JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  for (const name of times) {
    const value = record[name];
    if (value !== undefined && value !== null && millis(value) === undefined) {
      throw new JsonRecordsError(
        line,
        `${name} is a time in seconds or ISO 8601, not ${JSON.stringify(value)?.slice(0, 60)}`,
      );
    }
  }
  return record;
};

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  types.isNativeError(error) && typeof (error as NodeJS.ErrnoException).syscall === 'string';
