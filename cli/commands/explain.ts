import { Command } from 'commander';
import { causeWithId } from '../../audit/causes.js';
import type { Control } from '../../audit/control.js';
import { CONTROLS } from '../../audit/controls/index.js';
import { plainJson } from '../../audit/steering.js';
import type { Explained } from '../explain/explained.js';
import { findingInFile, findingInTable } from '../explain/find-finding.js';
import { type TableOptions, deployedReader, namesTable, withTableOptions } from '../table-source.js';
import type { Terminal } from '../terminal.js';
import { causeText, controlText, optionsOf } from '../views/control-text.js';
import { findingText } from '../views/explained-text.js';
import { outputOption } from './output-option.js';
import { examples, prose } from './prose.js';

interface ExplainOptions extends TableOptions {
  readonly from?: string;
  readonly report?: string;
  readonly run: string;
  readonly output: 'table' | 'json';
}

export const explainCommand = (terminal: Terminal): Command =>
  withTableOptions(new Command('explain'))
    .summary('all that is known of a finding, a control or a cause')
    .description(
      prose(`Explains a finding by its id (the beginning is enough): what its control asks, what was expected and found, since when, why, what to
do, and the copy job itself. It is looked for in a run that copy-audit run --output json wrote (--from), or in the table of a deployed
auditor: in the latest run of every report, or of one (--report).

The name of a control explains what it asks, with its options; the id of a cause says what is behind it.

Exit codes: 0 explained, 1 there is no such thing, or an error.`),
    )
    .argument('<what>', 'id of a finding or the beginning of one, name of a control, or id of a cause')
    .option('--from <file>', 'runs that copy-audit run --output json wrote')
    .option('-r, --report <name>', 'only this report of the table')
    .option('--run <id>', 'of the table: a run by its id, latest, or previous', 'latest')
    .addOption(outputOption('table', 'json'))
    .addHelpText(
      'after',
      examples(
        ['copy-audit explain freshWithin', 'what a control asks'],
        ['copy-audit explain access-denied', 'why copies fail, and what to do'],
        ['copy-audit explain 3f2a9c --from run.json', 'a finding of a run in a file'],
        ['copy-audit explain 3f2a9c --report OffsiteCopies', 'a finding of a deployed report'],
      ),
    )
    .action(async (what: string, options: ExplainOptions) => {
      const explained = await explain(what, options, terminal);
      terminal.out(options.output === 'json' ? `${plainJson(asData(explained), 2)}\n` : asText(explained, terminal));
    });

const explain = async (what: string, options: ExplainOptions, terminal: Terminal): Promise<Explained> => {
  const control = CONTROLS.find(({ name }) => name.toLowerCase() === what.toLowerCase());
  if (control !== undefined) return { kind: 'control', control: control as Control };
  const cause = causeWithId(what);
  if (cause !== undefined) return { kind: 'cause', cause };
  const { from, report, run } = options;
  if (from !== undefined) return { kind: 'finding', of: findingInFile(from, what) };
  if (!namesTable(options, terminal))
    throw new Error(
      `${what} is no control and no cause. For a finding say where it is: --from with a file that copy-audit run --output json wrote, --auditor or --table`,
    );
  const reader = await deployedReader(options, terminal);
  return { kind: 'finding', of: await findingInTable(reader, what, { report, run }) };
};

const asText = (explained: Explained, terminal: Terminal): string => {
  switch (explained.kind) {
    case 'finding':
      return findingText(explained.of, terminal);
    case 'control':
      return controlText(explained.control, terminal);
    case 'cause':
      return causeText(explained.cause, terminal);
  }
};

const asData = (explained: Explained): unknown => {
  if (explained.kind === 'finding') return explained.of;
  if (explained.kind === 'cause') return explained.cause;
  const { name, title, judges, severity, description, remedy } = explained.control;
  return {
    name,
    title,
    judges,
    severity,
    description,
    remedy,
    options: Object.fromEntries(optionsOf(explained.control)),
  };
};
