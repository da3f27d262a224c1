import { accountOf, regionOf } from '../audit/arn.js';
import { millis, text } from '../audit/copy-job.js';
import { Arena } from './arena.js';
import { ABSENT, TextColumn, TimeColumn } from './column.js';
import { type Bounds, type Order, ordered, spanOf } from './order.js';
import type { RawRecord, RecordKind } from './record-kind.js';
import { type TimeNotation, recordText } from './wire.js';

export type Records = Iterable<RawRecord> | AsyncIterable<RawRecord>;

export interface StoreOptions {
  readonly order: Order;
  readonly notation: TimeNotation;
}

/** Whether the record in a row is wanted. */
export type Test = (row: number) => boolean;

export interface Found {
  readonly rows: readonly number[];
  /** Where the next page begins; undefined where no record is left. */
  readonly next: number | undefined;
}

/** Records of one kind: what can be asked for as columns of numbers, all of it as JSON that is ready to be sent. */
export class RecordStore {
  readonly #arena = new Arena();
  readonly #asked: ReadonlyMap<string, TextColumn>;
  readonly regions = new TextColumn();
  readonly created = new TimeColumn();
  readonly completed = new TimeColumn();
  #order: Uint32Array = new Uint32Array(0);

  private constructor(
    readonly kind: RecordKind,
    readonly options: StoreOptions,
  ) {
    this.#asked = new Map(kind.asked.map((field) => [field, new TextColumn()]));
  }

  static async of(kind: RecordKind, records: Records, options: StoreOptions): Promise<RecordStore> {
    const store = new RecordStore(kind, options);
    // An array of a million is read at once; only what really arrives bit by bit is waited for.
    if (Symbol.asyncIterator in records) {
      for await (const record of records) store.#add(record);
    } else {
      for (const record of records) store.#add(record);
    }
    store.#order = ordered(options.order, store.size, (row) => store.created.at(row));
    return store;
  }

  get size(): number {
    return this.#arena.size;
  }

  column(field: string): TextColumn {
    const column = this.#asked.get(field);
    if (column === undefined) throw new RangeError(`${this.kind.list} cannot be asked for by ${field}`);
    return column;
  }

  /**
   * The first `limit` wanted records from a place in the order on; whether one more is there is looked up, not guessed.
   * Bounds of creation are tests as well; given as such too, they say where looking is worth while.
   */
  find(tests: readonly Test[], from: number, limit: number, created: Bounds = {}): Found {
    const rows: number[] = [];
    const span = spanOf(this.options.order, this.#order, this.created, created);
    for (let position = Math.max(from, span.start); position < span.end; position += 1) {
      const row = this.#order[position] ?? 0;
      if (!tests.every((test) => test(row))) continue;
      if (rows.length === limit) return { rows, next: position };
      rows.push(row);
    }
    return { rows, next: undefined };
  }

  /** Where the page ends that begins `limit` wanted records before a place: to serve it once more. */
  before(tests: readonly Test[], to: number, limit: number): number {
    let from = to;
    for (let left = limit; from > 0 && left > 0;) {
      from -= 1;
      const row = this.#order[from] ?? 0;
      if (tests.every((test) => test(row))) left -= 1;
    }
    return from;
  }

  bytes(rows: Iterable<number>): Buffer[] {
    return this.#arena.pieces(rows);
  }

  equals(field: string, value: string): Test {
    const column = this.column(field);
    const wanted = column.numberOf(value);
    return (row) => column.at(row) === wanted;
  }

  isMissing(field: string): Test {
    const column = this.column(field);
    return (row) => column.at(row) === ABSENT;
  }

  /** A record that does not say where it is from belongs to every Region: nothing is to be lost by asking. */
  inRegion(region: string): Test {
    const wanted = this.regions.numberOf(region);
    return (row) => {
      const own = this.regions.at(row);
      return own === wanted || own === ABSENT;
    };
  }

  #add(record: RawRecord): void {
    const { kind, options } = this;
    const notation = options.notation === 'mixed' ? (this.size % 2 === 0 ? 'exponent' : 'decimal') : options.notation;
    const vault = text(record[kind.vaultArn]);
    for (const [field, column] of this.#asked) {
      column.push(field === 'AccountId' ? (record[field] ?? accountOf(vault)) : record[field]);
    }
    this.regions.push(regionOf(vault));
    this.created.push(kind.created === undefined ? undefined : millis(record[kind.created]));
    this.completed.push(kind.completed === undefined ? undefined : millis(record[kind.completed]));
    this.#arena.append(recordText(kind, record, notation));
  }
}
