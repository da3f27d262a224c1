import { CommanderError } from 'commander';
import { messageOf } from '../audit/errors.js';
import { COMPLETE, completion } from './completion/complete.js';
import { EXIT_CODES } from './exit-code.js';
import { programOf } from './program.js';
import type { Terminal } from './terminal.js';
import { errorText } from './views/plain.js';

/** Runs the command line; answers the code to end with. Never throws, and never ends the process. */
export const main = async (args: readonly string[], terminal: Terminal): Promise<number> => {
  let code = 0;
  const program = programOf(terminal, (with_) => {
    code = with_;
  });
  const [first, ...words] = args;
  if (first === COMPLETE) {
    terminal.out(completion(program, words));
    return 0;
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
