import { Command } from 'commander';
import type { FoundIn, KnownResource } from '../../audit/views/model.js';
import type { ReportReader } from '../../aws/table/reader.js';
import { outputOption } from '../commands/output-option.js';
import { publishedRun } from '../deployed/published-run.js';
import { type TableOptions, deployedReader, withTableOptions } from '../table-source.js';
import type { Terminal } from '../terminal.js';
import { resourceText } from '../views/resource-text.js';
import { written } from './written.js';

interface ResourceOptions extends TableOptions {
  readonly output: 'table' | 'json' | 'ndjson';
}

export const resourceCommand = (terminal: Terminal): Command =>
  withTableOptions(new Command('resource'))
    .summary('what every report knows of a resource')
    .description(
      'What the latest run of every report knows of a resource: its copies, what is not met, what is expected next.',
    )
    .argument('<arn>', 'ARN of the resource')
    .addOption(outputOption('table', 'json', 'ndjson'))
    .action(async (arn: string, options: ResourceOptions) => {
      terminal.out(await resourceOf(await deployedReader(options, terminal), arn, options, terminal));
    });

const resourceOf = async (reader: ReportReader, arn: string, { output }: ResourceOptions, terminal: Terminal) => {
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
