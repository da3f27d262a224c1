// AWS documents 20 calls a second for its List operations, per account and Region: whoever was refused goes on from there.
// https://docs.aws.amazon.com/aws-backup/latest/devguide/aws-backup-limits.html
const DOCUMENTED = 20;
const FASTER = 1.25;
const SLOWEST = 1;
// Nobody refuses any more: what was learned is forgotten.
const FORGOTTEN_FROM = 100;

/** So many milliseconds, and so many answers, without a refusal prove a rate. */
const PROOF = { time: 500, answers: 4 };
/** So long is counted what is taken where everything tried was too fast. */
const COUNTED = 1000;
/** So long after a fall refusals may still be those of requests that were sent before it. */
const ECHO = 300;
/** Requests do not arrive as evenly as they leave: with so few refused a proven rate only falls a little. */
const JITTER = 0.25;
const SLOWER = 0.95;
/** So long a rate that was refused is not tried again. */
const REMEMBERED = 3_000;

/**
 * How many requests a second a service takes, learned from what it refuses: nothing until a first refusal; then what it took
 * in a second; then faster in steps while nothing is refused, and at a refusal back at once to what was proven, with a
 * smaller step next. Limits are whole numbers, so the search ends between two of them.
 *
 * Going back at once is what makes a trial cheap: a service that saves nothing up takes every second request only of one who
 * asks a little too fast. The SDK's own limiter begins at about one request a second after a first refusal, and takes ten
 * seconds to find out that the service takes ten.
 */
export class AdmittedRate {
  #rate = Infinity;
  /** Taken without a refusal. */
  #proven: number | undefined;
  #refused: { readonly rate: number; readonly until: number } | undefined;
  #since = 0;
  #answers = 0;
  #refusals = 0;
  #deaf = 0;

  /** Infinity where nothing is known. */
  get requestsPerSecond(): number {
    return this.#rate;
  }

  onAnswer(now: number): void {
    if (this.#rate === Infinity) return;
    this.#answers += 1;
    const passed = now - this.#since;
    if (this.#refusals > 0) this.#count(now);
    else if (passed >= PROOF.time && this.#answers >= PROOF.answers) this.#prove(now);
  }

  onRefusal(now: number): void {
    if (this.#rate === Infinity) return this.#fall(DOCUMENTED, now);
    if (now < this.#deaf) return;
    if (this.#proven !== undefined && this.#proven < this.#rate) {
      this.#refused = { rate: this.#rate, until: now + REMEMBERED };
      return this.#fall(this.#proven, now);
    }
    this.#refusals += 1;
    this.#count(now);
  }

  /** What was proven, or everything tried, is too fast: what was taken meanwhile is what is taken. */
  #count(now: number): void {
    const passed = now - this.#since;
    if (passed < COUNTED) return;
    if (this.#refusals === 1 && this.#answers >= PROOF.answers) return this.#prove(now); // by accident
    this.#refused = { rate: this.#rate, until: now + REMEMBERED };
    if (this.#proven !== undefined && this.#refusals <= JITTER * (this.#answers + this.#refusals)) {
      this.#proven = Math.max(SLOWEST, Math.floor(this.#rate * SLOWER));
      return this.#fall(this.#proven, now);
    }
    this.#proven = undefined;
    const taken = Math.round((this.#answers * 1000) / passed);
    this.#fall(Math.max(SLOWEST, Math.floor(this.#rate / 2), Math.min(taken, this.#rate - 1)), now);
  }

  #prove(now: number): void {
    this.#proven = this.#rate;
    if (this.#refused !== undefined && this.#refused.until <= now) this.#refused = undefined;
    this.#go(this.#next(this.#rate), now);
  }

  #next(proven: number): number {
    const faster = Math.max(proven + 1, Math.floor(proven * FASTER));
    if (this.#refused === undefined) return faster >= FORGOTTEN_FROM ? Infinity : faster;
    return Math.max(proven, Math.min(faster, Math.floor((proven + this.#refused.rate) / 2)));
  }

  #fall(rate: number, now: number): void {
    this.#deaf = now + ECHO;
    this.#go(rate, now);
  }

  #go(rate: number, now: number): void {
    this.#rate = rate;
    this.#since = now;
    this.#answers = 0;
    this.#refusals = 0;
  }
}
