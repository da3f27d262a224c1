import { Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { explainPolicy } from './explained.js';
import { allow } from './statement.js';

/** What schedules of reports may do: start a run. One role for all of them, in this stack and in others. */
export const schedulerRole = (scope: Construct, id: string, machine: StateMachine): Role => {
  const { account } = Stack.of(scope);
  const role = new Role(scope, id, {
    // Only for schedules of this account, so that no other can use the role through the service.
    // https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': account } },
    }),
    description: 'Copy audit: starts runs on schedule',
  });
  role.addToPolicy(allow(['states:StartExecution'], [machine.stateMachineArn]));
  explainPolicy(role);
  return role;
};
