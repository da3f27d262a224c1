import { existsSync, writeFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { DerivedReport } from '../../audit/backup-plan/derived-report.js';
import { parseDefinitionText } from '../definition-file.js';
import { type Answers, type Asked, USUAL, askForAnswers, checkDuration, checkName } from '../init/answers.js';
import { fileOfReports } from '../init/file-of-reports.js';
import { reportOfAnswers } from '../init/report-of-answers.js';
import { reportsOfAccount } from '../init/reports-of-account.js';
import type { Terminal } from '../terminal.js';
import { plain, plural } from '../views/plain.js';
import { collect } from './account-options.js';
import { examples, prose } from './prose.js';

interface InitOptions {
  readonly output: string;
  readonly force?: boolean;
  readonly yes?: boolean;
  readonly fromAccount?: boolean;
  readonly region?: readonly string[];
  readonly profile?: string;
  readonly endpointUrl?: string;
  readonly name?: string;
  readonly schedule?: string;
  readonly freshWithin?: string;
  readonly retainedFor?: string;
  readonly crossRegion?: boolean;
  readonly crossAccount?: boolean;
  readonly vaultLocked?: boolean;
}

const checked =
  (check: (text: string) => string | undefined) =>
  (value: string): string => {
    const problem = check(value);
    if (problem !== undefined) throw new InvalidArgumentError(problem);
    return value;
  };

const STANDARD_OUTPUT = '-';

// Options that answer questions: plans say all of that themselves.
const ANSWERS = ['name', 'schedule', 'freshWithin', 'retainedFor', 'crossRegion', 'crossAccount', 'vaultLocked'];

export const initCommand = (terminal: Terminal): Command =>
  new Command('init')
    .summary('write a first copy-audit.yaml, by a few questions or from your backup plans')
    .description(
      prose(`Writes a file of reports to begin with. At a terminal it asks a few questions; what an option says is not asked. With --from-account
it asks nobody but AWS Backup: for each copy action of a backup plan it writes down what the plan promises, that is to which vault, how
fresh by the rule's schedule and windows, and how long, with comments that say where each comes from.

It reads with your AWS credentials (backup:ListBackupPlans, backup:GetBackupPlan, backup:ListBackupVaults) and writes nothing but
the file. Where nobody can be asked, as in a pipeline, give --yes for the usual answers, or --from-account.

Exit codes: 0 written, 1 nothing was written: the file is there already, nobody could be asked, or an error.`),
    )
    .option('-o, --output <file>', 'the file to write; - for standard output', 'copy-audit.yaml')
    .option('-f, --force', 'overwrite the file if it is there')
    .option('-y, --yes', 'ask nothing: the usual answers where an option says nothing else')
    .addOption(new Option('--from-account', 'from the backup plans and vaults of the account').conflicts(ANSWERS))
    .option('--region <region>', 'Region whose plans are read; may be repeated', collect)
    .option('--profile <name>', 'profile of the AWS configuration to use')
    .option('--endpoint-url <url>', 'another endpoint of AWS Backup, such as that of copy-audit sandbox')
    .option('--name <name>', 'name of the report', checked(checkName))
    .option('--schedule <expression>', 'how often: rate(6 hours), cron(0 6 * * ? *) or NONE')
    .option('--fresh-within <duration>', 'every resource has a copy no older than that', checked(checkDuration))
    .option('--retained-for <duration>', 'copies are kept for so long at the least', checked(checkDuration))
    .option('--cross-region', 'copies go to another Region')
    .option('--cross-account', 'copies go to another account')
    .option('--vault-locked', 'copies lie in locked vaults')
    .addHelpText(
      'after',
      examples(
        ['copy-audit init', 'asks, and writes copy-audit.yaml'],
        ['copy-audit init --from-account --region eu-west-1', 'what the backup plans of an account promise'],
        ['copy-audit init --yes --fresh-within 8d --cross-region --output weekly.yaml', 'asks nothing'],
      ),
    )
    .action((options: InitOptions) => init(options, terminal));

const init = async (options: InitOptions, terminal: Terminal): Promise<void> => {
  const { output, force = false } = options;
  // Before anybody is asked anything.
  if (output !== STANDARD_OUTPUT && !force && existsSync(output))
    throw new Error(`${output} is there already: --force overwrites it, --output names another file`);
  const { introduction, reports } = await reportsFor(options, terminal);
  const text = fileOfReports(introduction, reports);
  // Whatever a plan is called: what is written can be read.
  parseDefinitionText(text, output);
  if (output === STANDARD_OUTPUT) return terminal.out(text);
  try {
    writeFileSync(output, text, { flag: force ? 'w' : 'wx' });
  } catch (cause) {
    throw new Error(`${output} cannot be written: ${(cause as Error).message}`, { cause });
  }
  terminal.out(told(options, reports));
};

interface Written {
  readonly introduction: readonly string[];
  readonly reports: readonly DerivedReport[];
}

const reportsFor = async (options: InitOptions, terminal: Terminal): Promise<Written> => {
  const { yes = false, fromAccount = false } = options;
  const questions = yes ? undefined : terminal.questions;
  if (fromAccount) return fromPlans(options, terminal);
  if (questions === undefined && !yes)
    throw new Error('Nobody can be asked here: give --yes for the usual answers, or --from-account');
  const given = givenBy(options);
  if (questions === undefined) return fromAnswers({ ...USUAL, ...given });
  const source = await questions.one(
    'Where are the reports to come from?',
    [
      { value: 'plans', label: 'from the backup plans of the account', hint: 'reads them with your AWS credentials' },
      { value: 'questions', label: 'from a few questions' },
    ],
    Object.keys(given).length > 0 ? 'questions' : 'plans',
  );
  return source === 'plans' ? fromPlans(options, terminal) : fromAnswers(await askForAnswers(questions, given));
};

const fromPlans = async ({ region, profile, endpointUrl }: InitOptions, terminal: Terminal): Promise<Written> => {
  const { reports, regions, plans } = await reportsOfAccount({ regions: region, profile, endpointUrl }, terminal);
  if (reports.length === 0)
    throw new Error(
      `None of ${plural(plans, 'backup plan')} in ${regions.join(', ')} copies anything: choose another --region, or answer questions (copy-audit init)`,
    );
  return {
    introduction: [
      `Written by copy-audit init from the backup plans of ${regions.join(', ')}, as they were then: what a plan is changed to is changed here by hand.`,
      'docs/controls.md explains every control; copy-audit run --definition audits it without any deployment.',
    ],
    reports,
  };
};

const fromAnswers = (answers: Answers): Written => ({
  introduction: [
    'Written by copy-audit init. docs/controls.md explains every control; copy-audit run --definition audits it without any deployment.',
  ],
  reports: [reportOfAnswers(answers)],
});

/** What options have answered already. */
const givenBy = (options: InitOptions): Partial<Answers> => {
  const { name, schedule, freshWithin, retainedFor } = options;
  const asked: Asked[] = [
    ...(['crossRegion', 'crossAccount', 'vaultLocked'] as const).filter((each) => options[each] === true),
    ...(retainedFor === undefined ? [] : ['retainedFor' as const]),
  ];
  return {
    ...(name === undefined ? {} : { report: name }),
    ...(schedule === undefined ? {} : { schedule }),
    ...(freshWithin === undefined ? {} : { freshWithin }),
    ...(retainedFor === undefined ? {} : { retainedFor }),
    ...(asked.length > 0 || freshWithin !== undefined ? { asked: [...USUAL.asked, ...asked] } : {}),
  };
};

/** Options by which a run reads where the plans were read. */
const sameAccount = ({ region = [], profile, endpointUrl }: InitOptions): string =>
  [
    ...region.map((each) => ` --region ${each}`),
    ...(profile === undefined ? [] : [` --profile ${profile}`]),
    ...(endpointUrl === undefined ? [] : [` --endpoint-url ${endpointUrl}`]),
  ].join('');

const told = (options: InitOptions, reports: readonly DerivedReport[]): string => {
  const file = options.output;
  const lines = reports.map(
    ({ definition, filterSets, controls }) =>
      `  ${plain(definition.name)}: ${plural(filterSets.length, 'filter set')}, ${plural(controls.length, 'control')}`,
  );
  return [
    `Wrote ${plural(reports.length, 'report')} to ${plain(file)}:`,
    ...lines,
    'Look it through, then see what it says today:',
    `  copy-audit run --definition ${plain(file + sameAccount(options))}`,
    '',
  ].join('\n');
};
