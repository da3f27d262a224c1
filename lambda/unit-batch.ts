import { BoundReport } from '../audit/bound-report.js';
import { callerOf } from '../audit/unit.js';
import type { Batch } from '../audit/wire.js';
import { Budget } from '../aws/budget.js';
import { loggerOf } from '../aws/logger.js';
import { readPlan } from '../aws/table/plans.js';
import type { Table } from '../aws/table/table.js';
import { readProgress } from '../aws/table/units.js';
import type { UnitTraffic } from '../aws/unit-ports.js';
import { readUnit } from './read-unit.js';

/** Which run a batch is of, and which call of it this is. */
export interface BatchRun {
  readonly table: Table;
  readonly report: string;
  readonly runId: string;
  readonly part: number;
}

/** Reads units in turn until all are done or time is up; answers those that are left. What one cannot read the next still can. */
export const readBatch = async (
  { table, report, runId, part }: BatchRun,
  batch: Batch,
  isTimeUp: () => boolean,
): Promise<{ readonly left: Batch; readonly traffic: UnitTraffic }> => {
  const traffic = { throttles: 0, slowPages: 0 };
  // One share of a caller's budget for all units that spend of it: a unit of one page must not begin a new second.
  const budgets = new Map<string, Budget>();
  let bound: BoundReport | undefined;
  for (const [place, planned] of batch.entries()) {
    const { index, unit } = planned;
    // A task that is tried again finds what the first try left.
    const progress = await readProgress(table, { report, runId, index });
    if (progress?.done === true) continue;
    bound ??= await boundReport(table, report, runId);
    const budget = budgets.get(callerOf(unit)) ?? new Budget(unit.requestsPerSecond);
    budgets.set(callerOf(unit), budget);
    const logger = loggerOf('audit-unit', { report, runId, unit: unit.id, part });
    const read = await readUnit({ table, report: bound, runId, planned, progress, budget, isTimeUp });
    traffic.throttles += read.traffic.throttles;
    traffic.slowPages += read.traffic.slowPages;
    logger.info(read.done ? 'read' : 'time is up', { pages: read.pages, ...read.traffic });
    if (!read.done) return { left: batch.slice(place), traffic };
    if (isTimeUp()) return { left: batch.slice(place + 1), traffic };
  }
  return { left: [], traffic };
};

/**
 * Leaves out the unit with which the function ended again and again; the others must not be lost with it. `publish` finds no
 * result of it and reports it as ERROR.
 */
export const withoutLost = async ({ table, report, runId, part }: BatchRun, batch: Batch): Promise<Batch> => {
  for (const [place, { index, unit }] of batch.entries()) {
    if ((await readProgress(table, { report, runId, index }))?.done === true) continue;
    loggerOf('audit-unit', { report, runId, unit: unit.id, part }).warn('given up: the function ended each time');
    return batch.slice(place + 1);
  }
  return [];
};

const boundReport = async (table: Table, report: string, runId: string): Promise<BoundReport> => {
  const plan = await readPlan(table, report, runId);
  if (plan === undefined) throw new Error(`Run ${runId} of report ${report} was not planned, or too long ago`);
  return new BoundReport(plan.definition, Date.parse(plan.asOf));
};
