import { type Bracket, JsonBrackets } from './json-brackets.js';

/** A record's JSON text, and the line on which it begins. */
export interface RecordText {
  readonly text: string;
  readonly line: number;
}

/** What is wrong on a line. */
export class JsonRecordsError extends Error {
  override readonly name = 'JsonRecordsError';

  constructor(
    readonly line: number,
    message: string,
  ) {
    super(message);
  }
}

/** Between records: spaces, line ends, commas; a byte order mark before the first. */
const NOTHING = /^[\s,\uFEFF]*$/;
/** The name of a list that is being opened. */
const LIST_NAME = /"([A-Za-z]+)"\s*:\s*$/;

/**
 * Finds records in JSON of any length while it is read: those of an array, of a list inside an object (`{"CopyJobs": […]}`, once
 * or several times in a row, as clients print pages), or objects in a row (NDJSON). A month's recording can be larger than the
 * longest string that JavaScript can hold.
 */
export class JsonRecords {
  readonly #brackets = new JsonBrackets();
  #depth = 0;
  /** How deep records are: 0 for objects in a row, 1 in an array, 2 in a list inside an object. */
  #recordDepth = 0;
  /** Where the record begins that is being read. */
  #startLine: number | undefined;
  /** What was read since the last record ended, or this one began, before the current piece; and where it goes on in the piece. */
  #held = '';
  #mark = 0;

  constructor(
    /** Whether a list of that name holds records; may refuse it. */
    readonly isList: (name: string, line: number) => boolean,
  ) {}

  /** The records that end in a piece of the text. */
  *take(piece: string): Generator<RecordText> {
    this.#mark = 0;
    for (const bracket of this.#brackets.in(piece)) {
      if (bracket.kind === '{' || bracket.kind === '[') {
        this.#open(bracket, piece);
        this.#depth += 1;
      } else {
        this.#depth -= 1;
        const record = this.#close(bracket, piece);
        if (record !== undefined) yield record;
      }
    }
    this.#held += piece.slice(this.#mark);
  }

  /** To be called when the text has ended. */
  end(): void {
    if (this.#startLine !== undefined) throw new JsonRecordsError(this.#startLine, 'the file ends inside this record');
    if (this.#depth > 0) throw new JsonRecordsError(this.#brackets.line, 'the file ends inside its list');
    this.#expectNothing(this.#held, this.#brackets.line);
  }

  #open({ kind, at, line }: Bracket, piece: string): void {
    if (this.#startLine === undefined) {
      if (this.#depth !== this.#recordDepth) return;
      this.#expectNothing(this.#since(piece, at), line);
      if (kind === '{') {
        this.#startLine = line;
        this.#restart(at);
      } else if (this.#depth === 0) {
        this.#recordDepth = 1;
        this.#restart(at + 1);
      } else {
        throw new JsonRecordsError(line, 'a record is an object, not a list');
      }
    } else if (kind === '[' && this.#depth === 1 && this.#recordDepth === 0) {
      const name = LIST_NAME.exec(this.#since(piece, at))?.[1];
      if (name === undefined || !this.isList(name, line)) return;
      // What looked like a record is an object around the list of them.
      this.#startLine = undefined;
      this.#recordDepth = 2;
      this.#restart(at + 1);
    }
  }

  #close({ at, line }: Bracket, piece: string): RecordText | undefined {
    if (this.#depth < 0) throw new JsonRecordsError(line, 'a bracket is closed that was not opened');
    if (this.#startLine !== undefined) {
      if (this.#depth > this.#recordDepth) return undefined;
      const record = { text: this.#since(piece, at + 1), line: this.#startLine };
      this.#startLine = undefined;
      this.#restart(at + 1);
      return record;
    }
    if (this.#depth < this.#recordDepth) {
      this.#expectNothing(this.#since(piece, at), line);
      // Of an object around the list the rest still passes; it is deeper than a record, so it is none.
      this.#recordDepth = 0;
      this.#restart(at + 1);
    } else if (this.#depth === 0) {
      this.#restart(at + 1);
    }
    return undefined;
  }

  #since(piece: string, to: number): string {
    return this.#held + piece.slice(this.#mark, to);
  }

  #restart(at: number): void {
    this.#held = '';
    this.#mark = at;
  }

  #expectNothing(text: string, line: number): void {
    if (!NOTHING.test(text)) {
      throw new JsonRecordsError(
        line,
        `a record is a JSON object, not ${JSON.stringify(text.replace(/^[\s,\uFEFF]+/, '').slice(0, 40))}`,
      );
    }
  }
}
