import { plainJson } from '../../audit/steering.js';
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
  json: (runs) => [jsonOf(runs.map(({ run }) => run))],
  ndjson: (runs) => ndjsonOf(recordsOf(runs)),
  csv: (runs, _, rows) => csvOf(SHEETS[rows](runs.map(({ run }) => run))),
  html: (runs) => [
    reportFile(
      runs.map(({ run, description }) => ({ run, description })),
      VERSION,
    ),
  ],
  junit: (runs) => [junitOf(runs.map(({ run }) => run))],
  sarif: (runs) => [`${plainJson(sarifOf(runs), 2) ?? ''}\n`],
};

const SHEETS = { findings: findingsSheet, resources: resourcesSheet } as const;

export const printRuns = (
  output: Output,
  runs: readonly RunToPrint[],
  terminal: Terminal,
  rows: Rows = 'findings',
): void => {
  for (const piece of PRINTS[output](runs, terminal, rows)) terminal.out(piece);
};

function* recordsOf(runs: readonly RunToPrint[]): Generator<object> {
  for (const { run } of runs) yield* runRecords(run);
}

const jsonOf = (runs: readonly Run[]): string => {
  const [only, ...others] = runs;
  return `${plainJson(others.length === 0 ? only : { runs }, 2) ?? ''}\n`;
};

const tableOf = (runs: readonly Run[], terminal: Terminal): string[] => [
  runs.map((run) => runText(run, terminal)).join('\n\n'),
  ...(runs.length > 1 ? [`\n${overviewText(runs, terminal)}\n`] : []),
];
