// Each of them costs a connection and, where its slice ends, part of a page: a small unit is done with fewer.
const FIRST = 8;

/**
 * How many requests are under way at once: a few to begin with, and soon more; half as many when the service asks to slow
 * down, and from then on one more a round while answers come well (additive increase, multiplicative decrease). Never more
 * than the budget of requests a second can use, which is what really spares the service, nor than this process can digest.
 */
export class Pace {
  #limit: number;
  #wasThrottled = false;
  #latency: number | undefined;
  #best = Infinity;
  #busy: number | undefined;
  #own: number | undefined;

  constructor(
    readonly most: number,
    readonly requestsPerSecond: number,
    /** For how many milliseconds this process has been at work; what it has no time for need not be asked yet. */
    readonly busy?: () => number,
  ) {
    this.#limit = Math.min(most, FIRST);
  }

  /** Requests that may be under way. */
  get limit(): number {
    return Math.max(1, Math.min(Math.floor(this.#limit), this.most, this.#useful(), this.#digestible()));
  }

  /** A page came, and took so many milliseconds at the service. */
  onPage(took: number | undefined): void {
    if (took === undefined) return;
    this.#noteWork();
    this.#best = Math.min(this.#best, took);
    this.#latency = this.#latency === undefined ? took : this.#latency + (took - this.#latency) / 8;
    if (this.#isSlow(took)) this.#limit = Math.max(1, this.#limit - 0.5);
    else this.#limit = Math.min(this.most, this.#limit + (this.#wasThrottled ? 1 / this.#limit : 0.5));
  }

  onThrottle(): void {
    this.#wasThrottled = true;
    this.#limit = Math.max(1, this.#limit / 2);
  }

  /** What a page costs this process itself. The first is not typical: everything is new. */
  #noteWork(): void {
    const busy = this.busy?.();
    if (busy === undefined) return;
    if (this.#busy !== undefined) {
      const own = busy - this.#busy;
      this.#own = this.#own === undefined ? own : this.#own + (own - this.#own) / 8;
    }
    this.#busy = busy;
  }

  // Far slower than at its best, and slow for a person too: the service is struggling, whatever it answers.
  #isSlow(took: number): boolean {
    return took > 2_000 && took > 8 * this.#best;
  }

  /** Twice as many as it takes to be at work all the time; more of them only fill memory with pages that wait. */
  #digestible(): number {
    if (this.#own === undefined || this.#own <= 0) return this.most;
    return Math.ceil((2 * this.#best) / this.#own) + 1;
  }

  /** By Little's law more than rate × latency only wait for their turn; one more keeps the next ready. */
  #useful(): number {
    if (!Number.isFinite(this.requestsPerSecond)) return this.most;
    return Math.ceil((this.requestsPerSecond * (this.#latency ?? 0)) / 1000) + 1;
  }
}
