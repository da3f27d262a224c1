import type { Fate } from '../../chaos/fates.js';

type Release = (fate: Fate) => void;

/** One of those that take turns: it makes requests, each of which is held until it is its turn. */
export interface Player {
  readonly name: string;
  /** Begins, and answers when it is done. */
  run(): Promise<void>;
}

/** Whose turn is next, of those that are still at it; and what becomes of their request. */
export type Choice = (playing: readonly string[]) => { readonly name: string; readonly fate: Fate };

/** Lets requests of several through one by one, in an order that a test chooses: each interleaving can be played, and again. */
export class Turns {
  readonly #held = new Map<string, Release[]>();
  #wake: () => void = () => undefined;

  /** Holds a request of a player; to be its wire's `decide`. */
  hold = (name: string): Promise<Fate> =>
    new Promise((resolve) => {
      this.#held.set(name, [...(this.#held.get(name) ?? []), resolve]);
      this.#wake();
    });

  /** Plays until all are done; `onTurn` is called between any two requests, while nobody moves. */
  async play(players: readonly Player[], choose: Choice, onTurn: () => Promise<void>): Promise<void> {
    const done = new Set<string>();
    const runs = players.map(({ name, run }) =>
      run().finally(() => {
        done.add(name);
        this.#wake();
      }),
    );
    for (;;) {
      await this.#until(() => players.every(({ name }) => done.has(name) || (this.#held.get(name) ?? []).length > 0));
      const playing = players.map(({ name }) => name).filter((name) => !done.has(name));
      if (playing.length === 0) break;
      await onTurn();
      const { name, fate } = choose(playing);
      const [release, ...others] = this.#held.get(name)!;
      this.#held.set(name, others);
      release!(fate);
    }
    await Promise.all(runs);
  }

  async #until(isSo: () => boolean): Promise<void> {
    while (!isSo())
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
  }
}
