import { parseItem, planItemSchema } from '../../audit/record/items.js';
import { UNIT_PREFIX, partitionOfRun, planKey } from '../../audit/record/keys.js';
import type { Table } from './table.js';

/** How far a run is: units that were read to their end, of all that were planned. */
export interface RunProgress {
  readonly units: number;
  readonly done: number;
}

/** Undefined until the run is planned. */
export const readRunProgress = async (
  table: Table,
  report: string,
  runId: string,
): Promise<RunProgress | undefined> => {
  const plan = await table.get(planKey(report, runId));
  if (plan === undefined) return undefined;
  const { unitCount } = parseItem(planItemSchema, plan, `The plan of run ${runId}`);
  let done = 0;
  const units = table.query(partitionOfRun(report, runId), { prefix: UNIT_PREFIX, attributes: ['done'] });
  for await (const unit of units) if (unit['done'] === true) done += 1;
  return { units: unitCount, done };
};
