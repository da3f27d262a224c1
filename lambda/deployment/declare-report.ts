import { sha256 } from '../../audit/canonical.js';
import { definitionHash, runIdOf } from '../../audit/conclude.js';
import type { DefinitionItem } from '../../audit/record/items.js';
import { statusOfStack } from '../../aws/stacks.js';
import { declared, putDefinition, readDefinition } from '../../aws/table/definitions.js';
import { messageOf } from '../../audit/errors.js';
import { readLatest } from '../../aws/table/runs.js';
import { type Declared, declare, isAccepted } from './declare.js';
import { type Deployer, startRun } from './deployer.js';
import { DeploymentFailed } from './errors.js';
import { type Request, checkSize, declaredIn, physicalIdOf } from './request.js';
import { withdrawDefinition } from './withdraw-definition.js';

const MOST_ATTEMPTS = 5;

/** Create and update: keeps the definition and starts its run, unless nothing changed in what is judged. */
export const declareReport = async (
  deployer: Deployer,
  request: Request,
): Promise<{ readonly PhysicalResourceId: string }> => {
  const { auditor, table } = deployer;
  checkSize(request);
  const { json, definition } = declaredIn(request);
  const asOf = table.now();
  const wanted = {
    report: definition.name,
    ...(await declared(json)),
    definitionHash: definitionHash(definition),
    stackId: request.StackId,
    logicalId: request.LogicalResourceId,
    requestId: request.RequestId,
    runId: runIdOf(asOf, sha256(request.RequestId).slice(0, 8)),
    asOf: new Date(asOf).toISOString(),
  };
  const item = await keep(deployer, wanted);
  try {
    await startIfJudged(deployer, item);
  } catch (error) {
    // A rollback goes on without its run, which the schedule makes later.
    if (isAccepted(item)) deployer.logger.warn('the run was not started', { reason: messageOf(error) });
    else {
      // The framework sends no delete for a create that failed: nothing of it may stay.
      await withdrawDefinition(deployer, item);
      throw error;
    }
  }
  return { PhysicalResourceId: physicalIdOf(auditor, item.report) };
};

const startIfJudged = async (deployer: Deployer, item: DefinitionItem): Promise<void> => {
  const { table, logger } = deployer;
  const latest = await readLatest(table, item.report);
  if (isAccepted(item) && latest?.definitionHash === item.definitionHash)
    logger.info('nothing changed in what is judged', { report: item.report });
  else await startRun(deployer, item);
};

const keep = async (deployer: Deployer, wanted: Omit<Declared, 'isRollback'>): Promise<DefinitionItem> => {
  const { table } = deployer;
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const known = await readDefinition(table, wanted.report);
    // CloudFormation is asked only where it makes a difference.
    const isBefore = known?.acceptedBefore === wanted.definitionHash;
    const item = declare(known, { ...wanted, isRollback: isBefore && (await isRollingBack(deployer, wanted.stackId)) });
    if (item === known || (await putDefinition(table, item, known))) return item;
  }
  throw new DeploymentFailed(`Report ${wanted.report} is being changed by another deployment: try again`);
};

/** Where nobody can tell, it is taken for a rollback: one that a gate holds up leaves a stack that nobody can deploy. */
const isRollingBack = async ({ logger }: Deployer, stackId: string): Promise<boolean> => {
  const answer = await statusOfStack(stackId);
  if ('status' in answer) return answer.status.includes('ROLLBACK');
  logger.warn('taken for a rollback, because its stack cannot be asked', { reason: answer.unknown });
  return true;
};
