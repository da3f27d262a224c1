import { Arn, ArnFormat, Stack } from 'aws-cdk-lib';
import type { IStateMachine, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';

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

/** The same of a machine that is made in this stack, by its name. */
export const executionsOfOwn = (machine: StateMachine): string =>
  Stack.of(machine).formatArn({
    service: 'states',
    resource: 'execution',
    resourceName: `${machine.stateMachineName}:*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
