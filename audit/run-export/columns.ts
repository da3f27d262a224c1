/**
 * Types of Athena that JSON has a way to say, and what a column of one is filled with.
 * https://docs.aws.amazon.com/athena/latest/ug/data-types.html
 */
interface Values {
  readonly string: string;
  readonly boolean: boolean;
  readonly bigint: number;
  readonly double: number;
  readonly 'array<string>': readonly string[];
  readonly 'map<string,bigint>': Readonly<Record<string, number>>;
}

/** A column of a table: how Athena is told of it, and what is written into it of a record. */
export interface Column<Record> {
  readonly type: keyof Values;
  readonly comment: string;
  readonly of: (record: Record) => unknown;
}

export type Columns<Record> = Readonly<{ [name: string]: Column<Record> }>;

/** A table of the export: one list of columns, by which lines are written and the table is declared. */
export interface ExportTable<Record> {
  /** Its name in Athena, and of its folder. */
  readonly name: string;
  readonly comment: string;
  readonly columns: Columns<Record>;
}

type Of<Record, T extends keyof Values> = (record: Record) => Values[T] | null | undefined;
type Declare<T extends keyof Values> = <Record>(comment: string, of: Of<Record, T>) => Column<Record>;

const column =
  <T extends keyof Values>(type: T): Declare<T> =>
  (comment, of) => ({ type, comment, of });

export const string = column('string');
export const boolean = column('boolean');
export const bigint = column('bigint');
/** What may be larger than a whole number of 64 bits, or none. */
export const double = column('double');
export const strings = column('array<string>');
export const counts = column('map<string,bigint>');
