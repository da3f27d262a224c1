import { Command } from 'commander';
import { plainJson } from '../../audit/steering.js';
import { diffOf } from '../diff/run-diff.js';
import { type Which, runsToCompare } from '../diff/runs-to-compare.js';
import { withTableOptions } from '../table-source.js';
import type { Terminal } from '../terminal.js';
import { diffText } from '../views/diff-text.js';
import { outputOption } from './output-option.js';
import { examples, prose } from './prose.js';

interface DiffOptions extends Which {
  readonly failOnWorse?: boolean;
  readonly output: 'table' | 'json';
}

const WORSE = 2;

export const diffCommand = (terminal: Terminal, end: (code: number) => void): Command =>
  withTableOptions(new Command('diff'))
    .summary('what got worse and what got better between two runs')
    .description(
      prose(`Compares two runs of a report: its status, findings that are new, resolved, or of another severity, resources that are judged newly or
no longer. A run is a file that copy-audit run --output json wrote, or with --report a run of the table: its id, latest or previous.

What could not be read, or is asked no longer, is not called resolved. Got worse has what is of a worse status, a new finding
that is not INFORMATIONAL and was asked before, or a finding of a worse severity.

Exit codes: 0 compared, 2 with --fail-on-worse where something got worse, 1 error.`),
    )
    .argument('[before]', 'the earlier run', 'previous')
    .argument('[after]', 'the later run', 'latest')
    .option('-r, --report <name>', 'report of the table; of files, only this report')
    .option('--fail-on-worse', 'end with 2 where something got worse')
    .addOption(outputOption('table', 'json'))
    .addHelpText(
      'after',
      examples(
        ['copy-audit diff --report OffsiteCopies', 'the latest run of a deployed report and the one before'],
        [
          'copy-audit diff yesterday.json today.json --fail-on-worse',
          'in a pipeline: ends with 2 where something got worse',
        ],
        ['copy-audit diff baseline.json latest --report OffsiteCopies', 'a file and a run of the table'],
      ),
    )
    .action(async (before: string, after: string, options: DiffOptions) => {
      const pairs = await runsToCompare([before, after], options, terminal);
      const diffs = pairs.map((pair) => diffOf(pair.before, pair.after));
      const [only, ...others] = diffs;
      if (options.output === 'json') terminal.out(`${plainJson(others.length === 0 ? only : { reports: diffs }, 2)}\n`);
      else terminal.out(diffs.map((diff) => diffText(diff, terminal)).join('\n'));
      end(options.failOnWorse === true && diffs.some(({ gotWorse }) => gotWorse) ? WORSE : 0);
    });
