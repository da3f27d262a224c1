import type { Logger } from '@aws-lambda-powertools/logger';
import type { DefinitionItem } from '../../audit/record/items.js';
import { environment, optionalEnvironment } from '../../aws/environment.js';
import { loggerOf } from '../../aws/logger.js';
import { StateMachine, executionName } from '../../aws/state-machine.js';
import { Table } from '../../aws/table/table.js';
import type { Request } from './request.js';

/** What a deployment is served with. */
export interface Deployer {
  readonly auditor: string;
  readonly table: Table;
  readonly machine: StateMachine;
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Milliseconds that a deployment waits for its run. */
  readonly patience: number;
}

const PATIENCE_IN_SECONDS = 25 * 60;

export const deployerOf = (handler: string, { RequestType, StackId, LogicalResourceId }: Request): Deployer => ({
  auditor: environment('auditor'),
  table: new Table({ name: environment('table') }),
  machine: new StateMachine(environment('stateMachine')),
  logger: loggerOf(handler, { RequestType, StackId, LogicalResourceId }),
  patience: 1000 * Number(optionalEnvironment('patience') ?? PATIENCE_IN_SECONDS),
});

/** Name of the execution that a deployment starts: the same for every replay of its request. */
export const executionOf = ({ report, deployment }: DefinitionItem): string =>
  executionName(report, `${deployment?.requestId ?? ''}/${deployment?.attempt ?? 0}`);

/** Starts the run of a deployment. */
export const startRun = async ({ machine }: Deployer, item: DefinitionItem): Promise<void> => {
  const { report, deployment } = item;
  if (deployment === undefined) return;
  const { runId, asOf } = deployment;
  await machine.start(executionOf(item), { report, trigger: 'DEPLOYMENT', asOf, runId });
};
