import type { Terminal } from '../terminal.js';
import { plain } from './plain.js';
import { wrappedWhole } from './wrapped.js';

export type Fact = readonly [name: string, text: string | undefined];

const INDENT = 2;

/** Names and what is to be said of each, set in below each other; what is not there is left out. */
export const facts = (of: readonly Fact[], { colors, columns }: Pick<Terminal, 'colors' | 'columns'>): string[] => {
  const there = of.filter((fact): fact is readonly [string, string] => (fact[1] ?? '') !== '');
  const width = Math.min(34, Math.max(0, ...there.map(([name]) => plain(name).length)));
  return there.flatMap(([name, text]) =>
    wrappedWhole(plain(text), columns - width - INDENT - 2).map((line, index) => {
      const label = index === 0 ? plain(name).slice(0, width) : '';
      return `${' '.repeat(INDENT)}${colors.dim(label.padEnd(width))}  ${line}`;
    }),
  );
};
