import { setTimeout as sleep } from 'node:timers/promises';

// Requests that leave evenly do not arrive so: without some room a second would now and then see one more than its share.
const ROOM = 1.02;

/**
 * A budget of requests a second, kept by spacing: whoever wants to send one waits for its turn. Nothing is saved up, and a
 * turn that came late makes the next one late too, so that no second sees more than its share.
 */
export class Budget {
  readonly #spacing: number;
  #last = -Infinity;
  #turns: Promise<void> = Promise.resolve();

  constructor(requestsPerSecond: number) {
    this.#spacing = Number.isFinite(requestsPerSecond) ? (ROOM * 1000) / requestsPerSecond : 0;
  }

  turn(): Promise<void> {
    if (this.#spacing === 0) return this.#turns;
    this.#turns = this.#turns.then(() => this.#wait());
    return this.#turns;
  }

  async #wait(): Promise<void> {
    // Timers may end a little before their time.
    for (;;) {
      const left = this.#last + this.#spacing - performance.now();
      if (left <= 0) break;
      await sleep(Math.ceil(left));
    }
    this.#last = performance.now();
  }
}
