import { plainJson } from '../../audit/steering.js';
import { ReportReader } from '../../aws/table/reader.js';
import { type TableOptions, deployedTable } from '../table-source.js';
import type { Terminal } from '../terminal.js';

export const readerOf = (options: TableOptions, terminal: Terminal): ReportReader =>
  new ReportReader(deployedTable(options, terminal).table);

/** JSON: all of it, or an item a line. */
export const written = (whole: object, items: readonly unknown[], output: 'json' | 'ndjson'): string =>
  output === 'json' ? `${plainJson(whole, 2)}\n` : items.map((item) => `${plainJson(item)}\n`).join('');
