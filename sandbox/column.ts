/** Stands for a value that is not reported. */
export const ABSENT = -1;
/** Stands for a value that no record has. */
export const UNKNOWN = -2;

/** Texts as small numbers: a filter then compares numbers, a million in some milliseconds. */
export class TextColumn {
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];
  readonly #rows: number[] = [];

  push(value: unknown): void {
    this.#rows.push(typeof value === 'string' ? this.#number(value) : ABSENT);
  }

  at(row: number): number {
    return this.#rows[row] ?? ABSENT;
  }

  textAt(row: number): string | undefined {
    return this.#texts[this.at(row)];
  }

  numberOf(text: string): number {
    return this.#numbers.get(text) ?? UNKNOWN;
  }

  #number(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#texts.push(text) - 1;
    this.#numbers.set(text, number);
    return number;
  }
}

/** Times in milliseconds; NaN where none is reported, so that no bound includes it. */
export class TimeColumn {
  readonly #rows: number[] = [];

  push(ms: number | undefined): void {
    this.#rows.push(ms ?? Number.NaN);
  }

  at(row: number): number {
    return this.#rows[row] ?? Number.NaN;
  }
}
