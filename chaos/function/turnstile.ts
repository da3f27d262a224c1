import { Agent, type ClientRequest } from 'node:http';
import type { Clock } from './clock.js';

type AddRequest = (this: Agent, request: ClientRequest, ...rest: unknown[]) => void;

// Between a callback and whatever it leads to lie promises, ticks and a turn of the loop, but never more than these.
const TURNS_TO_SETTLE = 3;

/**
 * Lets one request out at a time, in the order in which they were made, and moves the clock only when all that could happen
 * has happened: what a function does then depends on its input and its answers, and on nothing else.
 */
export class Turnstile {
  /** Milliseconds that an answer takes. */
  latency = 0;
  readonly #queue: (readonly [ClientRequest, () => void])[] = [];
  readonly #agents = new Set<Agent>();
  #inFlight: ClientRequest | undefined;
  #isSettling = false;
  #isOpen = false;

  constructor(readonly clock: Clock) {}

  /** Stands before all connections of this process. */
  install(): void {
    const prototype = Agent.prototype as unknown as { addRequest: AddRequest };
    const { addRequest } = prototype;
    const enter = (agent: Agent, request: ClientRequest, start: () => void) => this.#enter(agent, request, start);
    prototype.addRequest = function (request, ...rest) {
      enter(this, request, () => addRequest.call(this, request, ...rest));
    };
  }

  open(): void {
    this.#isOpen = true;
    this.poke();
  }

  /** Whatever is left when a function has answered is of no effect, as in a process that is frozen. */
  close(): void {
    this.#isOpen = false;
    this.#inFlight = undefined;
    this.#queue.length = 0;
    for (const agent of this.#agents) agent.destroy();
    this.#agents.clear();
  }

  /** The request that is under way will never be answered: others go on, and so does the clock. */
  hang(): void {
    this.#inFlight = undefined;
    this.poke();
  }

  poke(): void {
    if (this.#isSettling || !this.#isOpen) return;
    this.#isSettling = true;
    let turns = TURNS_TO_SETTLE;
    const turn = (): void => {
      turns -= 1;
      if (turns > 0) return void setImmediate(turn);
      this.#isSettling = false;
      if (this.#isOpen) this.#goOn();
    };
    setImmediate(turn);
  }

  #goOn(): void {
    if (this.clock.fireDue()) return this.poke();
    if (this.#inFlight !== undefined) return;
    const next = this.#queue.shift();
    if (next !== undefined) return this.#start(...next);
    // Files are read by threads, and are no business of the clock's.
    if (process.getActiveResourcesInfo().some((name) => name.startsWith('FSReq'))) return this.poke();
    if (this.clock.fireNext()) this.poke();
  }

  #enter(agent: Agent, request: ClientRequest, start: () => void): void {
    this.#agents.add(agent);
    this.#queue.push([request, start]);
    this.poke();
  }

  #start(request: ClientRequest, start: () => void): void {
    this.#inFlight = request;
    request.once('close', () => {
      if (this.#inFlight !== request) return this.poke();
      this.#inFlight = undefined;
      this.clock.now += this.latency;
      this.poke();
    });
    start();
  }
}
