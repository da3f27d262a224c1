import { setTimeout as sleep } from 'node:timers/promises';
import { AdmittedRate } from './admitted-rate.js';

// Requests that leave evenly do not arrive so: without some room a second would now and then see one more than its share.
const ROOM = 1.02;

/**
 * A budget of requests a second, kept by spacing: whoever wants to send one waits for its turn. Nothing is saved up, and a
 * turn that came late makes the next one late too, so that no second sees more than its share. Where the service takes fewer
 * than the budget allows, the turns come as slowly as it takes them.
 *
 * It stands in the place of the rate limiter of the SDK's adaptive retries, so that repeated requests wait for a turn too.
 */
export class Budget {
  readonly #spacing: number;
  readonly #admitted = new AdmittedRate();
  #last = -Infinity;
  #turns: Promise<void> = Promise.resolve();

  constructor(
    requestsPerSecond: number,
    /** Told of each request that the service refuses because there were too many. */
    readonly onRefusal: () => void = () => undefined,
  ) {
    this.#spacing = Number.isFinite(requestsPerSecond) ? (ROOM * 1000) / requestsPerSecond : 0;
  }

  getSendToken = (): Promise<void> => {
    if (this.#gap() === 0) return this.#turns;
    this.#turns = this.#turns.then(() => this.#wait());
    return this.#turns;
  };

  updateClientSendingRate = (answer: { readonly errorType?: unknown } | undefined): void => {
    if (answer?.errorType !== 'THROTTLING') {
      this.#admitted.onAnswer(performance.now());
      return;
    }
    this.#admitted.onRefusal(performance.now());
    this.onRefusal();
  };

  #gap(): number {
    return Math.max(this.#spacing, 1000 / this.#admitted.requestsPerSecond);
  }

  async #wait(): Promise<void> {
    // Timers may end a little before their time.
    for (;;) {
      const left = this.#last + this.#gap() - performance.now();
      if (left <= 0) break;
      await sleep(Math.ceil(left));
    }
    this.#last = performance.now();
  }
}
