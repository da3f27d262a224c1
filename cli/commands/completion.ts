import { Argument, Command } from 'commander';
import { SCRIPTS, SHELLS, type Shell } from '../completion/scripts.js';
import type { Terminal } from '../terminal.js';
import { examples, prose } from './prose.js';

export const completionCommand = (terminal: Terminal): Command =>
  new Command('completion')
    .summary('completion of this command for your shell')
    .description(
      prose(`Prints what a shell has to evaluate so that TAB completes commands, options and their values, names of controls and causes, and the
reports of the copy-audit.yaml in the folder. It takes the program on the PATH, not npx.`),
    )
    .addArgument(new Argument('<shell>', 'your shell').choices(SHELLS))
    .addHelpText(
      'after',
      examples(
        ['eval "$(copy-audit completion bash)"', 'in ~/.bashrc'],
        ['source <(copy-audit completion zsh)', 'in ~/.zshrc, after compinit'],
        ['copy-audit completion fish > ~/.config/fish/completions/copy-audit.fish', ''],
        ['copy-audit completion powershell | Out-String | Invoke-Expression', 'in the profile of PowerShell'],
      ),
    )
    .action((shell: Shell) => terminal.out(SCRIPTS[shell]));
