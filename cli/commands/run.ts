import { Command, Option } from 'commander';
import type { Run } from '../../audit/run.js';
import { SEVERITIES, type Severity } from '../../audit/status.js';
import { accountSource } from '../account-source.js';
import { readReport } from '../audit-report.js';
import { declaredReports } from '../definitions.js';
import { exitCodeOf } from '../exit-code.js';
import { OUTPUTS, type Output, ROWS, type Rows, type RunToPrint, printRuns } from '../outputs/outputs.js';
import { readPrevious } from '../previous-runs.js';
import { Progress } from '../progress.js';
import { readRecorded } from '../recorded-file.js';
import { recordedSource } from '../recorded-source.js';
import { readRecordedJobs } from '../recordings/read-jobs.js';
import type { Source } from '../source.js';
import type { Terminal } from '../terminal.js';
import { errorText, time } from '../views/plain.js';
import { type AccountOptions, moment, withAccountOptions, withDefinitionOptions } from './account-options.js';
import { outputOption } from './output-option.js';
import { examples, prose } from './prose.js';
import { severityOf } from './severity.js';

export interface RunOptions extends AccountOptions {
  readonly output: Output;
  readonly rows?: Rows;
  readonly failOn?: Severity;
  readonly asOf?: number;
  readonly jobs?: readonly string[];
  readonly backupJobs?: string;
  readonly protectedResources?: string;
  readonly previous?: string;
}

// What is only shown changes no status, so it cannot fail anything.
const FAILING = SEVERITIES.filter((severity) => severity !== 'INFORMATIONAL');

// Of the options that say where an account is read, files can use the Region: jobs do not always tell it.
const OF_AN_ACCOUNT = ['profile', 'endpointUrl', 'requestsPerSecond'];

const DESCRIPTION = `Audits the reports of a definition with the caller's AWS credentials (read-only; nothing is deployed or written), or over
recorded copy jobs. Without a definition: every copy job of the account and Region, with the controls completed and
freshWithin 26h.

--output: table is for people, json the whole run, ndjson one line a thing (run, control, finding, resource, …), csv one row a
finding (or, with --rows resources, a resource), html one file to hand over, junit what Jenkins and GitLab show as tests, sarif what
code scanning shows as alerts.

--jobs reads instead of an account, each file by its content: JSON or NDJSON of ListCopyJobs, what copy-audit record wrote, or JSON
or CSV of Backup Audit Manager's COPY_JOB_REPORT. What cannot be read makes the report an ERROR.

Exit codes: 0 COMPLIANT, 2 NON_COMPLIANT, 3 INSUFFICIENT_DATA, 1 ERROR. With --fail-on HIGH, 2 only where a finding is HIGH or worse
and not exempt; 1 and 3 stay what they are.`;

export const runCommand = (terminal: Terminal, end: (code: number) => void): Command => {
  const command = new Command('run')
    .summary('audit copy jobs now, with your AWS credentials, without any deployment')
    .description(prose(DESCRIPTION));
  withDefinitionOptions(command)
    .addOption(outputOption(...OUTPUTS))
    .addOption(new Option('--rows <what>', 'rows of --output csv (default: findings)').choices(ROWS))
    .option(
      '--fail-on <severity>',
      `end with 2 only for findings at least as severe: ${FAILING.join(', ')}`,
      severityOf(FAILING),
    )
    .option('--as-of <time>', 'evaluate as of this time instead of now (ISO 8601)', moment);
  return withAccountOptions(command)
    .addOption(
      new Option(
        '--jobs <file...>',
        'recorded copy jobs instead of an account: files or folders; may be repeated',
      ).conflicts(OF_AN_ACCOUNT),
    )
    .option('--backup-jobs <file>', 'recorded backup jobs, for controls that compare with them')
    .option('--protected-resources <file>', 'recorded protected resources, for covers')
    .option('--previous <file>', 'an earlier run (--output json), whose resources are remembered')
    .addHelpText(
      'after',
      examples(
        ['copy-audit run --region eu-west-1', 'every copy job of the account and Region'],
        ['copy-audit run --definition copy-audit.yaml --report OffsiteCopies', ''],
        ['copy-audit run -d copy-audit.yaml --fail-on HIGH -o junit > copies.xml', 'in a pipeline'],
        ['copy-audit run --jobs jobs.ndjson --output html > report.html', 'recorded jobs; a file to hand over'],
      ),
    )
    .action(async (options: RunOptions) => end(await run(options, terminal)));
};

const run = async (options: RunOptions, terminal: Terminal): Promise<number> => {
  const { output, rows, failOn } = options;
  if (rows !== undefined && output !== 'csv') throw new Error(`--rows is of --output csv, not of ${output}`);
  const declared = declaredReports(options);
  const { source, recordedAt } = await sourceOf(options, terminal);
  const asOf = options.asOf ?? recordedAt ?? terminal.now();
  const remembered = options.previous === undefined ? undefined : readPrevious(options.previous);
  const runs: RunToPrint[] = [];
  for (const { definition, declaredIn } of declared) {
    const progress = new Progress(definition.name, terminal);
    const read = await readReport(definition, source, { asOf, watch: progress }).finally(() => progress.end());
    const concluded: Run = read.conclude(remembered?.get(definition.name) ?? []);
    runs.push({ run: concluded, declaredIn, description: definition.description });
  }
  printRuns(output, runs, terminal, rows);
  return exitCodeOf(
    runs.map(({ run }) => run),
    failOn,
  );
};

interface Chosen {
  readonly source: Source;
  /** When what is read was recorded, if it says so. */
  readonly recordedAt?: number | undefined;
}

const sourceOf = async (options: RunOptions, terminal: Terminal): Promise<Chosen> => {
  const { jobs, backupJobs, protectedResources, region, profile, endpointUrl } = options;
  if (jobs === undefined) {
    if (backupJobs !== undefined || protectedResources !== undefined)
      throw new Error('--backup-jobs and --protected-resources are recordings: give --jobs as well');
    return { source: accountSource({ regions: region, profile, endpointUrl }, terminal) };
  }
  const recorded = await readRecordedJobs(jobs);
  for (const { reason } of recorded.unread)
    terminal.err(`${terminal.colors.yellow('not read:')} ${errorText(reason)}\n`);
  const { recordedAt } = recorded;
  if (recordedAt !== undefined && options.asOf === undefined)
    terminal.err(`As of ${time(new Date(recordedAt).toISOString())}, when it was recorded; --as-of says otherwise\n`);
  const source = recordedSource(
    {
      jobs: recorded.jobs,
      unread: recorded.unread,
      units: recorded.units,
      compared: recorded.compared,
      ...(backupJobs === undefined ? {} : { backupJobs: await readRecorded(backupJobs, 'backupJobs') }),
      ...(protectedResources === undefined
        ? {}
        : { protectedResources: await readRecorded(protectedResources, 'protectedResources') }),
    },
    region?.[0],
  );
  return { source, recordedAt };
};
