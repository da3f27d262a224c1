import { millis } from '../../audit/copy-job.js';
import type { RawRecord } from '../../sandbox/index.js';

/** What AWS Backup would have listed earlier: nothing that was not there yet, and nothing that had not happened yet. */
export function* asItWas(records: Iterable<RawRecord>, at: number): Generator<RawRecord> {
  for (const record of records) {
    const created = millis(record['CreationDate']);
    if (created !== undefined && created > at) continue;
    const completed = millis(record['CompletionDate']);
    yield completed === undefined || completed <= at ? record : underWay(record);
  }
}

/** Without what only its end has told. */
const underWay = (record: RawRecord): RawRecord => {
  const { CompletionDate: _end, StatusMessage: _message, MessageCategory: _category, ...rest } = record;
  return { ...rest, State: 'RUNNING' };
};
