import pc from 'picocolors';
import type { Command } from 'commander';
import { programOf } from '../../cli/program.js';
import { wantsColor } from '../../cli/wants-color.js';
import { SILENT, atTerminal } from '../kit/test-terminal.js';

const program = programOf({ ...SILENT, colors: pc.createColors(false) }, () => undefined);

/** Every command, and those below it, as they are typed. */
const below = (command: Command, path: readonly string[] = []): string[][] =>
  command.commands.flatMap((each) => [[...path, each.name()], ...below(each, [...path, each.name()])]);
const commands = below(program);

describe('help', () => {
  it.each([[[] as string[]], ...commands.map((path) => [path])])(
    'of %j is as wide as the terminal, and no wider',
    async (path) => {
      for (const columns of [80, 160]) {
        const { code, out, err } = await atTerminal([...path, '--help'], { columns });
        expect([code, err]).toEqual([0, '']);
        expect(out.split('\n').filter((line) => line.length > columns)).toEqual([]);
      }
    },
  );

  it.each(commands.filter(({ length }) => length === 1).map(([name = '']) => name))(
    'of %s ends with examples that have options that there are, and says what it does in a line',
    async (name) => {
      const { out } = await atTerminal([name, '--help']);
      const [, examples = ''] = out.split('\nExamples:\n');
      const typed = examples.split('\n').filter((line) => /^ {2}\S/.test(line));
      expect(typed.length).toBeGreaterThan(0);
      for (const line of typed.filter((each) => /^ {2}copy-audit /.test(each))) {
        const [, ...words] = line.trim().split(/[|>]/)[0]!.trim().split(' ');
        const path = commands.filter((each) => each.every((word, index) => words[index] === word)).at(-1);
        const { out: help } = await atTerminal([...(path ?? []), '--help']);
        for (const option of words.filter((word) => /^--?[a-z]/.test(word))) expect(help).toContain(option);
      }
      const command = program.commands.find((each) => each.name() === name)!;
      expect(command.summary()).not.toBe('');
    },
  );

  it('of the command says what it reads of its surroundings, and what it ends with', async () => {
    const { out } = await atTerminal(['--help']);
    for (const word of ['NO_COLOR', 'COPY_AUDIT_TABLE', 'AWS_PROFILE', 'Exit codes']) expect(out).toContain(word);
  });

  it('is pointed at where something is not known', async () => {
    const { code, err } = await atTerminal(['query', 'nothing']);
    expect([code, err]).toEqual([1, expect.stringContaining("unknown command 'nothing'")]);
  });
});

describe('colours', () => {
  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ TERM: 'dumb' }, true, false],
  ])('with %j, at a terminal: %s', (environment, isTerminal, expected) => {
    expect(wantsColor(environment, isTerminal)).toBe(expected);
  });
});
