import { type Definition, parseDefinition } from '../../audit/definition.js';
import {
  type PlanItem,
  RECORD_VERSION,
  parseItem,
  planItemSchema,
  unitListItemSchema,
} from '../../audit/record/items.js';
import { begunKey, planKey, unitListKey } from '../../audit/record/keys.js';
import { shortenToBytes } from '../../audit/shorten.js';
import { type PlannedUnit, plannedUnitSchema } from '../../audit/wire.js';
import { pack, unpack } from '../packed.js';
import { putBlob, readBlob } from './blobs.js';
import { WORKING_TIME, expiresAt } from './expiry.js';
import type { Table } from './table.js';

/** What a run was planned as. */
export type Plan = Omit<PlanItem, 'version' | 'packed' | 'unitCount'> & {
  readonly definition: Definition;
  /** The definition as it was declared. */
  readonly declared: unknown;
};

/** Writes a plan down: the units first, so that whoever finds the plan finds them too. */
export const putPlan = async (table: Table, plan: Plan, units: readonly PlannedUnit[]): Promise<void> => {
  const { definition, declared, ...item } = plan;
  const { report, runId, execution } = plan;
  const now = table.now();
  const expires = expiresAt(now + WORKING_TIME);
  await markBegun(
    table,
    { report, runId, execution, ...(plan.changed === undefined ? {} : { isPart: true }) },
    definition.keepRunsFor,
  );
  await putBlob(table, { ...unitListKey(report, runId), version: RECORD_VERSION, expires }, units);
  await table.put({
    ...planKey(report, runId),
    ...item,
    unplanned: fitted(item.unplanned, 'reason'),
    notes: fitted(item.notes, 'note'),
    version: RECORD_VERSION,
    packed: await pack(declared),
    unitCount: units.length,
    expires,
  });
};

/** Who begins a run, and whether it judges only what changed. */
export interface Begun {
  readonly report: string;
  readonly runId: string;
  readonly isPart?: true;
  readonly execution?: string | undefined;
}

/** Kept as long as anything of the run may be there: a purge looks for it by this mark. */
export const markBegun = async (table: Table, begun: Begun, keptFor: number): Promise<void> => {
  const { report, runId } = begun;
  await table.put({ ...begunKey(report, runId), ...begun, expires: expiresAt(table.now() + keptFor) });
};

// An item has 400 KB, of which the definition may take 150; of a thousand filter sets each may have something to be told.
const ROOM = 80_000;

const fitted = <K extends string, T extends Readonly<Record<K, string>>>(told: readonly T[], key: K): T[] =>
  told.map((each) => ({ ...each, [key]: shortenToBytes(each[key], Math.floor(ROOM / told.length)) }));

export const readPlan = async (table: Table, report: string, runId: string): Promise<Plan | undefined> => {
  const item = await table.get(planKey(report, runId));
  if (item === undefined) return undefined;
  const {
    packed,
    version: _version,
    unitCount: _unitCount,
    ...plan
  } = parseItem(planItemSchema, item, `The plan of run ${runId}`);
  const declared = await unpack(packed);
  return { ...plan, declared, definition: parseDefinition(declared) };
};

/** Whether a run was begun and not purged since. */
export const isBegun = async (table: Table, report: string, runId: string): Promise<boolean> =>
  (await table.get(begunKey(report, runId))) !== undefined;

export const readUnits = async (table: Table, report: string, runId: string): Promise<PlannedUnit[]> => {
  const key = unitListKey(report, runId);
  const item = parseItem(unitListItemSchema, await table.get(key), `The list of units of run ${runId}`);
  return plannedUnitSchema.array().parse(await readBlob(table, key, item));
};
