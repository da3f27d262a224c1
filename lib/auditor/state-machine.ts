import { Arn, ArnFormat, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Choice, Condition, JsonPath, LogLevel, Pass, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { given } from '../given.js';
import { acknowledge, acknowledgeWildcard } from './acknowledge.js';
import { Deliveries } from './deliveries.js';
import { explainLogs, explainPolicy } from './explained.js';
import type { HandlerFunction } from './handler-function.js';
import { invocation } from './invocation.js';
import { LateChain } from './late-chain.js';
import { LABELS, eachListedUnit, eachUnit } from './units-map.js';

export interface RunStateMachineProps {
  readonly auditorName: string;
  readonly plan: HandlerFunction;
  readonly auditUnit: HandlerFunction;
  readonly publish: HandlerFunction;
  readonly timeout: Duration;
  readonly tracing: boolean;
  readonly logRetention: RetentionDays;
  readonly encryptionKey?: IKey;
}

export interface RunStateMachine {
  readonly machine: StateMachine;
  /** What comes after publish. */
  readonly deliveries: Deliveries;
}

/** One execution is one run of one report: plan, units in batches of a child each, publish; then deliveries, if there are any. */
export const runStateMachine = (scope: Construct, id: string, props: RunStateMachineProps): RunStateMachine => {
  const states = new Construct(scope, `${id}States`);

  const begin = Pass.jsonPath(states, 'Note the execution', {
    parameters: { id: JsonPath.executionId, startTime: JsonPath.executionStartTime },
    resultPath: '$.execution',
  });
  const plan = invocation(states, 'Plan units', { of: props.plan, attempts: 3 });
  const units = eachUnit(states, props.auditUnit);
  const listed = eachListedUnit(states, props.auditUnit);
  const publish = invocation(states, 'Publish', {
    of: props.publish,
    payload: { report: JsonPath.stringAt('$.report'), runId: JsonPath.stringAt('$.runId') },
    attempts: 5,
  });

  // A map that could not even start its children leaves units without a result: published as ERROR, not as silence.
  for (const map of [units, listed]) map.addCatch(publish, { resultPath: JsonPath.DISCARD }).next(publish);
  const chain = begin
    .next(plan)
    .next(
      Choice.jsonPath(states, 'Where are the units?')
        .when(Condition.stringEquals('$.unitsIn', 'S3'), listed)
        .otherwise(units),
    );

  const { auditorName, encryptionKey } = props;
  const logGroup = new LogGroup(scope, `${id}Logs`, {
    // Under another name each delivery would take a place in the account's one resource policy for logs.
    // https://docs.aws.amazon.com/step-functions/latest/dg/bp-cwl.html
    logGroupName: `/aws/vendedlogs/states/copy-audit-${auditorName}`,
    retention: props.logRetention,
    removalPolicy: RemovalPolicy.DESTROY,
    ...given({ encryptionKey }),
  });
  explainLogs(logGroup, encryptionKey);
  const machine = new StateMachine(scope, id, {
    definitionBody: new LateChain(chain),
    comment: 'One run of a report over AWS Backup copy jobs. Input: {"report": "its name"}',
    timeout: props.timeout,
    tracingEnabled: props.tracing,
    logs: { destination: logGroup, level: LogLevel.ERROR },
  });
  explain(machine, props);
  return { machine, deliveries: new Deliveries(scope, `${id}Deliveries`, { auditorName, machine, publish }) };
};

const explain = (machine: StateMachine, { plan, auditUnit, publish, tracing }: RunStateMachineProps): void => {
  explainPolicy(machine);
  for (const { function: each } of [plan, auditUnit, publish])
    acknowledgeWildcard(machine, `${each.functionArn}:*`, 'Any version of one function of this auditor; it has none.');
  // Written as the CDK writes it, so that the two are one.
  const { resourceName } = Arn.split(machine.stateMachineArn, ArnFormat.COLON_RESOURCE_NAME);
  const executions = (name: string) =>
    Stack.of(machine).formatArn({
      service: 'states',
      resource: 'execution',
      resourceName: `${resourceName ?? ''}${name}:*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  for (const name of ['', ...Object.values(LABELS).map((label) => `/${label}`)])
    acknowledgeWildcard(
      machine,
      executions(name),
      'A distributed map watches its own children; their ids are not known before.',
    );
  acknowledgeWildcard(machine, '*', 'Delivery of logs and traces has no resources that it could be narrowed to.');
  acknowledge(
    machine,
    'AwsSolutions-SF1',
    'Errors are logged; every event of an execution is in its history for 90 days.',
  );
  if (!tracing)
    acknowledge(
      machine,
      'AwsSolutions-SF2',
      'Traces cost by the child execution; the property `tracing` turns them on.',
    );
};
