import { Duration } from 'aws-cdk-lib';
import {
  Choice,
  Condition,
  type INextable,
  JitterType,
  JsonPath,
  Pass,
  type StateMachine,
} from 'aws-cdk-lib/aws-stepfunctions';
import { CallAwsService } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import { AUDITOR_METRICS, DIMENSIONS, METRIC_NAMESPACE } from '../../audit/metrics.js';
import { acknowledgeWildcard } from './acknowledge.js';
import type { HandlerFunction } from './handler-function.js';
import { invocation } from './invocation.js';
import { LateParallel } from './late-parallel.js';
import { allow } from './statement.js';

const DELIVERIES_FAILED = 'DeliveriesFailed';

/** Something that is told of each published run: a function of its own, called with `{report, runId}`. */
export interface Delivery {
  /** Its name in the state machine. */
  readonly id: string;
  readonly function: HandlerFunction;
}

export interface DeliveriesProps {
  readonly auditorName: string;
  readonly machine: StateMachine;
  /** The state after which they come. */
  readonly publish: INextable;
}

/**
 * What comes after a run is published, beside each other: a delivery that fails again and again is counted, holds up no other
 * one, and leaves the run published. What it did not say the next run's delivery says. Without any there is no such state.
 */
export class Deliveries extends Construct {
  readonly #props: DeliveriesProps;
  readonly #added: (() => void)[] = [];
  #all: LateParallel | undefined;

  constructor(scope: Construct, id: string, props: DeliveriesProps) {
    super(scope, id);
    this.#props = props;
  }

  add({ id, function: of }: Delivery): void {
    const { machine } = this.#props;
    this.#all ??= this.#begin();
    const deliver = invocation(this, `Deliver ${id}`, {
      of,
      payload: { report: JsonPath.stringAt('$.report'), runId: JsonPath.stringAt('$.runId') },
      attempts: 6,
    });
    deliver.addCatch(this.#countFailure(id), { resultPath: JsonPath.DISCARD });
    this.#all.addLate(deliver);
    // As the CDK writes it for what is there when the machine is made.
    const { functionArn } = of.function;
    machine.addToRolePolicy(allow(['lambda:InvokeFunction'], [functionArn, `${functionArn}:*`]));
    acknowledgeWildcard(machine, `${functionArn}:*`, 'Any version of one function of this auditor; it has none.');
  }

  /** Does something once there is a delivery, at once or when the first one is added. */
  whenAny(then: () => void): void {
    if (this.#all === undefined) this.#added.push(then);
    else then();
  }

  #begin(): LateParallel {
    const { machine, publish } = this.#props;
    const all = new LateParallel(this, 'Deliver', { resultPath: JsonPath.DISCARD });
    // One that a newer run overtook is nobody's news.
    const isPublished = Choice.jsonPath(this, 'Published?')
      .when(Condition.booleanEquals('$.published', true), all)
      .otherwise(Pass.jsonPath(this, 'Nothing to deliver'));
    publish.next(isPublished);
    machine.addToRolePolicy(
      allow(['cloudwatch:PutMetricData'], ['*'], { StringEquals: { 'cloudwatch:namespace': METRIC_NAMESPACE } }),
    );
    acknowledgeWildcard(machine, '*', 'Metrics have no resources; a condition narrows it to the namespace.');
    for (const then of this.#added) then();
    return all;
  }

  /** By the machine itself, so that it counts a function too that cannot even start. */
  #countFailure(id: string): CallAwsService {
    const count = CallAwsService.jsonPath(this, `Count that ${id} failed`, {
      service: 'cloudwatch',
      action: 'putMetricData',
      iamResources: ['*'],
      parameters: {
        Namespace: METRIC_NAMESPACE,
        MetricData: [
          {
            MetricName: DELIVERIES_FAILED,
            Dimensions: [{ Name: DIMENSIONS.auditor, Value: this.#props.auditorName }],
            Value: 1,
            Unit: AUDITOR_METRICS[DELIVERIES_FAILED],
          },
        ],
      },
      resultPath: JsonPath.DISCARD,
    });
    count.addRetry({
      interval: Duration.seconds(2),
      backoffRate: 2,
      maxAttempts: 6,
      jitterStrategy: JitterType.FULL,
    });
    count.addCatch(Pass.jsonPath(this, `${id} failed`), { resultPath: JsonPath.DISCARD });
    return count;
  }
}
