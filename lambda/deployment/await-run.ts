import { passes } from '../../audit/gate.js';
import type { Definition } from '../../audit/definition.js';
import type { DefinitionItem, RunItem } from '../../audit/record/items.js';
import { runIdOf } from '../../audit/conclude.js';
import type { Attributes } from '../../audit/wire.js';
import { definitionOf, putDefinition, readDefinition } from '../../aws/table/definitions.js';
import { readLatest } from '../../aws/table/runs.js';
import { attributesOf } from './attributes.js';
import { accept, isAccepted } from './declare.js';
import { type Deployer, executionOf, startRun } from './deployer.js';
import { DeploymentFailed } from './errors.js';
import { refusal } from './refusal.js';
import { type Request, reportOf } from './request.js';
import { withdrawDefinition } from './withdraw-definition.js';

export type Completion = { readonly IsComplete: false } | { readonly IsComplete: true; readonly Data?: Attributes };

const WAIT: Completion = { IsComplete: false };

/**
 * Whether the run of a deployment is published, and passes the gate. A definition that was accepted before is complete at
 * once: CloudFormation is rolling back to it.
 */
export const awaitRun = async (deployer: Deployer, request: Request): Promise<Completion> => {
  const { auditor, table } = deployer;
  const report = reportOf(auditor, request.PhysicalResourceId);
  const item = report === undefined ? undefined : await readDefinition(table, report);
  if (item?.deployment?.requestId !== request.RequestId)
    throw new DeploymentFailed(
      `Report ${report ?? 'without a name'} was removed or declared anew while it was deployed`,
    );
  if (isAccepted(item)) return complete(deployer, item, await readLatest(table, item.report));

  // Before the latest run is read: what ends after that is seen the next time.
  const progress = await deployer.machine.progressOf(executionOf(item));
  const latest = await readLatest(table, item.report);
  const definition = await definitionOf(item);
  if (latest !== undefined && isRunOf(latest, item)) return judge(deployer, item, definition, latest);
  if (progress.state === 'FAILED')
    return refuse(deployer, item, `The run of report ${item.report} could not be made: ${progress.reason}`);
  if (table.now() - Date.parse(item.updatedAt) > deployer.patience) {
    if (definition.gate.failOn === 'NEVER') return complete(deployer, item, latest);
    const minutes = Math.round(deployer.patience / 60_000);
    return refuse(
      deployer,
      item,
      `The run of report ${item.report} did not end within ${minutes} minutes, so that its gate could not judge: without a gate the deployment does not wait for it`,
    );
  }
  if (progress.state !== 'RUNNING') await startAnew(deployer, item);
  return WAIT;
};

/** Whether a run says what the deployment waits for: its own run does, and so does a newer one of the same definition. */
const isRunOf = (latest: RunItem, { deployment, definitionHash }: DefinitionItem): boolean =>
  latest.definitionHash === definitionHash && latest.runId >= (deployment?.runId ?? '');

const judge = async (
  deployer: Deployer,
  item: DefinitionItem,
  { gate }: Definition,
  latest: RunItem,
): Promise<Completion> =>
  passes(gate, latest.status)
    ? complete(deployer, item, latest)
    : refuse(deployer, item, await refusal(latest, gate, deployer.table.name));

const complete = async (
  { table }: Deployer,
  item: DefinitionItem,
  latest: RunItem | undefined,
): Promise<Completion> => {
  if (!isAccepted(item) || item.previous !== undefined) await putDefinition(table, accept(item), item);
  return { IsComplete: true, Data: attributesOf(item, latest) };
};

const refuse = async (deployer: Deployer, item: DefinitionItem, reason: string): Promise<never> => {
  await withdrawDefinition(deployer, item);
  throw new DeploymentFailed(reason);
};

/**
 * The execution ended without a run of this definition being the latest, or was never started: one that was planned with the
 * definition before overtook it, or the process that was to start it ended. Another try, as of now.
 */
const startAnew = async (deployer: Deployer, item: DefinitionItem): Promise<void> => {
  const { table, logger } = deployer;
  const { deployment, report } = item;
  if (deployment === undefined) return;
  const now = table.now();
  const suffix = deployment.runId.split('-').at(-1) ?? 'deployment';
  const again: DefinitionItem = {
    ...item,
    deployment: {
      ...deployment,
      attempt: deployment.attempt + 1,
      asOf: new Date(now).toISOString(),
      runId: runIdOf(now, suffix),
    },
  };
  logger.warn('the run of the deployment is started anew', { report, attempt: again.deployment?.attempt });
  if (await putDefinition(table, again, item)) await startRun(deployer, again);
};
