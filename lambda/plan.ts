import { digest } from '../audit/canonical.js';
import { runIdOf } from '../audit/conclude.js';
import { parseDefinition } from '../audit/definition.js';
import { planUnits } from '../audit/plan.js';
import { type PlanAnswer, planRequestSchema } from '../audit/wire.js';
import { Accounts } from '../aws/accounts.js';
import { environment, homeOf, optionalEnvironment } from '../aws/environment.js';
import { loggerOf } from '../aws/logger.js';
import { declaredOf, readDefinition } from '../aws/table/definitions.js';
import { putPlan } from '../aws/table/plans.js';
import { Table } from '../aws/table/table.js';
import { handOver } from '../aws/unit-lists.js';
import { accountsOfTargets } from './accounts-of-targets.js';

interface Context {
  readonly invokedFunctionArn: string;
}

/** A report and the time → the units of a run, written down with the definition of this moment. */
export const handler = async (event: unknown, { invokedFunctionArn }: Context): Promise<PlanAnswer> => {
  const { report, trigger, execution, ...given } = planRequestSchema.parse(event);
  const table = new Table({ name: environment('table') });
  const item = await readDefinition(table, report);
  if (item === undefined) throw new Error(`There is no report ${report}: no stack declares it against this auditor`);
  const declared = await declaredOf(item);
  const definition = parseDefinition(declared);

  // From the execution, so that a task that is tried again plans the same run.
  const asOf = given.asOf ?? new Date(execution.startTime).toISOString();
  const runId = given.runId ?? runIdOf(Date.parse(asOf), digest(execution.id).slice(0, 8));
  const logger = loggerOf('plan', { report, runId });

  const { accountsOf, unplanned } = await accountsOfTargets(definition, new Accounts());
  const reachable = definition.filterSets.filter(({ name }) => !unplanned.some(({ filterSet }) => filterSet === name));
  const units = planUnits({ ...definition, filterSets: reachable }, homeOf(invokedFunctionArn), accountsOf);
  const planned = units.map((unit, index) => ({
    index,
    sharesFilterSet: units.some((other) => other !== unit && other.filterSet === unit.filterSet),
    unit,
  }));

  const startedAt = new Date(execution.startTime).toISOString();
  await putPlan(table, { report, runId, asOf, startedAt, trigger, unplanned, definition, declared }, planned);
  const list = await handOver(planned, `${report}/${runId}`, optionalEnvironment('bucket'));
  logger.info('planned', { units: units.length, unitsIn: list.unitsIn, unplanned });
  return { report, runId, asOf, unitCount: units.length, maxConcurrency: definition.maxConcurrency, ...list };
};
