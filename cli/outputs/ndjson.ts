import { plainJson } from '../../audit/steering.js';

/** One JSON value a line: what a pipe, `jq` or Athena reads bit by bit, whatever the length. */
export function* ndjsonOf(records: Iterable<object>): Generator<string> {
  for (const record of records) yield `${plainJson(record) ?? 'null'}\n`;
}
