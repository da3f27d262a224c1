import { Duration } from 'aws-cdk-lib';
import { JitterType, TaskInput, Timeout } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { given } from '../given.js';
import type { HandlerFunction } from './handler-function.js';

export interface InvocationProps {
  readonly of: HandlerFunction;
  /** What the handler is given, from the state's input; all of the input where not given. */
  readonly payload?: Readonly<Record<string, unknown>>;
  /** How often it is tried where the handler itself fails. */
  readonly attempts: number;
}

// Nothing of these is the handler's fault. https://docs.aws.amazon.com/step-functions/latest/dg/bp-lambda-serviceexception.html
const SERVICE_ERRORS = [
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
];

/** A task that invokes a handler and puts its answer in the place of its input. */
export const invocation = (scope: Construct, id: string, { of, payload, attempts }: InvocationProps): LambdaInvoke => {
  const backoff = { interval: Duration.seconds(2), backoffRate: 2, jitterStrategy: JitterType.FULL };
  const task = LambdaInvoke.jsonPath(scope, id, {
    lambdaFunction: of.function,
    outputPath: '$.Payload',
    retryOnServiceExceptions: false,
    // A little more than the function has: an answer that was lost must not hold up the run.
    taskTimeout: Timeout.duration((of.function.timeout ?? Duration.minutes(15)).plus(Duration.minutes(1))),
    ...given({ payload: payload === undefined ? undefined : TaskInput.fromObject(payload) }),
  });
  task.addRetry({ errors: SERVICE_ERRORS, maxAttempts: 6, ...backoff });
  task.addRetry({ maxAttempts: attempts - 1, ...backoff });
  return task;
};
