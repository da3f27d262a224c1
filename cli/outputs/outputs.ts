import { findingsSheet } from '../../audit/views/findings-sheet.js';
import { junitOf } from '../../audit/views/junit.js';
import { resourcesSheet } from '../../audit/views/resources-sheet.js';
import { runRecords } from '../../audit/views/run-records.js';
import type { Run } from '../../audit/run.js';
import { reportFile } from '../report-file/report-file.js';
import type { Terminal } from '../terminal.js';
import { VERSION } from '../version.js';
import { overviewText } from '../views/overview-text.js';
import { runText } from '../views/run-text.js';
import { csvOf } from './csv.js';
import { jsonPiecesOf } from './json.js';
import { ndjsonOf } from './ndjson.js';
import { type RunToShow, sarifOf } from './sarif.js';

/** What `--output` knows. */
export const OUTPUTS = ['table', 'json', 'ndjson', 'csv', 'html', 'junit', 'sarif'] as const;
export type Output = (typeof OUTPUTS)[number];

/** What the rows of CSV are. */
export const ROWS = ['findings', 'resources'] as const;
export type Rows = (typeof ROWS)[number];

/** A run, and what its definition says of it. */
export interface RunToPrint extends RunToShow {
  readonly description?: string | undefined;
}

type Print = (runs: readonly RunToPrint[], terminal: Terminal, rows: Rows) => Iterable<string>;

/** Each of them prints any number of reports, piece by piece where that can be. */
const PRINTS: Readonly<Record<Output, Print>> = {
  table: (runs, terminal) =>
    tableOf(
      runs.map(({ run }) => run),
      terminal,
    ),
  json: (runs) => jsonOf(runs.map(({ run }) => run)),
  ndjson: (runs) => ndjsonOf(recordsOf(runs)),
  csv: (runs, _, rows) => csvOf(SHEETS[rows](runs.map(({ run }) => run))),
  html: (runs) => [
    reportFile(
      runs.map(({ run, description }) => ({ run, description })),
      VERSION,
    ),
  ],
  junit: (runs) => [junitOf(runs.map(({ run }) => run))],
  sarif: (runs) => jsonPiecesOf(sarifOf(runs), TO_ITEMS_OF_RUNS),
};

const SHEETS = { findings: findingsSheet, resources: resourcesSheet } as const;

const ENOUGH_TO_WRITE = 64 * 1024;

export const printRuns = (
  output: Output,
  runs: readonly RunToPrint[],
  terminal: Terminal,
  rows: Rows = 'findings',
): void => {
  // A write for each small piece would take longer than making it.
  let some = '';
  for (const piece of PRINTS[output](runs, terminal, rows)) {
    some += piece;
    if (some.length < ENOUGH_TO_WRITE) continue;
    terminal.out(some);
    some = '';
  }
  terminal.out(some);
};

function* recordsOf(runs: readonly RunToPrint[]): Generator<object> {
  for (const { run } of runs) yield* runRecords(run);
}

// Down to a finding, of one run or in a list of runs.
const TO_ITEMS = 2;
const TO_ITEMS_OF_RUNS = 4;

const jsonOf = (runs: readonly Run[]): Iterable<string> => {
  const [only, ...others] = runs;
  return others.length === 0 ? jsonPiecesOf(only, TO_ITEMS) : jsonPiecesOf({ runs }, TO_ITEMS_OF_RUNS);
};

const tableOf = (runs: readonly Run[], terminal: Terminal): string[] => [
  runs.map((run) => runText(run, terminal)).join('\n\n'),
  ...(runs.length > 1 ? [`\n${overviewText(runs, terminal)}\n`] : []),
];
