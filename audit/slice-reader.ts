import { PageError, Throttled, TokenRefused, messageOf } from './errors.js';
import { Pace } from './pace.js';
import type { Page } from './pager.js';
import { type Slice, splitSlice } from './slice.js';

/** What slices are read through. */
export interface SlicePorts {
  /** One page of a slice. Throws {@link Throttled} and {@link TokenRefused} for these, anything else for good. */
  ask(slice: Slice, token: string | undefined): Promise<Page>;
  /** Takes a page: judges it. */
  take(slice: Slice, page: Page): void;
  /** The creation dates that a page shows, in its order. */
  datesOf(page: Page): readonly number[];
  /** Waits before a request that was throttled is sent again, longer with each attempt; false when it is time to give up. */
  pause(attempt: number): Promise<boolean>;
  /** Whether time is up: what is left then is read by the next. */
  shouldStop(): boolean;
}

export interface SliceReading {
  readonly pages: number;
  /** What was not read when time was up. */
  readonly left: readonly Slice[];
  /** Why something could not be read, each reason once. */
  readonly errors: readonly string[];
  /** What was answered the last time that a page had to be asked for again. */
  readonly waiting?: string | undefined;
}

/** A chain of pages that got so far is not cut any more: all of it would be read again. */
const UNDIVIDED_FROM = 9;
// Nor one without order, of which nobody knows how much there is to come.
const UNKNOWN_FROM = 3;
// Parts that wait make the end even: whoever is done takes the next. More of them than this are mostly ends of slices.
const WAITING_FOR_EACH = 3;
// One refusal is a slice's own, but more than this are the unit's: a role without rights is not asked for every slice.
const MOST_REFUSALS = 3;

/**
 * Reads slices concurrently, each page by page, and asks for the next page before the last is judged. A slice that turns out
 * to have many pages is cut, and its parts are read at once, or wait for whoever is done: what was read of it already is
 * read again and counts once, by its id.
 */
export class SliceReader {
  readonly #queue: Slice[];
  readonly #left: Slice[] = [];
  readonly #errors = new Set<string>();
  #refusals = 0;
  #waiting: string | undefined;
  #active = 0;
  #pages = 0;
  #finish: () => void = () => undefined;

  constructor(
    readonly ports: SlicePorts,
    readonly pace: Pace,
    slices: readonly Slice[],
  ) {
    this.#queue = [...slices];
  }

  async read(): Promise<SliceReading> {
    await new Promise<void>((resolve) => {
      this.#finish = resolve;
      this.#pump();
    });
    // What a refusal kept from being read is not tried again by whoever goes on.
    const left = this.#isRefused ? [] : [...this.#left, ...this.#queue];
    return { pages: this.#pages, left, errors: [...this.#errors].sort(), waiting: this.#waiting };
  }

  #pump(): void {
    while (this.#active < this.pace.limit && this.#queue.length > 0 && !this.#isEnding()) {
      const slice = this.#queue.shift();
      if (slice === undefined) break;
      this.#active += 1;
      void this.#follow(slice).finally(() => {
        this.#active -= 1;
        this.#pump();
      });
    }
    if (this.#active === 0) this.#finish();
  }

  #isEnding(): boolean {
    return this.#isRefused || this.ports.shouldStop();
  }

  get #isRefused(): boolean {
    return this.#refusals >= MOST_REFUSALS;
  }

  async #follow(slice: Slice): Promise<void> {
    try {
      await this.#readChain(slice);
    } catch (error) {
      this.#refusals += 1;
      this.#errors.add(messageOf(error));
    }
  }

  async #readChain(slice: Slice): Promise<void> {
    const tokens = new Set<string>();
    let isSecondTry = false;
    let token = slice.token;
    let asked = this.#ask(slice, token);
    for (let length = 1; ; length += 1) {
      let page: Page | undefined;
      try {
        page = await asked;
      } catch (error) {
        // Tokens expire: what they stood for is read again from the start, once.
        if (!(error instanceof TokenRefused) || token === undefined || isSecondTry) throw error;
        isSecondTry = true;
        tokens.clear();
        asked = this.#ask(slice, (token = undefined));
        continue;
      }
      if (page === undefined) return this.#leave(slice, token);
      const next = page.nextToken;
      if (next === undefined || next === '') return this.#take(slice, page);
      if (tokens.has(next))
        throw new PageError('AWS Backup answered with a NextToken that it gave before: the pages go round');
      tokens.add(next);
      const parts = this.#divide(slice, page, length);
      if (parts !== undefined) {
        this.#queue.push(...parts);
        this.#take(slice, page);
        return this.#pump();
      }
      token = next;
      asked = this.#ask(slice, token);
      asked.catch(() => undefined); // awaited above; a refusal while the page is judged is not unhandled
      this.#take(slice, page);
      this.#pump();
    }
  }

  #take(slice: Slice, page: Page): void {
    this.ports.take(slice, page);
    page.release?.();
  }

  #leave({ token: _token, ...slice }: Slice, token: string | undefined): void {
    this.#left.push(token === undefined ? slice : { ...slice, token });
  }

  #divide(slice: Slice, page: Page, length: number): readonly Slice[] | undefined {
    const { limit } = this.pace;
    // One after the other is all there is: parts would only cost more.
    if (limit < 2 || length >= UNDIVIDED_FROM) return undefined;
    const under = this.#active + this.#queue.length;
    const atOnce = length < UNKNOWN_FROM ? limit - under + 1 : 0;
    const most = Math.min(limit, (1 + WAITING_FOR_EACH) * limit - under + 1);
    const cuts = { atOnce, most, read: length };
    if (most < 2) return undefined;
    const parts = splitSlice(slice, this.ports.datesOf(page), cuts);
    return parts.length > 1 ? parts : undefined;
  }

  /** Undefined when time is up. */
  async #ask(slice: Slice, token: string | undefined): Promise<Page | undefined> {
    for (let attempt = 1; ; attempt += 1) {
      if (this.ports.shouldStop()) return undefined;
      try {
        const page = await this.ports.ask(slice, token);
        this.#pages += 1;
        this.pace.onPage(page.took);
        return page;
      } catch (error) {
        if (!(error instanceof Throttled)) throw error;
        this.#waiting = error.message;
        this.pace.onThrottle();
        if (await this.ports.pause(attempt)) continue;
        // Out of time is no reason to fail: whoever goes on is more lucky.
        if (this.ports.shouldStop()) return undefined;
        throw error;
      }
    }
  }
}
