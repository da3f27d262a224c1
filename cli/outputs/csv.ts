import { stringify } from 'csv-stringify/sync';
import { steeringWrittenOut } from '../../audit/steering.js';
import type { Cell, Sheet } from '../../audit/views/sheet.js';

const ROWS_AT_ONCE = 500;

/** CSV (RFC 4180, lines end in LF) in which no cell is a formula to a spreadsheet, and nothing steers a terminal. */
export function* csvOf({ columns, rows }: Sheet): Generator<string> {
  let some: (readonly Cell[])[] = [columns];
  for (const row of rows) {
    if (some.length === ROWS_AT_ONCE) {
      yield written(some);
      some = [];
    }
    some.push(row);
  }
  yield written(some);
}

const written = (rows: readonly (readonly Cell[])[]): string =>
  stringify(
    rows.map((row) => row.map(plainCell)),
    // A cell that begins as a formula does gets an apostrophe. https://owasp.org/www-community/attacks/CSV_Injection
    { escape_formulas: true, record_delimiter: 'unix' },
  );

const plainCell = (cell: Cell): string | number | undefined =>
  typeof cell === 'number' || cell === undefined ? cell : steeringWrittenOut(String(cell));
