import { Command } from 'commander';
import { plainJson } from '../../audit/steering.js';
import { readPast } from '../deployed/history.js';
import { publishedRun } from '../deployed/published-run.js';
import { type TableOptions, deployedReader, withTableOptions } from '../table-source.js';
import type { Terminal } from '../terminal.js';
import { historyText } from '../views/history-text.js';
import { outputOption } from './output-option.js';
import { examples, prose } from './prose.js';
import { wholeNumber } from './whole-number.js';

interface HistoryOptions extends TableOptions {
  readonly limit: number;
  readonly output: 'table' | 'json' | 'ndjson';
}

export const historyCommand = (terminal: Terminal): Command =>
  withTableOptions(new Command('history'))
    .summary('the last runs of a deployed report')
    .description(
      prose(`Lists the last runs of a report, newest first: status, per cent of what was asked that is met, findings by severity, what is
new and gone since the run before, what started it and how long it took until it was published. What is gone need not be resolved: copy-audit
diff says why. Where runs have very many findings, new and gone are left out ("-").

Exit codes: 0 there are runs, 1 there are none, or an error.`),
    )
    .argument('<report>', 'name of the report')
    .option('-n, --limit <n>', 'how many runs', wholeNumber(1), 20)
    .addOption(outputOption('table', 'json', 'ndjson'))
    .addHelpText(
      'after',
      examples(
        ['copy-audit history OffsiteCopies --auditor default', 'the last 20 runs'],
        ['copy-audit history OffsiteCopies --limit 90 --output json', 'for programs'],
      ),
    )
    .action(async (report: string, options: HistoryOptions) => {
      const reader = await deployedReader(options, terminal);
      await publishedRun(reader, report);
      const past = await readPast(reader, report, options.limit);
      const items = past.map(({ run, changes }) => ({ ...run, ...(changes === undefined ? {} : { changes }) }));
      if (options.output === 'table') terminal.out(historyText(report, past, terminal));
      else if (options.output === 'json') terminal.out(`${plainJson({ report, runs: items }, 2)}\n`);
      else terminal.out(items.map((item) => `${plainJson(item)}\n`).join(''));
    });
