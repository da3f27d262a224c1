import type { Definition } from '../../audit/definition.js';
import { PublishConflict } from '../../audit/errors.js';
import { identityOf } from '../../audit/filter-set.js';
import type { RowItem, RunItem } from '../../audit/record/items.js';
import { changedRows, rowsAsOf, supersededRows } from '../../audit/record/rows.js';
import type { Remembered } from '../../audit/remembered.js';
import { rememberedOf } from '../../audit/row.js';
import type { Run } from '../../audit/run.js';
import type { Trigger } from '../../audit/wire.js';
import { putFindings } from './findings.js';
import { putLedger, readLedger } from './ledgers.js';
import { runItemOf, withFirstSeen } from './run-item.js';
import { readVersions, writeVersions } from './rows.js';
import { putLatest, putRun, readLatest, readRun } from './runs.js';
import type { Table } from './table.js';

export interface RunToPublish {
  readonly runId: string;
  readonly asOf: number;
  readonly trigger: Trigger;
  readonly definition: Definition;
  /** Judges the run, given what earlier ones remember. */
  readonly conclude: (remembered: readonly Remembered[]) => Run;
}

export type Publication =
  | { readonly published: true; readonly item: RunItem }
  /** A newer run was published already. */
  | { readonly published: false; readonly newer: RunItem };

// Each time another run of the report was published in the same minute.
const MOST_ATTEMPTS = 5;

/**
 * Publishes a run whole or not at all: findings, rows and ledger are written under its own id, then one conditional write of
 * LATEST makes it the one that is seen. It builds on the run published before it; where another was published meanwhile,
 * it is concluded again upon that. Done twice, or broken off anywhere and done again, it comes to the same.
 */
export const publishRun = async (table: Table, run: RunToPublish): Promise<Publication> => {
  const report = run.definition.name;
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const before = await readLatest(table, report);
    if (before !== undefined && before.runId > run.runId) return { published: false, newer: before };
    if (before?.runId === run.runId) {
      const earlier = before.previousRunId;
      const previous = earlier === undefined ? undefined : await readRun(table, report, earlier);
      await settle(table, run, before, previous, await readVersions(table, report));
      return { published: true, item: before };
    }
    const { item, versions } = await prepare(table, run, before);
    if (!(await putLatest(table, item, before))) continue;
    await settle(table, run, item, before, versions);
    return { published: true, item };
  }
  throw new PublishConflict(`Run ${run.runId} was overtaken ${MOST_ATTEMPTS} times while it was published`);
};

/** Writes all that is seen once the run is published. */
const prepare = async (table: Table, publication: RunToPublish, before: RunItem | undefined) => {
  const { runId, asOf, trigger, definition } = publication;
  const { name: report, keepRunsFor, forgetResourcesAfter: forgetAfter } = definition;
  const identities = new Map(definition.filterSets.map((set) => [set.name, identityOf(set)]));
  const versions = await readVersions(table, report);
  const runs = before?.rowRuns ?? [];
  const run = publication.conclude(
    rowsAsOf(versions, runs).flatMap(({ row, seen, identity }) =>
      identities.get(row.filterSet) === identity ? [rememberedOf(row, Date.parse(seen))] : [],
    ),
  );

  const seenBefore = before === undefined ? new Map() : await readLedger(table, report, before.runId);
  const { findings, ledger } = withFirstSeen(run, seenBefore, keepRunsFor);
  await putFindings(table, report, runId, findings, keepRunsFor);
  await putLedger(table, report, runId, ledger, keepRunsFor);

  const changes = changedRows({ report, runId, asOf, identities, forgetAfter }, run.resources, versions, runs);
  await writeVersions(table, changes.written, changes.stale);

  // Once it is replaced, nothing else holds what it says.
  if (before !== undefined && (await readRun(table, report, before.runId)) === undefined)
    await putRun(table, before, keepRunsFor);
  const item = await runItemOf(run, { trigger, publishedAt: table.now(), rowRuns: changes.rowRuns, before });
  const others = versions.filter((version) => version.runId !== runId);
  return { item, versions: [...others, ...changes.written] };
};

/** What is left to do once a run is published. */
const settle = async (
  table: Table,
  { definition: { keepRunsFor } }: RunToPublish,
  latest: RunItem,
  before: RunItem | undefined,
  versions: readonly RowItem[],
): Promise<void> => {
  await putRun(table, latest, keepRunsFor);
  await writeVersions(table, [], supersededRows(versions, latest, before));
};
