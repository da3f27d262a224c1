import type { Change } from './differences.js';
import type { Earlier, Evidence, Signature } from './schema.js';

/** A run's item as it lies in the table, with the digest that what it says comes to. */
export interface Link {
  readonly runId: string;
  /** What its item says of itself. */
  readonly digest: string | undefined;
  readonly evidence: Evidence | undefined;
  readonly signature: Signature | undefined;
  /** When DynamoDB removes it from the history, in seconds since 1970. */
  readonly expires: number | undefined;
  /** What the digest is of, and what it is. */
  readonly text: string;
  readonly computed: string;
}

/** What is wrong with one run's item. */
export interface Break {
  readonly change: Change;
  readonly runId: string;
  readonly why: string;
}

/** A run whose item is what it says. */
export interface SoundLink extends Link {
  readonly evidence: Evidence;
  readonly digest: string;
}

export const isSound = (link: Link): link is SoundLink =>
  link.evidence !== undefined && link.digest !== undefined && link.digest === link.computed;

/**
 * Follows a chain from its newest run back: each run names the digest of the one before it, so what the newest one says vouches for
 * all of it. Of a chain of any length one link is held.
 */
export class Chain {
  /** Runs of a version without a chain, before it begins. */
  unchained = 0;
  chained = 0;
  /** Runs of the chain that are not kept any more, as they should not be. */
  expired = 0;
  readonly #now: number;
  /** Runs that come next, the very next last; undefined where nothing tells, for what would have told is not what it was. */
  #next: Earlier[] | undefined;
  /** The last run that was taken, and why the chain begins with it, if it does. */
  #after: { readonly runId: string; readonly sequence: number; readonly begins?: Evidence['begins'] } | undefined;

  /** `now` in seconds since 1970: what was kept until then is not missed. `head`: the newest run, which comes first. */
  constructor(now: number, head: SoundLink | undefined) {
    this.#now = now;
    if (head === undefined) return;
    const { runId, digest, signature, evidence } = head;
    this.#next = [{ ...evidence, runId, digest, signed: signature !== undefined }];
    this.#after = { runId, sequence: evidence.sequence + 1 };
  }

  /** Takes the next older run; answers what is now known to be wrong with it, or with what should be between. */
  *add(link: Link): Generator<Break, Earlier | undefined> {
    for (;;) {
      if (this.#next === undefined) {
        yield* this.#unvouched(link);
        return undefined;
      }
      const expected = this.#next.at(-1);
      if (expected === undefined && link.evidence === undefined && this.#after?.begins === 'UPGRADE') {
        this.unchained += 1;
        return undefined;
      }
      if (expected === undefined || link.runId > expected.runId) {
        yield { change: 'INSERTED', runId: link.runId, why: this.#whyInserted(expected) };
        return undefined;
      }
      if (link.runId === expected.runId) {
        yield* this.#vouched(link, expected);
        return expected;
      }
      yield* this.#missing(expected);
    }
  }

  /** Nothing older is there. */
  *end(): Generator<Break> {
    for (let next = this.#next?.at(-1); next !== undefined; next = this.#next?.at(-1)) yield* this.#missing(next);
    if (this.#next !== undefined) this.expired += (this.#after?.sequence ?? 1) - 1;
  }

  *#vouched(link: Link, expected: Earlier): Generator<Break> {
    this.expired += Math.max(0, (this.#after?.sequence ?? 0) - expected.sequence - 1);
    this.chained += 1;
    if (isSound(link) && link.digest === expected.digest) yield* this.#accept(link);
    else {
      const why = isSound(link)
        ? `its digest is ${link.digest}, and the run after it names ${expected.digest}`
        : whyUnsound(link);
      yield { change: 'CHANGED', runId: link.runId, why };
      this.#distrust(expected);
    }
  }

  /** A run of which nothing that could be trusted tells what it has to be. */
  *#unvouched(link: Link): Generator<Break> {
    if (link.evidence === undefined && (this.#after === undefined || this.#after.sequence === 1)) {
      this.unchained += 1;
      return;
    }
    this.chained += 1;
    if (isSound(link)) yield* this.#accept(link);
    else yield { change: 'CHANGED', runId: link.runId, why: whyUnsound(link) };
  }

  *#accept({ runId, expires, evidence: { sequence, begins, earlier, until } }: SoundLink): Generator<Break> {
    this.#next = [...earlier];
    this.#after = { runId, sequence, begins };
    if (expires !== until)
      yield { change: 'CHANGED', runId, why: 'its time to live is not the one that it was published with' };
  }

  *#missing(expected: Earlier): Generator<Break> {
    this.#next?.pop();
    if (expected.until <= this.#now) return;
    const until = new Date(expected.until * 1000).toISOString();
    yield { change: 'REMOVED', runId: expected.runId, why: `it was to be kept until ${until}` };
    this.#distrust(expected);
  }

  #distrust({ runId, sequence }: Earlier): void {
    this.#next = undefined;
    this.#after = { runId, sequence };
  }

  #whyInserted(expected: Earlier | undefined): string {
    const after = this.#after?.runId ?? 'that is the oldest';
    return expected === undefined
      ? `run ${after} was published when there was none before it`
      : `run ${after} was published after run ${expected.runId}, and none between them`;
  }
}

/** Why a run is not what it says. */
export const whyUnsound = ({ evidence, digest, computed }: Link): string => {
  if (evidence === undefined || digest === undefined)
    return 'it has no digest, and runs before it have: its digest was removed, or a version of this library without digests published it';
  return `what it says comes to ${computed}, not to its digest ${digest}`;
};
