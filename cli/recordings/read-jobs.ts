import { RecordError } from '../../audit/errors.js';
import type { RawCopyJob } from '../../audit/copy-job.js';
import { type RawRecord, readJobsFile } from '../../sandbox/index.js';
import { readCsvItems } from './csv-items.js';
import { filesOf } from './files.js';
import { formatOf } from './format.js';
import { type Compared, type RecordedUnit, RecordingNotes, type UnreadPart } from './notes.js';
import { Problems } from './problems.js';
import { copyJobOfItem } from './report-item.js';

/** All that was recorded of copy jobs, and what of it could not be read. */
export interface RecordedJobs {
  readonly jobs: readonly RawCopyJob[];
  readonly unread: readonly UnreadPart[];
  /** From where recordings were made. */
  readonly units: readonly RecordedUnit[];
  readonly compared: readonly Compared[];
  /** When the newest of the recordings was made. */
  readonly recordedAt: number | undefined;
}

const OTHER_REPORTS: Readonly<Record<string, string>> = {
  backupJobId: 'backup jobs',
  restoreJobId: 'restore jobs',
  scanJobId: 'scan jobs',
  frameworkName: 'a framework’s compliance',
};

/**
 * Copy jobs of files and folders, each in whatever form it is: the API's own JSON or NDJSON, a recording of ours, or JSON or CSV
 * of Backup Audit Manager's COPY_JOB_REPORT.
 */
export const readRecordedJobs = async (paths: readonly string[]): Promise<RecordedJobs> => {
  const jobs: RawCopyJob[] = [];
  const unread: UnreadPart[] = [];
  const units: RecordedUnit[] = [];
  const compared: Compared[] = [];
  let recordedAt: number | undefined;
  for (const file of filesOf(paths)) {
    const problems = new Problems(file);
    const format = await formatOf(file).catch((error: unknown) => {
      throw isMissing(error) ? new RecordError(`${file}: there is no such file or folder`, { cause: error }) : error;
    });
    if (format.kind === 'csv') {
      for await (const { item, problem, line } of readCsvItems(file, format.delimiter)) {
        const read = item === undefined ? { problem: problem ?? '' } : copyJobOfItem(item);
        problems.take(read, `line ${line}`, jobs);
      }
    } else {
      const notes = new RecordingNotes(file);
      const options = { alsoLists: ['reportItems'], onNote: notes.take };
      for await (const record of readJobsFile(file, 'copyJobs', options))
        problems.take(jobOfRecord(record, file), `record ${problems.rows + 1}`, jobs);
      unread.push(...notes.unread(problems.rows));
      units.push(...notes.units);
      for (const each of notes.compared) compared.push(each);
      if (notes.asOf !== undefined) recordedAt = Math.max(recordedAt ?? notes.asOf, notes.asOf);
    }
    unread.push(...problems.unread());
  }
  return { jobs, unread, units, compared, recordedAt };
};

const jobOfRecord = (record: RawRecord, file: string): ReturnType<typeof copyJobOfItem> => {
  if (Object.hasOwn(record, 'CopyJobId') || Object.hasOwn(record, 'State')) return { job: record };
  const other = Object.keys(OTHER_REPORTS).find((name) => Object.hasOwn(record, name));
  if (other !== undefined)
    throw new RecordError(`${file} holds a report of ${OTHER_REPORTS[other] ?? ''} (${other}), not of copy jobs`);
  return Object.hasOwn(record, 'copyJobId') || Object.hasOwn(record, 'jobStatus')
    ? copyJobOfItem(record)
    : { job: record };
};

const isMissing = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === 'ENOENT';
