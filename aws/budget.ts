import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A budget of requests a second, kept by even spacing: whoever wants to send one waits for its turn. Nothing is saved up, so
 * that no second sees more than its share.
 */
export class Budget {
  readonly #spacing: number;
  #next = 0;

  constructor(requestsPerSecond: number) {
    this.#spacing = Number.isFinite(requestsPerSecond) ? 1000 / requestsPerSecond : 0;
  }

  async turn(): Promise<void> {
    if (this.#spacing === 0) return;
    const now = performance.now();
    const mine = Math.max(now, this.#next);
    this.#next = mine + this.#spacing;
    if (mine > now) await sleep(mine - now);
  }
}
