import { Duration, Stack } from 'aws-cdk-lib';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { ENVIRONMENT } from '../../audit/environment.js';
import { given } from '../given.js';
import { acknowledgeWildcard } from './acknowledge.js';
import { type Parts, auditorFunction } from './auditor-function.js';
import { asksExecutions, explainExecutions } from './executions.js';
import type { HandlerFunction } from './handler-function.js';
import { EVERY_RESOURCE, READING } from './reading.js';
import { tellsSecurityHub } from './security-hub.js';
import { allow, onTable } from './statement.js';

/** Reads a report's definition, lists accounts where it asks for an organization, writes down the run's units. */
export const planFunction = (scope: Construct, parts: Parts): HandlerFunction =>
  auditorFunction(scope, 'Plan', parts, {
    handler: 'plan',
    description: 'Copy audit: a report and the time to the units of a run',
    // An organization of 5,000 accounts is 250 calls at 8 a second, more where each account is asked whether it copies at all.
    timeout: Duration.minutes(15),
    memorySize: 512,
    statements: [
      // The definition; the plan as an item or, where it is long, in pieces.
      ...onTable(parts.table, 'GetItem', 'PutItem', 'BatchWriteItem'),
    ],
  });

/** Reads one filter set on one target and judges what it reads. */
export const auditUnitFunction = (scope: Construct, parts: Parts): HandlerFunction =>
  auditorFunction(scope, 'AuditUnit', parts, {
    handler: 'audit-unit',
    description: 'Copy audit: reads the copy jobs of one unit and judges them',
    // The longest there is: a unit that needs more goes on in another call, from its checkpoint.
    timeout: Duration.minutes(15),
    // A whole CPU: pages are parsed and judged while the next ones are under way.
    memorySize: 1769,
    statements: [
      // The one thing that every report reads. AWS Backup has no resource types for it.
      // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbackup.html
      allow([READING.copyJobs], ['*']),
      // The plan; the unit's checkpoint and result, in pieces where they are long.
      ...onTable(parts.table, 'GetItem', 'PutItem', 'BatchWriteItem'),
    ],
    everyResource: EVERY_RESOURCE,
  });

/** Merges what all units found, judges the wholes and publishes the run. */
export const publishFunction = (scope: Construct, parts: Parts): HandlerFunction =>
  auditorFunction(scope, 'Publish', parts, {
    handler: 'publish',
    description: 'Copy audit: merges what the units of a run found and publishes it',
    timeout: Duration.minutes(15),
    // All tallies and rows of a run are in memory at once.
    memorySize: 3008,
    environment: given({ [ENVIRONMENT.signingKey]: parts.signingKey?.keyArn }),
    statements: [
      // Results of units and what is remembered; findings, rows and the run; LATEST by a condition.
      ...onTable(parts.table, 'GetItem', 'Query', 'PutItem', 'BatchWriteItem'),
      // The run's digest; which algorithm the key signs with.
      ...(parts.signingKey === undefined ? [] : [allow(['kms:GetPublicKey', 'kms:Sign'], [parts.signingKey.keyArn])]),
    ],
  });

/** Answers CloudFormation: keeps or removes a report's definition and starts its run. */
export const onEventFunction = (scope: Construct, parts: Parts, machine: StateMachine): HandlerFunction => {
  const stacks = Stack.of(scope).formatArn({ service: 'cloudformation', resource: 'stack', resourceName: '*' });
  const handler = auditorFunction(scope, 'OnEvent', parts, {
    handler: 'on-event',
    description: 'Copy audit: a report is declared, changed or removed by a stack',
    // A removal that purges history deletes it page by page.
    timeout: Duration.minutes(14),
    memorySize: 512,
    environment: {
      [ENVIRONMENT.stateMachine]: machine.stateMachineArn,
      ...given({ [ENVIRONMENT.securityHub]: parts.securityHub }),
    },
    statements: [
      // The definition; a purge of the report's items where its removal policy asks for one.
      ...onTable(parts.table, 'GetItem', 'Query', 'PutItem', 'DeleteItem', 'BatchWriteItem'),
      // The run that a deployment makes.
      allow(['states:StartExecution'], [machine.stateMachineArn]),
      // Whether a stack that goes back to the definition before is rolled back, which no gate may hold up, or changed.
      allow(['cloudformation:DescribeStacks'], [stacks]),
      // Findings of a report that is removed are closed.
      ...(parts.securityHub === undefined ? [] : [tellsSecurityHub(scope)]),
    ],
  });
  acknowledgeWildcard(handler, stacks, 'Any stack of the account and Region may declare a report.');
  return handler;
};

/** Tells CloudFormation whether the run that a deployment started is published, and lets its gate judge. */
export const isCompleteFunction = (
  scope: Construct,
  parts: Parts,
  machine: StateMachine,
  deploymentTimeout: Duration,
): HandlerFunction => {
  const handler = auditorFunction(scope, 'IsComplete', parts, {
    handler: 'is-complete',
    description: 'Copy audit: whether the run of a deployment is published, and whether it passes the gate',
    timeout: Duration.minutes(2),
    memorySize: 512,
    environment: {
      [ENVIRONMENT.stateMachine]: machine.stateMachineArn,
      [ENVIRONMENT.patience]: String(patienceOf(deploymentTimeout)),
    },
    statements: [
      // The published run; the definition, which is accepted, put back to the one before, or removed.
      ...onTable(parts.table, 'GetItem', 'PutItem', 'DeleteItem'),
      // Whether the run is still going on, or ended without being published.
      ...asksExecutions(machine, parts.runtime.encryptionKey),
      // Another try where one with the definition before overtook it.
      allow(['states:StartExecution'], [machine.stateMachineArn]),
    ],
  });
  explainExecutions(handler, machine);
  return handler;
};

/** In seconds: the handler has to say what became of the run before the framework says that time is up. */
const patienceOf = (deploymentTimeout: Duration): number => {
  const seconds = deploymentTimeout.toSeconds();
  return Math.floor(Math.max(seconds - 180, seconds / 2));
};
