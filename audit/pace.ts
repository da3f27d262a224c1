/**
 * How many requests are under way at once: as many as may be to begin with, half as many when the service asks to slow down,
 * and one more a round while answers come well (additive increase, multiplicative decrease); never more than the budget of
 * requests a second can use, which is what really spares the service.
 */
export class Pace {
  #limit: number;
  #latency: number | undefined;
  #best = Infinity;

  constructor(
    readonly most: number,
    readonly requestsPerSecond: number,
  ) {
    this.#limit = most;
  }

  /** Requests that may be under way. */
  get limit(): number {
    return Math.max(1, Math.min(Math.floor(this.#limit), this.most, this.#useful()));
  }

  /** A page came, and took so many milliseconds at the service. */
  onPage(took: number | undefined): void {
    if (took === undefined) return;
    this.#best = Math.min(this.#best, took);
    this.#latency = this.#latency === undefined ? took : this.#latency + (took - this.#latency) / 8;
    if (this.#isSlow(took)) this.#limit = Math.max(1, this.#limit - 0.5);
    else this.#limit = Math.min(this.most, this.#limit + 1 / this.#limit);
  }

  onThrottle(): void {
    this.#limit = Math.max(1, this.#limit / 2);
  }

  // Far slower than at its best, and slow for a person too: the service is struggling, whatever it answers.
  #isSlow(took: number): boolean {
    return took > 2_000 && took > 8 * this.#best;
  }

  /** By Little's law more than rate × latency only wait for their turn; one more keeps the next ready. */
  #useful(): number {
    if (!Number.isFinite(this.requestsPerSecond)) return this.most;
    return Math.ceil((this.requestsPerSecond * (this.#latency ?? 0)) / 1000) + 1;
  }
}
