import { Aws } from 'aws-cdk-lib';
import { Policy, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { CfnStateMachine, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { DependencyGroup, type IDependable } from 'constructs';
import { allow } from './statement.js';
import { LABELS } from './units-map.js';

/**
 * Encrypts the definition and the history of executions with a key. Not by the CDK's own property: the statement that that one
 * writes names the machine by a name that it does not have, unless somebody gave it one, and a name cannot be given later.
 * Answers what an execution needs before it can start.
 * https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html
 */
export const encryptMachine = (machine: StateMachine, key: IKey): IDependable => {
  const resource = machine.node.defaultChild as CfnStateMachine;
  resource.encryptionConfiguration = { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: key.keyArn };
  const { role } = machine;
  // The delivery of its log, which the log's own key then encrypts.
  role.addToPrincipalPolicy(
    allow(['kms:GenerateDataKey'], [key.keyArn], {
      StringEquals: {
        'kms:EncryptionContext:SourceArn': `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:*`,
      },
    }),
  );
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('delivery.logs.amazonaws.com')],
      actions: ['kms:Decrypt'],
      resources: ['*'],
    }),
  );
  // Executions, those of the maps' children among them. A policy of its own, because it names the machine, which waits for the
  // role's first one.
  const policy = new Policy(machine, 'EncryptionPolicy', {
    roles: [role],
    statements: [
      allow(['kms:Decrypt', 'kms:GenerateDataKey'], [key.keyArn], {
        StringEquals: { 'kms:EncryptionContext:aws:states:stateMachineArn': machinesOf(machine) },
      }),
    ],
  });
  return new DependencyGroup(policy);
};

/** The machine, and its maps, each of which counts as a machine of its own. */
const machinesOf = ({ stateMachineArn }: StateMachine): string[] => [
  stateMachineArn,
  ...Object.values(LABELS).map((label) => `${stateMachineArn}/${label}`),
];
