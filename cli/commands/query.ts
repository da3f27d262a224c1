import { Command, InvalidArgumentError, Option } from 'commander';
import type { Finding } from '../../audit/finding.js';
import type { RunHeader } from '../../audit/run.js';
import { SEVERITIES, type Severity } from '../../audit/status.js';
import { plainJson } from '../../audit/steering.js';
import type { FoundIn, KnownResource } from '../../audit/views/model.js';
import { ReportReader } from '../../aws/table/reader.js';
import { latestRun, publishedRun } from '../deployed/published-run.js';
import { type TableOptions, deployedTable, withTableOptions } from '../table-source.js';
import type { Terminal } from '../terminal.js';
import { findingsText } from '../views/findings-text.js';
import { overviewText } from '../views/overview-text.js';
import { plain, plural, time } from '../views/plain.js';
import { resourceText } from '../views/resource-text.js';
import { runText } from '../views/run-text.js';
import { outputOption } from './output-option.js';
import { examples, prose } from './prose.js';
import { wholeNumber } from './whole-number.js';

type Output = 'table' | 'json' | 'ndjson';

interface QueryOptions extends TableOptions {
  readonly output: Output;
}

interface FindingsOptions extends QueryOptions {
  readonly severity?: readonly Severity[];
  readonly control?: string;
  readonly cause?: string;
  readonly filterSet?: string;
  readonly resource?: string;
  readonly run: string;
  readonly limit: number;
}

const FORMATS = ['table', 'json', 'ndjson'] as const;

export const queryCommand = (terminal: Terminal): Command =>
  new Command('query')
    .summary('ask the table of a deployed auditor')
    .description(
      prose(`Answers from the table of a deployed auditor, of what was published: it reads and changes nothing, and asks AWS Backup
nothing. The credentials need dynamodb:GetItem and dynamodb:Query on the table and its index (grantRead of the auditor).

Exit codes: 0 answered, 1 there is no such report, run or resource, or an error.`),
    )
    .addCommand(latestCommand(terminal))
    .addCommand(findingsCommand(terminal))
    .addCommand(resourceCommand(terminal))
    .addHelpText(
      'after',
      examples(
        ['copy-audit query latest', 'every report, the worst first'],
        ['copy-audit query latest OffsiteCopies --output json > run.json', 'a run, as copy-audit run prints it'],
        ['copy-audit query findings OffsiteCopies --severity CRITICAL --severity HIGH', ''],
        ['copy-audit query findings OffsiteCopies --cause access-denied --output ndjson', 'a finding a line'],
        ['copy-audit query resource arn:aws:rds:eu-west-1:111122223333:db:orders', ''],
      ),
    );

const latestCommand = (terminal: Terminal): Command =>
  withTableOptions(new Command('latest'))
    .summary('the latest run of a report, or of every report in a line')
    .description(
      'Prints the latest run of a report as `copy-audit run` does; without a name every report in a line, the worst first.',
    )
    .argument('[report]', 'name of the report')
    .addOption(outputOption(...FORMATS))
    .action(async (report: string | undefined, options: QueryOptions) => {
      const reader = readerOf(options, terminal);
      terminal.out(
        report === undefined
          ? await allReports(reader, options, terminal)
          : await oneReport(reader, report, options, terminal),
      );
    });

const oneReport = async (reader: ReportReader, report: string, { output }: QueryOptions, terminal: Terminal) => {
  const run = await latestRun(reader, report);
  return output === 'table' ? runText(run, terminal) : `${plainJson(run, output === 'json' ? 2 : undefined)}\n`;
};

const allReports = async (reader: ReportReader, { output }: QueryOptions, terminal: Terminal): Promise<string> => {
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

const findingsCommand = (terminal: Terminal): Command =>
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
    .addOption(outputOption(...FORMATS))
    .action(async (report: string, options: FindingsOptions) => {
      terminal.out(await findingsOf(readerOf(options, terminal), report, options, terminal));
    });

const severities = (value: string, before: readonly string[] = []): readonly string[] => {
  if (!(SEVERITIES as readonly string[]).includes(value))
    throw new InvalidArgumentError(`Expected one of ${SEVERITIES.join(', ')}.`);
  return [...before, value];
};

const findingsOf = async (
  reader: ReportReader,
  report: string,
  options: FindingsOptions,
  terminal: Terminal,
): Promise<string> => {
  const { header } = await publishedRun(reader, report, options.run);
  const { found, isComplete } = await askedFor(reader, header, options);
  const { output, limit } = options;
  const { runId, asOf } = header;
  if (output !== 'table') return written({ report, runId, asOf, findings: found, isComplete }, found, output);
  const title = terminal.colors.bold(`${plain(report)}  ${plural(found.length, 'finding')}`);
  const lines = found.length === 0 ? [] : findingsText(found, terminal);
  const more = isComplete ? [] : [`  and more: --limit ${limit * 10} shows them`];
  return `${[`${title}  as of ${time(asOf)}, run ${plain(runId)}`, ...lines, ...more].join('\n')}\n`;
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

const resourceCommand = (terminal: Terminal): Command =>
  withTableOptions(new Command('resource'))
    .summary('what every report knows of a resource')
    .description(
      'What the latest run of every report knows of a resource: its copies, what is not met, what is expected next.',
    )
    .argument('<arn>', 'ARN of the resource')
    .addOption(outputOption(...FORMATS))
    .action(async (arn: string, options: QueryOptions) => {
      terminal.out(await resourceOf(readerOf(options, terminal), arn, options, terminal));
    });

const resourceOf = async (reader: ReportReader, arn: string, { output }: QueryOptions, terminal: Terminal) => {
  const known: readonly KnownResource[] = await reader.resource(arn);
  if (known.length === 0) throw new Error(`No report knows a resource ${arn}: give its whole ARN`);
  const found: FoundIn[] = [];
  for (const report of new Set(known.map((each) => each.report))) {
    const { header } = await publishedRun(reader, report);
    const { runId } = header;
    let after: string | undefined;
    do {
      const page = await reader.findingsPage(report, runId, { most: 100, after, resource: arn });
      found.push(...page.findings.map((finding) => ({ report, runId, finding })));
      after = page.next;
    } while (after !== undefined);
  }
  return output === 'table' ? resourceText(arn, known, found, terminal) : written({ arn, known, found }, known, output);
};

const readerOf = (options: TableOptions, terminal: Terminal): ReportReader =>
  new ReportReader(deployedTable(options, terminal).table);

/** JSON: all of it, or an item a line. */
const written = (whole: object, items: readonly unknown[], output: Output): string =>
  output === 'json' ? `${plainJson(whole, 2)}\n` : items.map((item) => `${plainJson(item)}\n`).join('');
