import { createReadStream } from 'node:fs';
import { CsvError, parse } from 'csv-parse';
import { RecordError } from '../../audit/errors.js';
import { normalized } from './report-item.js';

/** A row of a file: what its cells say by the names of their columns, or what is wrong with it. */
export interface CsvItem {
  readonly line: number;
  readonly item?: Readonly<Record<string, string>>;
  readonly problem?: string;
}

interface Row {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Rows of a CSV file with a header, whatever parts its cells: comma, semicolon or tab, as spreadsheets write them. */
export async function* readCsvItems(file: string, delimiter: string): AsyncGenerator<CsvItem> {
  const rows = createReadStream(file, 'utf8').pipe(
    parse({ bom: true, delimiter, info: true, relax_column_count: true, skip_empty_lines: true }),
  );
  let names: readonly string[] | undefined;
  try {
    for await (const { record, info } of rows as AsyncIterable<Row>) {
      if (names === undefined) names = headOf(record, file);
      else yield itemOf(record, names, info.lines);
    }
  } catch (error) {
    if (error instanceof CsvError) throw new RecordError(`${file} is no CSV: ${error.message}`, { cause: error });
    throw error;
  }
}

/** `Path To Root [x]` is `pathToRoot`, as JSON would say it. */
const nameOf = (head: string): string => {
  const words = (head.split('[')[0] ?? '').split(/[^\p{L}\p{N}.]+/u).filter((word) => word !== '');
  return words
    .map((word, index) => (index === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1))
    .join('');
};

const headOf = (record: readonly string[], file: string): readonly string[] => {
  const known = new Set(record.map(normalized));
  const isOfCopies = known.has('copyjobid') || (known.has('jobid') && known.has('destinationbackupvaultarn'));
  if (!isOfCopies)
    throw new RecordError(
      `${file} holds no copy jobs: there is no column Copy Job Id, but ${record.slice(0, 5).join(', ')}${record.length > 5 ? ', …' : ''}`,
    );
  return record.map(nameOf);
};

const itemOf = (record: readonly string[], names: readonly string[], line: number): CsvItem => {
  if (record.length !== names.length)
    return { line, problem: `it has ${record.length} cells, the header ${names.length}` };
  const cells = record.map((cell, index): [string, string] => [names[index] ?? '', unescaped(cell)]);
  return { line, item: Object.fromEntries(cells.filter(([, cell]) => cell !== '' && cell !== 'null')) };
};

// What keeps a spreadsheet from taking a text for a formula is no part of the text.
const unescaped = (cell: string): string => cell.replace(/^'(?=[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/, '');
