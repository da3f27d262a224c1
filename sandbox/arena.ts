const CHUNK_BYTES = 16 * 1024 * 1024;
const COMMA = 0x2c;
const MOST_BYTES_A_UNIT = 3; // UTF-8 takes at most three bytes for a UTF-16 unit

/**
 * JSON texts, serialized once and kept as bytes outside the heap: a million copy jobs are 1.4 GB of text, and a page must
 * cost the endpoint next to nothing, for a benchmark is to measure its client. Each text is followed by a comma, so that
 * texts which lie side by side go out as one piece.
 */
export class Arena {
  readonly #chunks: Buffer[] = [];
  readonly #chunkOf: number[] = [];
  readonly #start: number[] = [];
  readonly #end: number[] = [];
  #used = CHUNK_BYTES;

  get size(): number {
    return this.#start.length;
  }

  append(text: string): void {
    const most = text.length * MOST_BYTES_A_UNIT + 1;
    let chunk = this.#chunks.at(-1);
    if (chunk === undefined || this.#used + most > chunk.length) {
      chunk = Buffer.allocUnsafeSlow(Math.max(CHUNK_BYTES, most));
      this.#chunks.push(chunk);
      this.#used = 0;
    }
    const end = this.#used + chunk.write(text, this.#used);
    chunk[end] = COMMA;
    this.#chunkOf.push(this.#chunks.length - 1);
    this.#start.push(this.#used);
    this.#end.push(end);
    this.#used = end + 1;
  }

  /** The texts with commas between them, in as few pieces as possible; nothing is copied. */
  pieces(indices: Iterable<number>): Buffer[] {
    const pieces: Buffer[] = [];
    let piece: { chunk: number; from: number; to: number } | undefined;
    const close = (withComma: boolean): void => {
      const chunk = piece && this.#chunks[piece.chunk];
      if (piece && chunk) pieces.push(chunk.subarray(piece.from, piece.to + (withComma ? 1 : 0)));
    };
    for (const index of indices) {
      const [chunk, from, to] = [this.#chunkOf[index], this.#start[index], this.#end[index]];
      if (chunk === undefined || from === undefined || to === undefined) continue;
      if (piece?.chunk === chunk && piece.to + 1 === from) {
        piece.to = to;
        continue;
      }
      close(true);
      piece = { chunk, from, to };
    }
    close(false);
    return pieces;
  }
}
