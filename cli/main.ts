import { Command, CommanderError } from 'commander';
import { messageOf } from '../audit/errors.js';
import { demoCommand } from './commands/demo.js';
import { previewCommand } from './commands/preview.js';
import { runCommand } from './commands/run.js';
import { sandboxCommand } from './commands/sandbox.js';
import { verifyCommand } from './commands/verify.js';
import { EXIT_CODES } from './exit-code.js';
import type { Terminal } from './terminal.js';
import { VERSION } from './version.js';
import { errorText } from './views/plain.js';

/** Runs the command line; answers the code to end with. Never throws, and never ends the process. */
export const main = async (args: readonly string[], terminal: Terminal): Promise<number> => {
  let code = 0;
  const end = (with_: number) => {
    code = with_;
  };
  const program = new Command('copy-audit')
    .description(
      'Proves that AWS Backup’s copies happened: audits copy jobs against reports that are declared as code.',
    )
    .version(VERSION)
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .configureHelp({ helpWidth: terminal.columns, showGlobalOptions: true })
    .showHelpAfterError('(copy-audit --help says more)');
  for (const command of [runCommand, verifyCommand, previewCommand, sandboxCommand, demoCommand])
    program.addCommand(command(terminal, end));
  for (const each of [program, ...program.commands]) {
    each
      .exitOverride()
      .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.err(text) });
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    // commander has printed its own errors already.
    if (!(error instanceof CommanderError))
      terminal.err(`${terminal.colors.red('error:')} ${errorText(messageOf(error))}\n`);
    return EXIT_CODES.ERROR;
  }
};
