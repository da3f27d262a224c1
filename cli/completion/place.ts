import type { Argument, Command, Option } from 'commander';

/** Where in a command line somebody is. */
export interface Place {
  readonly command: Command;
  /** What is being typed, without an option and `=` before it. */
  readonly typed: string;
  /** An option and `=`, which belong to the word that is completed. */
  readonly before: string;
  /** The option whose value it is. */
  readonly option?: Option | undefined;
  /** The argument that it is, where it is none of the command's own commands. */
  readonly argument?: Argument | undefined;
  /** Whether nothing but options stands between the command and it. */
  readonly isFirst: boolean;
}

const optionNamed = (command: Command, word: string): Option | undefined =>
  command.options.find(({ long, short }) => word === long || word === short);

const takesValue = (option: Option | undefined): option is Option =>
  option !== undefined && (option.required || option.optional);

/** Where the last of the words is; it is what is being typed, and may be empty. */
export const placeOf = (program: Command, words: readonly string[]): Place => {
  let command = program;
  let option: Option | undefined;
  let given = 0;
  let onlyArguments = false;
  for (const word of words.slice(0, -1)) {
    // bash makes words of their own of `=`.
    if (word === '=' && option !== undefined) continue;
    if (option !== undefined && !(option.variadic && word.startsWith('-'))) {
      if (!option.variadic) option = undefined;
      continue;
    }
    option = undefined;
    if (word === '--') onlyArguments = true;
    else if (!onlyArguments && word.length > 1 && word.startsWith('-')) {
      const named = optionNamed(command, word);
      if (takesValue(named)) option = named;
    } else {
      const below = given === 0 ? command.commands.find((each) => each.name() === word) : undefined;
      if (below === undefined) given += 1;
      else command = below;
    }
  }
  const last = words.at(-1) ?? '';
  const [, name = '', value = ''] = /^(--[\w-]+=)(.*)$/s.exec(last) ?? [];
  const inline = optionNamed(command, name.slice(0, -1));
  if (takesValue(inline)) return { command, typed: value, before: name, option: inline, isFirst: false };
  if (option !== undefined && !(option.variadic && last.startsWith('-')))
    return { command, typed: last === '=' ? '' : last, before: '', option, isFirst: false };
  const all = command.registeredArguments;
  const argument = all[given] ?? (all.at(-1)?.variadic === true ? all.at(-1) : undefined);
  return { command, typed: unquoted(last), before: '', argument, isFirst: given === 0 };
};

// What PowerShell has to write for a word that is empty.
const unquoted = (word: string): string => (word === '""' || word === "''" ? '' : word);
