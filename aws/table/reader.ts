import type { Definition } from '../../audit/definition.js';
import type { Finding } from '../../audit/finding.js';
import { type RowItem, type RunItem, parseItem, runItemSchema } from '../../audit/record/items.js';
import { LOOKUP_REPORTS, lookupResource, lookupStatus, reportOfKey } from '../../audit/record/keys.js';
import { rowsAsOf } from '../../audit/record/rows.js';
import type { ResourceRow } from '../../audit/row.js';
import type { RunHeader } from '../../audit/run.js';
import { STATUSES, type Severity, type Status } from '../../audit/status.js';
import type { DeclaredReport, FindingsPage, KnownResource, PublishedRun, RunSummary } from '../../audit/views/model.js';
import type { FindingsQuery, ReportSource, TrendQuery, WhichRun } from '../../audit/widget/source.js';
import { definitionOf, readDefinition } from './definitions.js';
import { afterFinding, findingsBeginning, readFinding, readFindings } from './findings.js';
import { unpackHeader } from './headers.js';
import { readVersions, rowItemOf } from './rows.js';
import { readHistory, readLatest, readRun, readRunAt } from './runs.js';
import type { Item, Table } from './table.js';

// A page of findings that are asked for by more than their severity: so many are looked through, and no more.
const MOST_LOOKED_THROUGH = 2_000;

/** What people and programs ask the table. Only what is published is seen, and never half of it. */
export class ReportReader implements ReportSource {
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
    if (await this.#isPublished(report, runId)) yield* readFindings(this.table, report, runId, { severity });
  }

  /** A run that was published: the latest, the latest at a time, or one of them. */
  async publishedRun(report: string, { runId, until }: WhichRun = {}): Promise<PublishedRun | undefined> {
    const item = await this.#run(report, runId, until);
    if (item === undefined) return undefined;
    const { header, rowRuns: _rowRuns, evidence: _evidence, signature: _signature, ...summary } = item;
    return { summary, header: await unpackHeader(header) };
  }

  /** The newest runs of a time, oldest first. */
  async trend(report: string, { from, to, most }: TrendQuery): Promise<RunSummary[]> {
    const runs: RunSummary[] = [];
    for await (const run of readHistory(this.table, report, { from, to, atOnce: most })) {
      runs.push(run);
      if (runs.length >= most) break;
    }
    return runs.reverse();
  }

  /** Findings of a published run that are asked for, worst first, and where to look further. */
  async findingsPage(report: string, runId: string, query: FindingsQuery): Promise<FindingsPage> {
    const { most, severity, after } = query;
    if (!(await this.#isPublished(report, runId))) return { findings: [] };
    const isAll =
      query.control === undefined &&
      query.filterSet === undefined &&
      query.cause === undefined &&
      query.resource === undefined;
    const findings: Finding[] = [];
    let looked = 0;
    let last: Finding | undefined;
    const read = readFindings(this.table, report, runId, { severity, after, atOnce: isAll ? most + 1 : MOST_AT_ONCE });
    for await (const finding of read) {
      if (last !== undefined && (findings.length >= most || looked >= MOST_LOOKED_THROUGH))
        return { findings, next: afterFinding(report, runId, last) };
      looked += 1;
      last = finding;
      if (isAskedFor(finding, query)) findings.push(finding);
    }
    return { findings };
  }

  /** One finding of a published run. */
  async finding(report: string, runId: string, id: string): Promise<Finding | undefined> {
    return (await this.#isPublished(report, runId)) ? readFinding(this.table, report, runId, id) : undefined;
  }

  /** Findings of a published run whose ids begin so: at most so many. */
  async findingsBeginning(report: string, runId: string, beginning: string, most: number): Promise<Finding[]> {
    return (await this.#isPublished(report, runId))
      ? findingsBeginning(this.table, report, runId, beginning, most)
      : [];
  }

  /** Rows of a published run; undefined where they are kept no more: those of the latest are, and of the one before it. */
  async rowsOfRun(report: string, runId: string): Promise<ResourceRow[] | undefined> {
    const run = await this.#run(report, runId, undefined);
    const versions = await readVersions(this.table, report);
    // Asked for after they were read: what a newer run removes is not missing from what was read before it was published.
    const latest = await readLatest(this.table, report);
    if (run === undefined || (latest?.runId !== runId && latest?.previousRunId !== runId)) return undefined;
    return rowsAsOf(versions, run.rowRuns).map(({ row }) => row);
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

  /** Names of the reports that are declared. */
  async reportNames(): Promise<string[]> {
    const names: string[] = [];
    for await (const key of this.table.lookup(LOOKUP_REPORTS)) names.push(reportOfKey(key));
    return names.sort();
  }

  /** What is declared of a report for people to read. */
  async declaredReport(report: string): Promise<DeclaredReport | undefined> {
    const item = await readDefinition(this.table, report);
    if (item === undefined) return undefined;
    const { name, description, schedule } = await definitionOf(item);
    return { name, description, schedule };
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

  async #run(report: string, runId: string | undefined, until: number | undefined): Promise<RunItem | undefined> {
    const latest = await readLatest(this.table, report);
    if (runId !== undefined) return latest?.runId === runId ? latest : readRun(this.table, report, runId);
    if (until === undefined || latest === undefined || Date.parse(latest.asOf) <= until) return latest;
    return readRunAt(this.table, report, until);
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
    // The index finds long ARNs by their hash, under a name that a foreign ARN could have.
    return rows.filter(({ row }) => row.resourceArn === resourceArn);
  }

  async *#items(lookup: string): AsyncGenerator<Item> {
    for await (const key of this.table.lookup(lookup)) {
      const item = await this.table.get(key);
      if (item !== undefined) yield item;
    }
  }
}

const MOST_AT_ONCE = 500;

const isAskedFor = ({ controlId, filterSet, cause, subject }: Finding, query: FindingsQuery): boolean =>
  (query.control === undefined || controlId === query.control) &&
  (query.filterSet === undefined || filterSet === query.filterSet) &&
  (query.cause === undefined || cause?.id === query.cause) &&
  (query.resource === undefined || subject.resourceArn === query.resource);
