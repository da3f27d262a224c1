/** What stands in a cell; undefined where nothing is reported. */
export type Cell = string | number | boolean | undefined;

/** A table for programs: a name a column, and rows that are made when they are asked for. */
export interface Sheet {
  readonly columns: readonly string[];
  readonly rows: Iterable<readonly Cell[]>;
}
