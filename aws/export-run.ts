import { exportKey } from '../audit/run-export/key.js';
import type { ExportTable } from '../audit/run-export/columns.js';
import { FINDINGS } from '../audit/run-export/finding-columns.js';
import { linesOf } from '../audit/run-export/lines.js';
import { RESOURCES } from '../audit/run-export/resource-columns.js';
import { CONTROLS, RUNS } from '../audit/run-export/run-columns.js';
import type { RunItem } from '../audit/record/items.js';
import type { ExportBucket } from './export-bucket.js';
import { readFindings } from './table/findings.js';
import { unpackHeader } from './table/headers.js';
import { readRows } from './table/rows.js';
import { readLatest } from './table/runs.js';
import type { Table } from './table/table.js';

/** Bytes of each table's object; no `resources` where they were replaced already. */
export type Exported = Readonly<Record<string, number>>;

/**
 * Writes a published run to a bucket, an object for each table. It reads page by page, so that a run of any size passes through.
 * Written again it is the same, in the same place.
 */
export const exportRun = async (
  table: Table,
  item: RunItem,
  bucket: Pick<ExportBucket, 'put'>,
  prefix: string,
): Promise<Exported> => {
  const { header: packed, rowRuns, evidence: _evidence, signature: _signature, ...summary } = item;
  const { report, runId } = summary;
  const run = { summary, header: await unpackHeader(packed) };
  const put = <R>(of: ExportTable<R>, records: AsyncIterable<R> | Iterable<R>): Promise<number> =>
    bucket.put(exportKey(prefix, of.name, summary), linesOf(of, records));

  const exported: Record<string, number> = {
    controls: await put(
      CONTROLS,
      run.header.controls.map((result) => ({ run, result })),
    ),
    findings: await put(
      FINDINGS,
      mapped(readFindings(table, report, runId), (finding) => ({ run: summary, finding })),
    ),
  };
  const rows = mapped(readRows(table, report, rowRuns), (row) => ({ run: summary, row }));
  const resources = await put(RESOURCES, whileShown(table, item, rows)).catch((error: unknown) => {
    if (error instanceof Overtaken) return undefined;
    throw error;
  });
  if (resources !== undefined) exported['resources'] = resources;
  // Last, so that what it counts is there.
  return { ...exported, runs: await put(RUNS, [run]) };
};

/** Two newer runs were published meanwhile, and what only this one's rows were made of is gone. */
class Overtaken extends Error {}

/** Rows are kept of the latest run and the one before: whether they were all there is known once they are read. */
async function* whileShown<T>(table: Table, { report, runId }: RunItem, rows: AsyncIterable<T>): AsyncGenerator<T> {
  yield* rows;
  const latest = await readLatest(table, report);
  if (latest?.runId !== runId && latest?.previousRunId !== runId) throw new Overtaken();
}

async function* mapped<T, U>(items: AsyncIterable<T>, map: (item: T) => U): AsyncGenerator<U> {
  for await (const item of items) yield map(item);
}
