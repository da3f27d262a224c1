interface Timer {
  readonly due: number;
  readonly call: () => void;
}

/** What `setTimeout` gives back: as much of Node's own object as anybody asks for. */
export interface TimerHandle {
  readonly id: number;
  ref(): TimerHandle;
  unref(): TimerHandle;
  hasRef(): boolean;
  [Symbol.toPrimitive](): number;
}

/**
 * The time of a function. It stands still while code runs, and moves by jumps: a little with each answer, and to the next
 * timer where nothing else is waited for. So half an hour of waiting costs nothing, and a seed plays the same each time.
 */
export class Clock {
  now = 0;
  #ids = 0;
  readonly #timers = new Map<number, Timer>();

  begin(now: number): void {
    this.now = now;
    this.#timers.clear();
  }

  setTimeout(call: () => void, ms = 0): TimerHandle {
    const id = (this.#ids += 1);
    this.#timers.set(id, { due: this.now + Math.max(1, Number(ms) || 0), call });
    const handle: TimerHandle = {
      id,
      ref: () => handle,
      unref: () => handle,
      hasRef: () => true,
      [Symbol.toPrimitive]: () => id,
    };
    return handle;
  }

  clearTimeout(handle: unknown): void {
    this.#timers.delete(typeof handle === 'object' && handle !== null ? (handle as TimerHandle).id : Number(handle));
  }

  /** Calls the first timer that is due, if one is. */
  fireDue(): boolean {
    const next = this.#next();
    return next !== undefined && next[1].due <= this.now && this.#fire(...next);
  }

  /** Goes on to the next timer, if there is one, and calls it. */
  fireNext(): boolean {
    const next = this.#next();
    if (next === undefined) return false;
    this.now = Math.max(this.now, next[1].due);
    return this.#fire(...next);
  }

  #fire(id: number, { call }: Timer): true {
    this.#timers.delete(id);
    call();
    return true;
  }

  /** Of those that are due at one time the one that was set first. */
  #next(): readonly [number, Timer] | undefined {
    let first: readonly [number, Timer] | undefined;
    for (const entry of this.#timers) if (first === undefined || entry[1].due < first[1].due) first = entry;
    return first;
  }
}
