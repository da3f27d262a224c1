import { type Changes, changesBetween } from '../../audit/changes/changes.js';
import { type ToldFinding, toldOf } from '../../audit/changes/told.js';
import type { Finding } from '../../audit/finding.js';
import type { RunItem } from '../../audit/record/items.js';
import { rowIdOf } from '../../audit/record/keys.js';
import { rowsAsOf } from '../../audit/record/rows.js';
import type { RunHeader } from '../../audit/run.js';
import { putDelivered, readDelivered } from './delivered.js';
import { readFindings } from './findings.js';
import { unpackHeader } from './headers.js';
import { readVersions } from './rows.js';
import { readLatest, readRun } from './runs.js';
import type { Table } from './table.js';

/** What a delivery has to say of a run: what has changed since the last one of which it said anything. */
export interface News {
  readonly run: RunItem;
  readonly header: RunHeader;
  /** All of the run, worst first. */
  readonly findings: readonly Finding[];
  /** The time of the run of which it said anything last. */
  readonly toldAsOf?: string | undefined;
  readonly changes: Changes<ToldFinding, Finding>;
  /** To be called once all is said; false where another run was delivered meanwhile. */
  remember(): Promise<boolean>;
}

/**
 * News for a delivery; none where it said this already, or something newer, or where the report was removed meanwhile. If it
 * fails before it remembers, the same is news again: what is said has to bear that. Findings that do not concern it are not there.
 */
export const newsFor = async (
  table: Table,
  delivery: string,
  { report, runId }: { readonly report: string; readonly runId: string },
  concerns: (finding: Finding) => boolean = () => true,
): Promise<News | undefined> => {
  const latest = await readLatest(table, report);
  const run = latest?.runId === runId ? latest : await readRun(table, report, runId);
  if (run === undefined) return undefined;
  const of = { report, delivery };
  const last = await readDelivered(table, of);
  if (last !== undefined && last.item.runId >= runId) return undefined;

  const header = await unpackHeader(run.header);
  const findings: Finding[] = [];
  for await (const finding of readFindings(table, report, runId)) findings.push(finding);
  const concerning = findings.filter(concerns);
  const knows = await knownRows(table, run, last?.told.findings ?? [], concerning);
  const changes = changesBetween(last?.told, { header, findings: concerning, knows });
  const remember = () => putDelivered(table, of, runId, toldOf(header, concerning, changes), last);
  return { run, header, findings, toldAsOf: last?.told.header.asOf, changes, remember };
};

/** Whether the run has a row: read only where a finding of one is gone. */
const knownRows = async (
  table: Table,
  { report, rowRuns }: RunItem,
  before: readonly ToldFinding[],
  now: readonly Finding[],
): Promise<(filterSet: string, resourceArn: string) => boolean> => {
  const still = new Set(now.map(({ id }) => id));
  const gone = before.filter(({ id, subject }) => !still.has(id) && ['resource', 'schedule'].includes(subject.type));
  if (gone.length === 0) return () => true;
  const rows = rowsAsOf(await readVersions(table, report), rowRuns);
  const known = new Set(rows.map(({ row }) => rowIdOf(row.filterSet, row.resourceArn)));
  return (filterSet, resourceArn) => known.has(rowIdOf(filterSet, resourceArn));
};
