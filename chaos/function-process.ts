import { type ChildProcess, fork } from 'node:child_process';
import type { FromFunction, Invocation, ToFunction } from './function/messages.js';

/** How a call of a function ended. */
export type CallEnd =
  | { readonly kind: 'ANSWER'; readonly answer: unknown; readonly now: number }
  | { readonly kind: 'ERROR'; readonly message: string; readonly now: number }
  /** The process is there no more; what it was doing is not known. */
  | { readonly kind: 'ENDED'; readonly message: string; readonly now: number };

/** A function in a process of its own, which can be killed like any. */
export class FunctionProcess {
  readonly #child: ChildProcess;
  readonly #ready: Promise<void>;
  #onMessage: (message: FromFunction) => void = () => undefined;
  #onExit: () => void = () => undefined;
  isDead = false;

  constructor(code: string, handler: string) {
    this.#child = fork(code, [handler], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.#ready = new Promise((resolve, reject) => {
      this.#child.once('message', () => resolve());
      this.#child.once('exit', (status) => reject(new Error(`A function’s process ended at its start: ${status}`)));
    });
    this.#ready.catch(() => undefined); // told to whoever calls it
    this.#child.on('message', (message: FromFunction) => this.#onMessage(message));
    this.#child.once('exit', () => {
      this.isDead = true;
      this.#onExit();
    });
  }

  /** Calls the handler once; a process takes one call at a time, as Lambda's do. */
  async call(invocation: Invocation): Promise<CallEnd> {
    await this.#ready;
    return new Promise((resolve) => {
      this.#onExit = () =>
        resolve({ kind: 'ENDED', message: 'Runtime.ExitError: signal: killed', now: invocation.now });
      this.#onMessage = (message) => {
        if (message.kind === 'ANSWER' || message.kind === 'ERROR') resolve(message);
        if (message.kind !== 'TIME_UP') return;
        resolve({ kind: 'ENDED', message: 'Sandbox.Timedout: the function’s time was up', now: message.now });
        this.kill();
      };
      this.#send({ kind: 'INVOKE', invocation });
    });
  }

  /** Tells it that the request which is under way is never answered, so that its clock goes on. */
  hung(): void {
    this.#send({ kind: 'HUNG' });
  }

  /** Ends it at once, wherever it is. */
  kill(): void {
    this.isDead = true;
    this.#child.kill('SIGKILL');
  }

  #send(message: ToFunction): void {
    if (this.#child.connected) this.#child.send(message);
  }
}
