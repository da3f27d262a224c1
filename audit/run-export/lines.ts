import { plainJson } from '../steering.js';
import type { ExportTable } from './columns.js';

/** Records as lines of JSON, each with every column of its table: what is not known is null. */
export async function* linesOf<Record>(
  { columns }: ExportTable<Record>,
  records: AsyncIterable<Record> | Iterable<Record>,
): AsyncGenerator<string> {
  const all = Object.entries(columns);
  for await (const record of records)
    yield `${plainJson(Object.fromEntries(all.map(([name, { of }]) => [name, of(record) ?? null])))}\n`;
}
