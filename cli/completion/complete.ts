import type { Command } from 'commander';
import { findDefinitionFile, readDefinitionFile } from '../definition-file.js';
import { plain } from '../views/plain.js';
import { candidatesOf } from './candidates.js';

/** The word with which a shell's script asks; no command, for nobody types it. */
export const COMPLETE = '__complete';

/**
 * What a shell's script reads: a line that says whether names of files are meant as well, then a line a candidate, a tab before
 * what it means. `words` are those after the program's name; the last is being typed.
 */
export const completion = (program: Command, words: readonly string[]): string => {
  const { words: found, paths = 'none' } = candidatesOf(program, words, () => reportsIn(words));
  return [`:${paths}`, ...found.map(({ value, meaning }) => `${value}\t${plain(meaning)}`), ''].join('\n');
};

/** Reports of the file that the words name, or of that of the folder; nobody is told of a mistake while they type. */
const reportsIn = (words: readonly string[]): string[] => {
  const index = words.findIndex((word) => word === '-d' || word === '--definition');
  const file = (index < 0 ? undefined : words[index + 1]) ?? findDefinitionFile(process.cwd());
  if (file === undefined) return [];
  try {
    return readDefinitionFile(file).map(({ definition }) => definition.name);
  } catch {
    return [];
  }
};
