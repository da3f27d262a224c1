export interface Bracket {
  readonly kind: '{' | '}' | '[' | ']';
  /** Where in the piece. */
  readonly at: number;
  readonly line: number;
}

const [QUOTE, BACKSLASH, NEWLINE] = [0x22, 0x5c, 0x0a];
const KINDS = new Map(Array.from('{}[]' as const, (kind) => [kind.charCodeAt(0), kind as Bracket['kind']]));

/** The brackets of JSON that arrives in pieces, without those inside strings. */
export class JsonBrackets {
  line = 1;
  #isInString = false;
  #isEscaped = false;

  *in(piece: string): Generator<Bracket> {
    for (let at = 0; at < piece.length; at += 1) {
      const unit = piece.charCodeAt(at);
      if (unit === NEWLINE) this.line += 1;
      if (this.#isInString) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (unit === BACKSLASH) this.#isEscaped = true;
        else if (unit === QUOTE) this.#isInString = false;
      } else if (unit === QUOTE) {
        this.#isInString = true;
      } else {
        const kind = unit < 0x5b ? undefined : KINDS.get(unit);
        if (kind !== undefined) yield { kind, at, line: this.line };
      }
    }
  }
}
