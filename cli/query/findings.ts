import { Command, Option } from 'commander';
import type { Finding } from '../../audit/finding.js';
import type { RunHeader } from '../../audit/run.js';
import { SEVERITIES, type Severity } from '../../audit/status.js';
import type { ReportReader } from '../../aws/table/reader.js';
import { outputOption } from '../commands/output-option.js';
import { severityOf } from '../commands/severity.js';
import { wholeNumber } from '../commands/whole-number.js';
import { publishedRun } from '../deployed/published-run.js';
import { printRuns } from '../outputs/outputs.js';
import { type TableOptions, deployedReader, withTableOptions } from '../table-source.js';
import type { Terminal } from '../terminal.js';
import { findingsText } from '../views/findings-text.js';
import { plain, plural, time } from '../views/plain.js';
import { written } from './written.js';

interface FindingsOptions extends TableOptions {
  readonly output: 'table' | 'json' | 'ndjson' | 'csv';
  readonly severity?: readonly Severity[];
  readonly control?: string;
  readonly cause?: string;
  readonly filterSet?: string;
  readonly resource?: string;
  readonly run: string;
  readonly limit: number;
}

export const findingsCommand = (terminal: Terminal): Command =>
  withTableOptions(new Command('findings'))
    .summary('findings of a run of a report, worst first')
    .description('Lists findings of a run, worst first; exempt ones after those of their severity that count.')
    .argument('<report>', 'name of the report')
    .addOption(
      new Option('-s, --severity <severity>', 'only findings of this severity; may be repeated')
        .choices([...SEVERITIES])
        .argParser(severities),
    )
    .option('-c, --control <id>', 'only findings of the control with this id')
    .option('--cause <id>', 'only findings with this cause')
    .option('--filter-set <name>', 'only findings of this filter set')
    .option('--resource <arn>', 'only findings of this resource')
    .option('--run <id>', 'of this run: its id, latest, or previous', 'latest')
    .option('-n, --limit <n>', 'at most so many', wholeNumber(1), 100)
    .addOption(outputOption('table', 'json', 'ndjson', 'csv'))
    .action(async (report: string, options: FindingsOptions) => {
      await printFindings(await deployedReader(options, terminal), report, options, terminal);
    });

const severities = (value: string, before: readonly Severity[] = []): readonly Severity[] => [
  ...before,
  severityOf(SEVERITIES)(value),
];

const printFindings = async (
  reader: ReportReader,
  report: string,
  options: FindingsOptions,
  terminal: Terminal,
): Promise<void> => {
  const { header } = await publishedRun(reader, report, options.run);
  const { found, isComplete } = await askedFor(reader, header, options);
  const { output, limit } = options;
  const { runId, asOf } = header;
  if (output === 'csv') {
    const run = { ...header, findings: found, resources: [] };
    return printRuns('csv', [{ run }], terminal);
  }
  if (output !== 'table')
    return terminal.out(written({ report, runId, asOf, findings: found, isComplete }, found, output));
  const title = terminal.colors.bold(`${plain(report)}  ${plural(found.length, 'finding')}`);
  const lines = found.length === 0 ? [] : findingsText(found, terminal);
  const more = isComplete ? [] : [`  and more: --limit ${limit * 10} shows them`];
  terminal.out(`${[`${title}  as of ${time(asOf)}, run ${plain(runId)}`, ...lines, ...more].join('\n')}\n`);
};

const askedFor = async (reader: ReportReader, { report, runId }: RunHeader, options: FindingsOptions) => {
  const { control, cause, filterSet, resource, limit } = options;
  const found: Finding[] = [];
  for (const severity of options.severity ?? [undefined]) {
    let after: string | undefined;
    do {
      const query = { most: limit - found.length, after, severity, control, cause, filterSet, resource };
      const page = await reader.findingsPage(report, runId, query);
      found.push(...page.findings);
      after = page.next;
      if (found.length >= limit && after !== undefined) return { found, isComplete: false };
    } while (after !== undefined);
    if (found.length >= limit) return { found, isComplete: severity === (options.severity ?? [undefined]).at(-1) };
  }
  return { found, isComplete: true };
};
