import { type FileKind, type RawRecord, readJobsFile } from '../sandbox/index.js';

/** All records of a file, in its order. */
export const readRecorded = async (file: string, kind: FileKind): Promise<readonly RawRecord[]> => {
  const records: RawRecord[] = [];
  for await (const record of readJobsFile(file, kind)) records.push(record);
  return records;
};
