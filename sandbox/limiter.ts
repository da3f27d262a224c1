/** A bucket of requests that fills at a steady rate, as AWS limits them for an account and Region. */
export class Limiter {
  #tokens: number;
  #filledAt: number;

  constructor(
    readonly requestsPerSecond: number,
    readonly burst: number,
    readonly now: () => number,
  ) {
    this.#tokens = burst;
    this.#filledAt = now();
  }

  /** Takes one request out; false where there is none left. */
  admits(): boolean {
    const now = this.now();
    this.#tokens = Math.min(this.burst, this.#tokens + ((now - this.#filledAt) / 1000) * this.requestsPerSecond);
    this.#filledAt = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
