import { Arn, ArnFormat, Stack } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IStateMachine, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { acknowledgeWildcard } from './acknowledge.js';
import type { HandlerFunction } from './handler-function.js';
import { allow, throughKey } from './statement.js';

/** Every execution of a state machine: their names are not known before. In its own account and Region, wherever it is used. */
export const executionsOf = (machine: IStateMachine): string => {
  const { resourceName = '' } = Arn.split(machine.stateMachineArn, ArnFormat.COLON_RESOURCE_NAME);
  const { region, account } = machine.env;
  return Stack.of(machine).formatArn({
    service: 'states',
    resource: 'execution',
    region,
    account,
    resourceName: `${resourceName}:*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
};

/** Asks how runs go. The answer holds what the execution was given, so that whoever asks has to be able to read it. */
export const asksExecutions = (machine: StateMachine, encryptionKey: IKey | undefined): PolicyStatement[] => [
  allow(['states:DescribeExecution'], [executionsOfOwn(machine)]),
  ...throughKey(encryptionKey, 'states', ['Decrypt']),
];

export const explainExecutions = (handler: HandlerFunction, machine: StateMachine): void => {
  acknowledgeWildcard(
    handler,
    executionsOfOwn(machine),
    'Executions of this one state machine; their names are chosen when they start.',
  );
};

/** Of a machine that is made in this stack, by its name. */
const executionsOfOwn = (machine: StateMachine): string =>
  Stack.of(machine).formatArn({
    service: 'states',
    resource: 'execution',
    resourceName: `${machine.stateMachineName}:*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
