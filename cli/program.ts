import { Command } from 'commander';
import { completionCommand } from './commands/completion.js';
import { demoCommand } from './commands/demo.js';
import { diffCommand } from './commands/diff.js';
import { explainCommand } from './commands/explain.js';
import { historyCommand } from './commands/history.js';
import { initCommand } from './commands/init.js';
import { previewCommand } from './commands/preview.js';
import { queryCommand } from './commands/query.js';
import { recordCommand } from './commands/record.js';
import { runCommand } from './commands/run.js';
import { sandboxCommand } from './commands/sandbox.js';
import { startCommand } from './commands/start.js';
import { verifyCommand } from './commands/verify.js';
import type { Terminal } from './terminal.js';
import { VERSION } from './version.js';

const COMMANDS = [
  initCommand,
  runCommand,
  recordCommand,
  startCommand,
  queryCommand,
  historyCommand,
  explainCommand,
  diffCommand,
  verifyCommand,
  previewCommand,
  sandboxCommand,
  demoCommand,
  completionCommand,
];

const SURROUNDINGS = `
Examples:
  copy-audit demo
      see it work: no account, no credentials
  copy-audit run --region eu-west-1
      audit an account now, with your credentials
  copy-audit init --from-account
      write copy-audit.yaml from your backup plans
  copy-audit COMMAND --help
      what a command does, its options, its exit codes, more examples

Environment:
  AWS_PROFILE, AWS_REGION, AWS_ACCESS_KEY_ID, and all that AWS's own tools read
      credentials and Region
  COPY_AUDIT_AUDITOR, or COPY_AUDIT_TABLE and COPY_AUDIT_STATE_MACHINE
      name of the deployed auditor, or its parts
  NO_COLOR, FORCE_COLOR
      no colours, or colours also where it is piped

Exit codes: 0 done, or COMPLIANT; 1 error; 2 NON_COMPLIANT, broken or worse;
3 INSUFFICIENT_DATA, or nothing to check; 130 interrupted.`;

/** The command line: every command, in the order in which help lists them. */
export const programOf = (terminal: Terminal, end: (code: number) => void): Command => {
  const program = new Command('copy-audit')
    .description(
      'Proves that AWS Backup’s copies happened: audits copy jobs against reports that are declared as code.',
    )
    .version(VERSION)
    .showHelpAfterError('(copy-audit --help says more)')
    .addHelpText('after', SURROUNDINGS);
  for (const command of COMMANDS) program.addCommand(command(terminal, end));
  settle(program, terminal);
  return program;
};

/** A command ends no process, writes where it is told to, and is as wide as the terminal; so do its own commands. */
const settle = (command: Command, terminal: Terminal): void => {
  const { columns, colors } = terminal;
  command
    .exitOverride()
    .configureHelp({ helpWidth: columns, showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.err(text),
      getOutHelpWidth: () => columns,
      getErrHelpWidth: () => columns,
      getOutHasColors: () => colors.isColorSupported,
      getErrHasColors: () => colors.isColorSupported,
    });
  for (const each of command.commands) settle(each, terminal);
};
