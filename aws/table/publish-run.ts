import type { Definition } from '../../audit/definition.js';
import { PublishConflict } from '../../audit/errors.js';
import { identityOf } from '../../audit/filter-set.js';
import type { RowItem, RunItem } from '../../audit/record/items.js';
import { changedRows, rowsAsOf, supersededRows } from '../../audit/record/rows.js';
import type { Remembered } from '../../audit/remembered.js';
import { rememberedOf } from '../../audit/row.js';
import type { Run } from '../../audit/run.js';
import type { Trigger } from '../../audit/wire.js';
import type { Signer } from '../signer.js';
import { putFindings } from './findings.js';
import { putLedger, readLedger } from './ledgers.js';
import { runItemOf, withFirstSeen } from './run-item.js';
import { listedRows, readVersions, writeVersions } from './rows.js';
import { putLatest, putRun, readLatest, readRun } from './runs.js';
import { removeOldList, sealRun } from './seal-run.js';
import type { Table } from './table.js';

export interface RunToPublish {
  readonly runId: string;
  readonly asOf: number;
  readonly trigger: Trigger;
  readonly definition: Definition;
  /** Where it is the latest run with what changed judged anew: the id of that. Where another is the latest, it is not published. */
  readonly upon?: string;
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
export const publishRun = async (table: Table, run: RunToPublish, signer?: Signer): Promise<Publication> => {
  const report = run.definition.name;
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const before = await readLatest(table, report);
    if (before !== undefined && before.runId > run.runId) return { published: false, newer: before };
    if (before !== undefined && run.upon !== undefined && before.runId !== run.runId && before.runId !== run.upon)
      return { published: false, newer: before };
    if (before?.runId === run.runId) {
      const earlier = before.previousRunId;
      const previous = earlier === undefined ? undefined : await readRun(table, report, earlier);
      // A double of this task was quicker; what was written here upon another run may lie over what it published.
      if (attempt > 1) await write(table, run, previous);
      await settle(table, run, before, previous, await readVersions(table, report));
      return { published: true, item: before };
    }
    const { item, versions } = await prepare(table, run, before, signer);
    if (!(await putLatest(table, item, before))) continue;
    await settle(table, run, item, before, versions);
    return { published: true, item };
  }
  throw new PublishConflict(`Run ${run.runId} was overtaken ${MOST_ATTEMPTS} times while it was published`);
};

/** Writes all that is seen once the run is published. */
const prepare = async (
  table: Table,
  publication: RunToPublish,
  before: RunItem | undefined,
  signer: Signer | undefined,
) => {
  const { trigger, definition } = publication;
  const { name: report, keepRunsFor } = definition;
  const { run, findings, versions, rowRuns } = await write(table, publication, before);
  // Once it is replaced, nothing else holds what it says.
  if (before !== undefined && (await readRun(table, report, before.runId)) === undefined)
    await putRun(table, before, keepRunsFor);
  const rows = listedRows(rowsAsOf(versions, rowRuns));
  const item = await runItemOf(run, { trigger, publishedAt: table.now(), rowRuns, before });
  const toSeal = { item, before, findings, rows, keptFor: keepRunsFor };
  return { item: await sealRun(table, toSeal, signer), versions };
};

/** Findings and rows of a run that builds on another; answers what there is then. */
const write = async (table: Table, publication: RunToPublish, before: RunItem | undefined) => {
  const { runId, asOf, definition } = publication;
  const { name: report, keepRunsFor, forgetResourcesAfter: forgetAfter } = definition;
  const identities = new Map(definition.filterSets.map((set) => [set.name, identityOf(set)]));
  const there = await readVersions(table, report);
  const runs = before?.rowRuns ?? [];
  const run = publication.conclude(
    rowsAsOf(there, runs).flatMap(({ row, seen, identity }) =>
      identities.get(row.filterSet) === identity ? [rememberedOf(row, Date.parse(seen))] : [],
    ),
  );

  const seenBefore = before === undefined ? new Map() : await readLedger(table, report, before.runId);
  const dated = withFirstSeen(run, seenBefore, keepRunsFor);
  const findings = await putFindings(table, report, runId, dated.findings, keepRunsFor);
  await putLedger(table, report, runId, dated.ledger, keepRunsFor);

  const context = { report, runId, asOf, identities, forgetAfter, isPart: run.basis !== undefined };
  const changes = changedRows(context, run.resources, there, runs);
  await writeVersions(table, changes.written, changes.stale);
  const others = there.filter((version) => version.runId !== runId);
  return { run, findings, versions: [...others, ...changes.written], rowRuns: changes.rowRuns };
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
  await removeOldList(table, latest, before);
};
