import type { Checkpoint } from '../../audit/checkpoint.js';
import { RECORD_VERSION, type UnitItem, parseItem, unitItemSchema } from '../../audit/record/items.js';
import { UNIT_PREFIX, partitionOfRun, unitKey } from '../../audit/record/keys.js';
import type { UnitResult } from '../../audit/unit-result.js';
import { putBlob, readBlob } from './blobs.js';
import { WORKING_TIME, expiresAt } from './expiry.js';
import type { Table } from './table.js';

/** How far a unit of a run is. */
export type UnitState = Pick<UnitItem, 'part' | 'pages' | 'stalled'> &
  ({ readonly done: true; readonly result: UnitResult } | { readonly done: false; readonly checkpoint: Checkpoint });

interface UnitOfRun {
  readonly report: string;
  readonly runId: string;
  readonly index: number;
}

/** Only how far it is, without what it found. */
export const readProgress = async (
  table: Table,
  { report, runId, index }: UnitOfRun,
): Promise<UnitItem | undefined> => {
  const item = await table.get(unitKey(report, runId, index));
  return item === undefined ? undefined : parse(item);
};

/** The checkpoint that a unit's item stands for. */
export const readCheckpoint = async (
  table: Table,
  { report, runId, index }: UnitOfRun,
  item: UnitItem,
): Promise<Checkpoint> => (await readBlob(table, unitKey(report, runId, index), item)) as Checkpoint;

/**
 * Writes down how far a unit is. False where it is further already: a late double of a task never undoes what another did.
 */
export const putUnit = (table: Table, { report, runId, index }: UnitOfRun, state: UnitState): Promise<boolean> => {
  const { part, pages, stalled, done } = state;
  const head = { version: RECORD_VERSION, index, part, pages, stalled, done };
  return putBlob(
    table,
    { ...unitKey(report, runId, index), ...head, expires: expiresAt(table.now() + WORKING_TIME) },
    state.done ? state.result : state.checkpoint,
    {
      expression: 'attribute_not_exists(pk) OR (done = :no AND part < :part)',
      values: { no: false, part },
    },
  );
};

/** Results of the units of a run that were read to their end, by index. */
export async function* readResults(table: Table, report: string, runId: string): AsyncGenerator<[number, UnitResult]> {
  for await (const raw of table.query(partitionOfRun(report, runId), { prefix: UNIT_PREFIX })) {
    const item = parse(raw);
    if (!item.done) continue;
    yield [item.index, (await readBlob(table, unitKey(report, runId, item.index), item)) as UnitResult];
  }
}

const parse = (item: unknown): UnitItem => parseItem(unitItemSchema, item, 'The state of a unit');
