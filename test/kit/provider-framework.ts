import { dirname, join } from 'node:path';
import { handler as isComplete } from '../../lambda/is-complete.js';
import { handler as onEvent } from '../../lambda/on-event.js';

// The CDK's own code, as a provider deploys it; its client of Lambda and Step Functions is not installed here.
jest.mock('@aws-sdk/client-lambda', () => ({}), { virtual: true });

const RUNTIME = join(
  dirname(require.resolve('aws-cdk-lib/package.json')),
  ...['custom-resources', 'lib', 'provider-framework', 'runtime'],
);

interface Outbound {
  invokeFunction: (call: { readonly FunctionName: string; readonly Payload: string }) => Promise<unknown>;
  startExecution: (execution: { readonly input: string }) => Promise<unknown>;
  httpRequest: (options: unknown, body: string) => Promise<void>;
}
type Framework = Record<'onEvent' | 'isComplete', (event: unknown) => Promise<void>>;

const outbound = jest.requireActual<Outbound>(join(RUNTIME, 'outbound'));
const framework = jest.requireActual<Framework>(join(RUNTIME, 'framework'));

/** What CloudFormation gets, its bytes, and those of what passed through the waiter's state machine, the largest. */
export interface Answered {
  readonly body: Readonly<Record<string, unknown>>;
  readonly bytes: number;
  readonly passedOn: number;
}

/** Hands the CDK's framework an event as CloudFormation does, with this auditor's handlers behind it; answers what it answers. */
export const askFramework = async (event: Readonly<Record<string, unknown>>): Promise<Answered> => {
  Object.assign(process.env, {
    USER_ON_EVENT_FUNCTION_ARN: 'arn:aws:lambda:eu-west-1:111111111111:function:on-event',
    USER_IS_COMPLETE_FUNCTION_ARN: 'arn:aws:lambda:eu-west-1:111111111111:function:is-complete',
    WAITER_STATE_MACHINE_ARN: 'arn:aws:states:eu-west-1:111111111111:stateMachine:waiter',
  });
  let answer = '';
  let passedOn = 0;
  let waiting: string | undefined;
  const pass = (text: string) => {
    passedOn = Math.max(passedOn, Buffer.byteLength(text));
    return text;
  };
  outbound.invokeFunction = async ({ FunctionName, Payload }) => {
    const sent: unknown = JSON.parse(Payload);
    const context = { getRemainingTimeInMillis: () => 600_000 };
    try {
      const result = await (FunctionName.endsWith('on-event') ? onEvent(sent, context) : isComplete(sent));
      return { Payload: JSON.stringify(result) };
    } catch (error) {
      return { FunctionError: 'Unhandled', Payload: JSON.stringify(asLambdaSays(error as Error)) };
    }
  };
  outbound.startExecution = async ({ input }) => {
    waiting = pass(input);
  };
  outbound.httpRequest = async (_options, body) => {
    answer = body;
  };

  await framework.onEvent({ ResponseURL: 'https://s3.amazonaws.com/answers/1', ...event });
  while (waiting !== undefined && answer === '') {
    try {
      await framework.isComplete(JSON.parse(waiting));
    } catch (error) {
      // Asked again some seconds later: the error is the task's output.
      pass(JSON.stringify(asLambdaSays(error as Error)));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  return { body: JSON.parse(answer) as Answered['body'], bytes: Buffer.byteLength(answer), passedOn };
};

// https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
const asLambdaSays = ({ name, message, stack = '' }: Error) => ({
  errorType: name,
  errorMessage: message,
  trace: stack.split('\n'),
});
