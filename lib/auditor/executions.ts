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

/**
 * What an execution was given and what it came to is encrypted with the machine's key; whoever describes it reads it.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html
 */
export const readsExecutions = (encryptionKey: IKey | undefined): PolicyStatement[] =>
  throughKey(encryptionKey, 'states', ['Decrypt']);

/** Asks how runs go. */
export const asksExecutions = (machine: StateMachine, encryptionKey: IKey | undefined): PolicyStatement[] => [
  allow(['states:DescribeExecution'], [executionsOfOwn(machine)]),
  ...readsExecutions(encryptionKey),
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
