import type { Command } from 'commander';
import { KNOWN_CAUSES } from '../../audit/causes/known.js';
import { CONTROLS } from '../../audit/controls/index.js';
import { SEVERITIES } from '../../audit/status.js';
import { type Place, placeOf } from './place.js';

export interface Candidate {
  readonly value: string;
  readonly meaning: string;
}

/** What a word can become; `paths`: it may be the name of a file or a folder as well, which the shell knows itself. */
export interface Candidates {
  readonly words: readonly Candidate[];
  readonly paths?: 'files' | 'folders' | undefined;
}

/** What the last of the words can become. `reports`: names of reports that are declared in a file. */
export const candidatesOf = (
  program: Command,
  words: readonly string[],
  reports: () => readonly string[],
): Candidates => {
  const place = placeOf(program, words);
  const { words: all, paths } = possible(place, reports);
  return {
    words: all
      .filter(({ value }) => value.startsWith(place.typed))
      .map(({ value, meaning }) => ({ value: place.before + value, meaning })),
    paths,
  };
};

const possible = (place: Place, reports: () => readonly string[]): Candidates => {
  const { command, option, argument, typed, isFirst } = place;
  if (option !== undefined)
    return valuesOf(
      option.long?.slice(2) ?? '',
      /[<[]([\w-]+)/.exec(option.flags)?.[1] ?? '',
      option.argChoices,
      reports,
    );
  if (typed.startsWith('-')) return { words: optionsOf(command) };
  const commands = isFirst ? commandsOf(command) : [];
  if (argument === undefined) return { words: commands };
  const values = valuesOf(argument.name(), argument.name(), argument.argChoices, reports);
  return { ...values, words: [...commands, ...values.words] };
};

const commandsOf = (command: Command): Candidate[] =>
  command
    .createHelp()
    .visibleCommands(command)
    .map((each) => ({ value: each.name(), meaning: each.summary() || each.description() }));

const optionsOf = (command: Command): Candidate[] =>
  command
    .createHelp()
    .visibleOptions(command)
    .flatMap(({ long, description }) => (typeof long === 'string' ? [{ value: long, meaning: description }] : []));

const wordsOnly = (values: readonly string[], meaning = ''): Candidates => ({
  words: values.map((value) => ({ value, meaning })),
});

/** By the name of an option or argument, and by that of its value; names mean the same in every command. */
const valuesOf = (
  name: string,
  value: string,
  choices: readonly string[] | undefined,
  reports: () => readonly string[],
): Candidates => {
  if (choices !== undefined) return wordsOnly(choices);
  if (value === 'file') return { words: [], paths: 'files' };
  if (value === 'folder') return { words: [], paths: 'folders' };
  switch (name) {
    case 'report':
      return wordsOnly(reports(), 'report');
    case 'fail-on':
      return wordsOnly(SEVERITIES.filter((severity) => severity !== 'INFORMATIONAL'));
    case 'control':
      return { words: controls() };
    case 'cause':
      return { words: causes() };
    case 'what':
      return { words: [...controls(), ...causes()] };
    case 'run':
      return wordsOnly(['latest', 'previous']);
    case 'before':
    case 'after':
      return { ...wordsOnly(['latest', 'previous']), paths: 'files' };
    default:
      return { words: [] };
  }
};

const controls = (): Candidate[] => CONTROLS.map(({ name, title }) => ({ value: name, meaning: title }));
const causes = (): Candidate[] => KNOWN_CAUSES.map(({ id, title }) => ({ value: id, meaning: title }));
