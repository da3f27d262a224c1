import type { Definition } from '../../audit/definition.js';
import type { Finding } from '../../audit/finding.js';
import { type RowItem, type RunItem, parseItem, runItemSchema } from '../../audit/record/items.js';
import { LOOKUP_REPORTS, lookupResource, lookupStatus } from '../../audit/record/keys.js';
import { rowsAsOf } from '../../audit/record/rows.js';
import type { ResourceRow } from '../../audit/row.js';
import type { RunHeader } from '../../audit/run.js';
import { STATUSES, type Severity, type Status } from '../../audit/status.js';
import { definitionOf, readDefinition } from './definitions.js';
import { readFindings } from './findings.js';
import { unpackHeader } from './headers.js';
import { readVersions, rowItemOf } from './rows.js';
import { type RunSummary, readHistory, readLatest, readRun } from './runs.js';
import type { Item, Table } from './table.js';

/** What is known of a resource by one report. */
export interface KnownResource {
  readonly report: string;
  readonly status: Status;
  readonly asOf: string;
  readonly row: ResourceRow;
}

/** What people and programs ask the table. Only what is published is seen, and never half of it. */
export class ReportReader {
  constructor(readonly table: Table) {}

  /** The latest run of a report. */
  latestOf(report: string): Promise<RunItem | undefined> {
    return readLatest(this.table, report);
  }

  /** Everything of a published run but its findings and rows; of the latest one where no run is given. */
  async headerOf(report: string, runId?: string): Promise<RunHeader | undefined> {
    const latest = await readLatest(this.table, report);
    const run = runId === undefined || latest?.runId === runId ? latest : await readRun(this.table, report, runId);
    return run === undefined ? undefined : unpackHeader(run.header);
  }

  /** Published runs of a report, newest first. */
  history(report: string): AsyncGenerator<RunSummary> {
    return readHistory(this.table, report);
  }

  /** Findings of a published run, worst first; none where it was not published. */
  async *findingsOf(
    report: string,
    runId: string,
    { severity }: { readonly severity?: Severity } = {},
  ): AsyncGenerator<Finding> {
    if (await this.#isPublished(report, runId)) yield* readFindings(this.table, report, runId, severity);
  }

  /** Rows of the latest run of a report. */
  async rowsOf(report: string): Promise<ResourceRow[]> {
    const { versions } = await this.#asOfLatest(report, () => readVersions(this.table, report));
    return versions.map(({ row }) => row);
  }

  /** Everything known of one resource, over all reports and filter sets. */
  async resource(resourceArn: string): Promise<KnownResource[]> {
    const read = () => this.#rowsByArn(resourceArn);
    const reports = new Set((await read()).map(({ report }) => report));
    const known: KnownResource[] = [];
    for (const report of [...reports].sort()) {
      const mine = async () => (await read()).filter((item) => item.report === report);
      const { latest, versions } = await this.#asOfLatest(report, mine);
      if (latest === undefined) continue;
      for (const { row } of versions) known.push({ report, status: latest.status, asOf: latest.asOf, row });
    }
    return known;
  }

  /** Reports that are declared, by name. */
  async reports(): Promise<Definition[]> {
    const definitions: Definition[] = [];
    for await (const item of this.#items(LOOKUP_REPORTS)) {
      const read = await readDefinition(this.table, String(item['report']));
      if (read !== undefined) definitions.push(await definitionOf(read));
    }
    return definitions.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Latest runs of the reports that are declared and in a status; in any but COMPLIANT where none is given. */
  async inStatus(...statuses: readonly Status[]): Promise<RunItem[]> {
    const wanted = statuses.length > 0 ? statuses : STATUSES.filter((status) => status !== 'COMPLIANT');
    const runs: RunItem[] = [];
    for (const status of wanted) {
      for await (const item of this.#items(lookupStatus(status))) {
        const run = parseItem(runItemSchema, item, 'A run');
        // The index lags behind what it is of.
        if (run.status === status) runs.push(run);
      }
    }
    return runs;
  }

  async #isPublished(report: string, runId: string): Promise<boolean> {
    if ((await readLatest(this.table, report))?.runId === runId) return true;
    return (await readRun(this.table, report, runId)) !== undefined;
  }

  /**
   * Rows as of the latest run. Publishing keeps those of the run before as well, so what was read while one run was published
   * is whole; while two were it might not be, and is read again.
   */
  async #asOfLatest(
    report: string,
    read: () => Promise<readonly RowItem[]>,
  ): Promise<{ readonly latest: RunItem | undefined; readonly versions: readonly RowItem[] }> {
    let latest = await readLatest(this.table, report);
    for (;;) {
      const versions = rowsAsOf(await read(), latest?.rowRuns ?? []);
      const now = await readLatest(this.table, report);
      if (now?.runId === latest?.runId || now?.previousRunId === latest?.runId) return { latest, versions };
      latest = now;
    }
  }

  async #rowsByArn(resourceArn: string): Promise<RowItem[]> {
    const rows: RowItem[] = [];
    for await (const item of this.#items(lookupResource(resourceArn))) rows.push(rowItemOf(item));
    return rows;
  }

  async *#items(lookup: string): AsyncGenerator<Item> {
    for await (const key of this.table.lookup(lookup)) {
      const item = await this.table.get(key);
      if (item !== undefined) yield item;
    }
  }
}
