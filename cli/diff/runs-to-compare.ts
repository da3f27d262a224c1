import { existsSync } from 'node:fs';
import { type KeptRun, keptRun, publishedRun } from '../deployed/published-run.js';
import { readRunFile } from '../run-file.js';
import { type TableOptions, deployedReader } from '../table-source.js';
import type { Terminal } from '../terminal.js';

export interface Which extends TableOptions {
  readonly report?: string;
}

/** Two runs of one report. */
export interface Pair {
  readonly before: KeptRun;
  readonly after: KeptRun;
}

/** The runs that two words stand for: files of runs, ids of published runs, `latest`, `previous`. */
export const runsToCompare = async (
  [before, after]: readonly [string, string],
  options: Which,
  terminal: Terminal,
): Promise<readonly Pair[]> => {
  const { report } = options;
  const earlier = await runsOf(before, options, terminal);
  const later = await runsOf(after, options, terminal);
  const pairs = later.flatMap((run) => {
    const same = earlier.find((each) => each.report === run.report);
    const isAsked = report === undefined || run.report === report;
    return same === undefined || !isAsked ? [] : [{ before: same, after: run }];
  });
  if (pairs.length > 0) return pairs;
  const names = (runs: readonly KeptRun[]) => runs.map((run) => run.report).join(', ');
  const asked = report === undefined ? '' : ` ${report}`;
  throw new Error(
    `There is no report${asked} that both have: ${before} is of ${names(earlier)}, ${after} of ${names(later)}`,
  );
};

const runsOf = async (which: string, options: Which, terminal: Terminal): Promise<readonly KeptRun[]> => {
  if (existsSync(which)) return readRunFile(which);
  const { report } = options;
  if (report === undefined) throw new Error(`${which} is no file: for a run of the table give --report as well`);
  const reader = await deployedReader(options, terminal);
  return [await keptRun(reader, await publishedRun(reader, report, which))];
};
