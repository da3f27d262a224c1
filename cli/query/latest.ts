import { Command } from 'commander';
import type { RunHeader } from '../../audit/run.js';
import type { ReportReader } from '../../aws/table/reader.js';
import { outputOption } from '../commands/output-option.js';
import { latestRun } from '../deployed/published-run.js';
import { OUTPUTS, type Output, printRuns } from '../outputs/outputs.js';
import { type TableOptions, deployedReader, withTableOptions } from '../table-source.js';
import type { Terminal } from '../terminal.js';
import { overviewText } from '../views/overview-text.js';
import { plain } from '../views/plain.js';
import { written } from './written.js';

interface LatestOptions extends TableOptions {
  readonly output: Output;
}

export const latestCommand = (terminal: Terminal): Command =>
  withTableOptions(new Command('latest'))
    .summary('the latest run of a report, or of every report in a line')
    .description(
      'Prints the latest run of a report as `copy-audit run` does; without a name every report in a line, the worst first (table, json, ndjson), or the latest runs of all of them.',
    )
    .argument('[report]', 'name of the report')
    .addOption(outputOption(...OUTPUTS))
    .action(async (report: string | undefined, { output, ...options }: LatestOptions) => {
      const reader = await deployedReader(options, terminal);
      const isOverview = output === 'table' || output === 'json' || output === 'ndjson';
      if (report === undefined && isOverview) return terminal.out(await overviewOf(reader, output, terminal));
      const names = report === undefined ? await publishedReports(reader) : [report];
      const runs = [];
      for (const name of names) runs.push({ run: await latestRun(reader, name) });
      printRuns(output, runs, terminal);
    });

const publishedReports = async (reader: ReportReader): Promise<string[]> => {
  const names: string[] = [];
  for (const name of await reader.reportNames()) if ((await reader.latestOf(name)) !== undefined) names.push(name);
  return names;
};

const overviewOf = async (
  reader: ReportReader,
  output: 'table' | 'json' | 'ndjson',
  terminal: Terminal,
): Promise<string> => {
  const runs: RunHeader[] = [];
  const unpublished: string[] = [];
  for (const name of await reader.reportNames()) {
    const header = await reader.headerOf(name);
    if (header === undefined) unpublished.push(name);
    else runs.push(header);
  }
  if (output !== 'table') return written({ runs, unpublished }, runs, output);
  const waiting = unpublished.map((name) => `  ${plain(name)}: nothing is published yet`);
  if (runs.length === 0 && waiting.length === 0) return 'No report is declared.\n';
  return `${[...(runs.length === 0 ? [] : [overviewText(runs, terminal)]), ...waiting].join('\n')}\n`;
};
