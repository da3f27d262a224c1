import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { readAuditorParameter } from '../../aws/auditor-parameters.js';
import { StateMachine, executionName } from '../../aws/state-machine.js';
import { ReportReader } from '../../aws/table/reader.js';
import { type FollowedExecution, follow } from '../deployed/follow.js';
import { keptRun, latestRun, publishedRun } from '../deployed/published-run.js';
import { exitCodeOf } from '../exit-code.js';
import { OUTPUTS, type Output, printRuns } from '../outputs/outputs.js';
import { type TableOptions, accessOf, auditorNamed, deployedTable, withTableOptions } from '../table-source.js';
import type { Terminal } from '../terminal.js';
import { UnitsProgress } from '../units-progress.js';
import { plain } from '../views/plain.js';
import { outputOption } from './output-option.js';
import { examples, prose } from './prose.js';

interface StartOptions extends TableOptions {
  readonly stateMachineArn?: string;
  readonly wait: boolean;
  readonly output: Output;
}

const HOW =
  'No state machine: give --auditor with the name of a deployed auditor (it is default where it was given none), or ' +
  '--state-machine-arn; or set COPY_AUDIT_AUDITOR or COPY_AUDIT_STATE_MACHINE';

// What a shell says of a program that Ctrl-C ended.
const INTERRUPTED = 130;

export const startCommand = (terminal: Terminal, end: (code: number) => void): Command =>
  withTableOptions(new Command('start'))
    .summary('start a run of a deployed report, and follow it to its end')
    .description(
      prose(`Starts a run of a report that is deployed, follows it (units read, of all that were planned), and prints it as copy-audit run does.
Ctrl-C ends the following and not the run, which goes on in the account.

The credentials need states:StartExecution on the state machine and states:DescribeExecution on its executions (grantStartRun of the
auditor), and dynamodb:GetItem and dynamodb:Query on the table (grantRead); with --auditor also ssm:GetParameter.

Exit codes: 0 COMPLIANT, 2 NON_COMPLIANT, 3 INSUFFICIENT_DATA, 1 ERROR, or the run failed; with --no-wait 0 started;
130 interrupted.`),
    )
    .argument('<report>', 'name of the report')
    .option(
      '--state-machine-arn <arn>',
      'its state machine, where it is known; COPY_AUDIT_STATE_MACHINE where not given',
    )
    .option('--no-wait', 'only start it')
    .addOption(outputOption(...OUTPUTS))
    .addHelpText(
      'after',
      examples(
        ['copy-audit start OffsiteCopies --auditor default', 'waits, and prints the run'],
        ['copy-audit start OffsiteCopies --output junit > report.xml', 'in a pipeline'],
        ['copy-audit start OffsiteCopies --no-wait', 'only starts it'],
      ),
    )
    .action(async (report: string, options: StartOptions) => end(await start(report, options, terminal)));

const machineArnOf = async (options: StartOptions, terminal: Terminal): Promise<string> => {
  const { COPY_AUDIT_STATE_MACHINE: known } = terminal.environment;
  const auditor = auditorNamed(options, terminal);
  // Whoever names an auditor means that one, whatever the environment says of another.
  const given = options.stateMachineArn ?? (options.auditor === undefined ? known || undefined : undefined);
  if (given !== undefined) return given;
  if (auditor === undefined) throw new Error(HOW);
  return readAuditorParameter(auditor, 'state-machine-arn', accessOf(options, terminal));
};

const start = async (report: string, options: StartOptions, terminal: Terminal): Promise<number> => {
  const arn = await machineArnOf(options, terminal);
  // The Region of the state machine is that of the auditor.
  const region = arn.split(':')[3];
  const where = { ...options, ...(options.region === undefined && region !== undefined ? { region } : {}) };
  const { table } = await deployedTable(where, terminal);
  const reader = new ReportReader(table);
  if ((await reader.declaredReport(report)) === undefined)
    throw new Error(`There is no report ${report}; there are ${(await reader.reportNames()).join(', ') || 'none'}`);

  const machine = new StateMachine(arn, accessOf(where, terminal));
  const name = executionName(report, randomUUID());
  await machine.start(name, { report, trigger: 'MANUAL' });
  terminal.err(`Started ${plain(machine.executionArn(name))}\n`);
  if (!options.wait) return 0;
  const runId = await followed({ report, machine, name, table }, terminal);
  if (runId === undefined) {
    terminal.err(`It goes on: copy-audit query latest ${plain(report)} says what comes of it\n`);
    return INTERRUPTED;
  }
  const run = await runToPrint(reader, report, runId, terminal);
  printRuns(options.output, [{ run }], terminal);
  return exitCodeOf([run]);
};

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 5_000;

/** The id of the run; undefined where somebody would wait no longer. */
const followed = async (execution: FollowedExecution, terminal: Terminal): Promise<string | undefined> => {
  const progress = new UnitsProgress(execution.report, terminal);
  const stop = new AbortController();
  const { signal } = stop;
  const watch = {
    onProgress: progress.update,
    pause: (times: number) => sleep(Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** times), undefined, { signal }),
  };
  try {
    return await Promise.race([follow(execution, watch), terminal.interrupted().then(() => undefined)]);
  } finally {
    stop.abort();
    progress.end();
  }
};

/** The run that was started; or the latest, where a newer one was published before it. */
const runToPrint = async (reader: ReportReader, report: string, runId: string, terminal: Terminal) => {
  const published = await reader.publishedRun(report, { runId });
  if (published === undefined) {
    terminal.err('A newer run was published meanwhile: this is it\n');
    return latestRun(reader, report);
  }
  const { resources = [], ...run } = await keptRun(reader, await publishedRun(reader, report, runId));
  return { ...run, resources };
};
