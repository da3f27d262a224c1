import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { DeployedFunction } from './functions.js';

/** What a function answered, or why it did not. */
type Reply = { readonly id: number; readonly answer: unknown } | { readonly id: number; readonly error: string };

// Of the thread: it loads the code that would be deployed and hands every event to its handler, as Lambda does.
const THREAD = `
const { parentPort, workerData } = require('node:worker_threads');
const loaded = import(workerData.module);
parentPort.on('message', async ({ id, event }) => {
  try {
    const module = await loaded;
    const context = {
      invokedFunctionArn: workerData.arn,
      functionName: workerData.arn.split(':').pop(),
      getRemainingTimeInMillis: () => 30000,
    };
    const answer = await module[workerData.handler](event, context);
    parentPort.postMessage({ id, answer: answer === undefined ? null : JSON.parse(JSON.stringify(answer)) });
  } catch (error) {
    parentPort.postMessage({ id, error: error instanceof Error ? error.name + ': ' + error.message : String(error) });
  }
});
`;

/** A deployed function that runs here: its own code, in a thread with its own environment. */
export class FunctionHost {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  #asked = 0;

  constructor(
    { arn, folder, handler, environment }: DeployedFunction,
    region: string,
    overrides: Readonly<Record<string, string>>,
  ) {
    const [file = 'index', name = 'handler'] = handler.split('.');
    this.#worker = new Worker(THREAD, {
      eval: true,
      // Nothing of this process's own environment: a function has none of it, and credentials of the person are none of its business.
      env: { ...environment, AWS_REGION: region, ...overrides },
      workerData: { arn, handler: name, module: pathToFileURL(join(folder, `${file}.mjs`)).href },
      // Its log is no output of the command.
      stdout: true,
      stderr: true,
    });
    this.#worker.stdout.resume();
    this.#worker.stderr.resume();
    this.#worker.on('message', (reply: Reply) => {
      this.#waiting.get(reply.id)?.(reply);
      this.#waiting.delete(reply.id);
    });
    this.#worker.on('error', (error) => this.#fail(error instanceof Error ? error.message : String(error)));
    this.#worker.on('exit', () => this.#fail('it ended'));
  }

  /** Answers what the function answers to an event; throws what it throws. */
  async invoke(event: unknown): Promise<unknown> {
    const id = (this.#asked += 1);
    const reply = await new Promise<Reply>((resolve) => {
      this.#waiting.set(id, resolve);
      this.#worker.postMessage({ id, event });
    });
    if ('error' in reply) throw new Error(reply.error);
    return reply.answer;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #fail(error: string): void {
    for (const [id, resolve] of this.#waiting) resolve({ id, error: `The function does not answer: ${error}` });
    this.#waiting.clear();
  }
}
