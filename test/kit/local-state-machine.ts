import { createServer } from 'node:http';
import type { PlanAnswer, UnitAnswer } from '../../audit/wire.js';
import { handler as auditUnit } from '../../lambda/audit-unit.js';
import { handler as plan } from '../../lambda/plan.js';
import { handler as publish } from '../../lambda/publish.js';
import { close, listen } from './loopback.js';

/** What is decided outside of the handlers. */
export interface MachineOptions {
  /** For each call of a handler, a clock of the milliseconds that it has left. */
  remainingTime?: () => () => number;
  /** Fails the task instead of running it. */
  failTask?: (task: 'plan' | 'audit-unit' | 'publish') => string | undefined;
  /** Held back until it is kept. */
  before?: (task: 'plan' | 'publish') => Promise<void>;
}

export interface Execution {
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED';
  readonly startedAt: number;
  readonly input: Record<string, unknown>;
  cause?: string;
  answer?: unknown;
}

export interface LocalStateMachine {
  readonly url: string;
  readonly arn: string;
  readonly options: MachineOptions;
  readonly executions: Map<string, Execution>;
  /** What `plan` answered, by execution. */
  readonly plans: PlanAnswer[];
  /** Runs an execution to its end. */
  run(name: string, input: Record<string, unknown>): Promise<Execution>;
  /** Waits for all that are under way. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

const ARN = 'arn:aws:states:eu-west-1:111111111111:stateMachine:CopyAudit';
const FUNCTION = 'arn:aws:lambda:eu-west-1:111111111111:function:copy-audit';

/** Step Functions, as far as a deployment sees it; an execution runs the handlers themselves, in this process. */
export const startStateMachine = async (options: MachineOptions = {}): Promise<LocalStateMachine> => {
  const executions = new Map<string, Execution>();
  const running = new Set<Promise<unknown>>();
  const plans: PlanAnswer[] = [];
  const context = () => ({
    invokedFunctionArn: FUNCTION,
    getRemainingTimeInMillis: options.remainingTime?.() ?? (() => 900_000),
  });
  const fail = (task: 'plan' | 'audit-unit' | 'publish') => {
    const reason = options.failTask?.(task);
    if (reason !== undefined) throw new Error(reason);
  };

  const execute = async (name: string, { input, startedAt }: Execution): Promise<unknown> => {
    const execution = {
      id: `${ARN.replace('stateMachine', 'execution')}:${name}`,
      startTime: new Date(startedAt).toISOString(),
    };
    await options.before?.('plan');
    fail('plan');
    const planned = await plan({ ...input, execution }, context());
    plans.push(planned);
    if (planned.unitsIn !== 'ANSWER') throw new Error('the units lie in S3');
    const { report, runId } = planned;
    for (const batch of planned.batches) await auditWhole({ report, runId, batch, part: 0 });
    await options.before?.('publish');
    fail('publish');
    return publish({ report, runId });
  };
  const auditWhole = async (request: Omit<UnitAnswer, 'done'>): Promise<void> => {
    let answer: UnitAnswer = { ...request, done: false };
    let attempts = 0;
    while (!answer.done) {
      try {
        attempts += 1;
        fail('audit-unit');
        answer = await auditUnit(JSON.parse(JSON.stringify(answer)), context());
        attempts = 0;
      } catch {
        // As the state machine does: four attempts, then the batch goes on without; publish says what is missing.
        if (attempts < 4) continue;
        answer = await auditUnit({ ...answer, lost: true }, context());
        attempts = 0;
      }
    }
  };
  const begin = (name: string, input: Record<string, unknown>): Promise<Execution> => {
    const execution: Execution = { status: 'RUNNING', input, startedAt: Date.now() };
    executions.set(name, execution);
    const ended = execute(name, execution).then(
      (answer) => Object.assign(execution, { status: 'SUCCEEDED', answer }),
      (error: unknown) =>
        Object.assign(execution, {
          status: 'FAILED',
          cause: JSON.stringify({ errorMessage: (error as Error).message }),
        }),
    );
    running.add(ended);
    return ended.finally(() => running.delete(ended));
  };

  const answer = (operation: string, body: Record<string, string>): object | { readonly error: string } => {
    const name = operation === 'StartExecution' ? body['name']! : body['executionArn']!.split(':').at(-1)!;
    const known = executions.get(name);
    const input = body['input'];
    if (operation === 'StartExecution') {
      if (known !== undefined && (known.status !== 'RUNNING' || JSON.stringify(known.input) !== input))
        return { error: 'ExecutionAlreadyExists' };
      if (known === undefined) void begin(name, JSON.parse(input!) as Record<string, unknown>);
      return { executionArn: name, startDate: Date.now() / 1000 };
    }
    if (known === undefined) return { error: 'ExecutionDoesNotExist' };
    const { status, cause, startedAt } = known;
    return {
      executionArn: name,
      status,
      startDate: startedAt / 1000,
      ...(cause === undefined ? {} : { error: 'Error', cause }),
    };
  };
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += chunk));
    request.on('end', () => {
      const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
      const answered = answer(operation, JSON.parse(text) as Record<string, string>);
      const refused = 'error' in answered && !('status' in answered);
      response.writeHead(refused ? 400 : 200, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify(refused ? { __type: answered.error, message: answered.error } : answered));
    });
  });
  return {
    url: await listen(server),
    arn: ARN,
    options,
    executions,
    plans,
    run: begin,
    idle: async () => {
      while (running.size > 0) await Promise.all(running);
    },
    close: () => close(server),
  };
};
