import { DescribeExecutionCommand, SFNClient, type SFNClientConfig, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { sha256 } from '../audit/canonical.js';
import type { ExecutionInput } from '../audit/wire.js';

/** How an execution goes. */
export type Progress = (
  { readonly state: 'UNKNOWN' | 'RUNNING' | 'SUCCEEDED' } | { readonly state: 'FAILED'; readonly reason: string }
) & {
  /** When it began, in milliseconds. */
  readonly startedAt?: number | undefined;
};

/** The state machine that makes runs. */
export class StateMachine {
  readonly #client: SFNClient;

  constructor(
    readonly arn: string,
    client: SFNClientConfig = {},
  ) {
    this.#client = new SFNClient({ maxAttempts: 6, ...client });
  }

  /** Starts a run; the same name starts nothing again, for as long as AWS keeps executions: 90 days. */
  async start(name: string, input: ExecutionInput): Promise<void> {
    try {
      await this.#client.send(
        new StartExecutionCommand({ stateMachineArn: this.arn, name, input: JSON.stringify(input) }),
      );
    } catch (error) {
      if (nameOf(error) !== 'ExecutionAlreadyExists') throw error;
    }
  }

  executionArn(name: string): string {
    return `${this.arn.replace(':stateMachine:', ':execution:')}:${name}`;
  }

  async progressOf(name: string): Promise<Progress> {
    const executionArn = this.executionArn(name);
    try {
      const { status, error, cause, startDate } = await this.#client.send(
        new DescribeExecutionCommand({ executionArn }),
      );
      const startedAt = startDate?.getTime();
      if (status === 'SUCCEEDED') return { state: 'SUCCEEDED', startedAt };
      if (status === 'FAILED' || status === 'TIMED_OUT' || status === 'ABORTED')
        return {
          state: 'FAILED',
          reason: [status, reasonOf(error, cause)].filter((text) => text !== '').join(': '),
          startedAt,
        };
      return { state: 'RUNNING', startedAt };
    } catch (error) {
      if (nameOf(error) === 'ExecutionDoesNotExist') return { state: 'UNKNOWN' };
      throw error;
    }
  }
}

/**
 * Name of an execution: 80 characters, none of them special.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
export const executionName = (report: string, request: string): string =>
  `${report.replaceAll(/[^A-Za-z0-9_-]/g, '-').slice(0, 50)}-${sha256(request).slice(0, 24)}`;

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

/** A function's error lies as JSON in the cause. */
const reasonOf = (error = '', cause = ''): string => {
  try {
    const { errorMessage } = JSON.parse(cause) as { errorMessage?: unknown };
    if (typeof errorMessage === 'string') return errorMessage;
  } catch {
    // No JSON: a sentence of Step Functions itself.
  }
  return cause === '' ? error : cause;
};
