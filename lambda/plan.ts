import { parseDefinition } from '../audit/definition.js';
import { optional } from '../audit/expected.js';
import { type PlanAnswer, planRequestSchema } from '../audit/wire.js';
import { accountsOfTargets } from '../aws/accounts-of-targets.js';
import { Accounts } from '../aws/accounts.js';
import { accountsWithCopyJobs } from '../aws/copy-job-summaries.js';
import { environment, homeOf, optionalEnvironment } from '../aws/environment.js';
import { loggerOf } from '../aws/logger.js';
import { declaredOf, readDefinition } from '../aws/table/definitions.js';
import { putPlan } from '../aws/table/plans.js';
import { Table } from '../aws/table/table.js';
import { handOver } from '../aws/unit-lists.js';
import { plannedChanges, plannedUnits } from './planned-units.js';
import { momentOf } from './run-moment.js';

interface Context {
  readonly invokedFunctionArn: string;
}

/** A report and the time → the units of a run, written down with the definition of this moment. */
export const handler = async (event: unknown, { invokedFunctionArn }: Context): Promise<PlanAnswer> => {
  const request = planRequestSchema.parse(event);
  const { report, trigger, execution, changed } = request;
  const { asOf, runId } = momentOf(request);
  const table = new Table({ name: environment('table') });
  const item = await readDefinition(table, report);
  if (item === undefined) throw new Error(`There is no report ${report}: no stack declares it against this auditor`);
  const declared = await declaredOf(item);
  const definition = parseDefinition(declared);
  const logger = loggerOf('plan', { report, runId });

  const home = homeOf(invokedFunctionArn);
  const { accountsOf, ...found } = await accountsOfTargets(definition, {
    accounts: new Accounts(),
    withCopyJobs: (region) => accountsWithCopyJobs({ region }),
    region: home.region,
  });
  const { batches, maxConcurrency } =
    changed === undefined
      ? plannedUnits(definition, home, accountsOf)
      : plannedChanges(definition, home, accountsOf, changed);

  const planned = batches.flat();
  const startedAt = new Date(execution.startTime).toISOString();
  const made = { report, runId, asOf, startedAt, trigger, execution: execution.id, ...optional('changed', changed) };
  await putPlan(table, { ...made, definition, declared, ...found }, planned);
  const list = await handOver(batches, `${report}/${runId}`, optionalEnvironment('bucket'));
  logger.info('planned', {
    units: planned.length,
    batches: batches.length,
    unitsIn: list.unitsIn,
    changed: changed?.length,
    ...found,
  });
  return { report, runId, asOf, unitCount: planned.length, maxConcurrency, ...list };
};
