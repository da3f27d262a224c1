import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONTROLS } from '../../audit/controls/index.js';
import { SCRIPTS, SHELLS } from '../../cli/completion/scripts.js';
import { atTerminal } from '../kit/test-terminal.js';

const folder = mkdtempSync(join(tmpdir(), 'copy-audit-completion-'));
const elsewhere = process.cwd();
writeFileSync(join(folder, 'copy-audit.yaml'), 'reports: [{ name: Offsite }, { name: Other }]');
writeFileSync(join(folder, 'more.yaml'), 'reports: [{ name: Third }]');
beforeAll(() => process.chdir(folder));
afterAll(() => {
  process.chdir(elsewhere);
  rmSync(folder, { recursive: true });
});

/** What the line can become; the last word is being typed. */
const complete = async (...words: readonly string[]) => {
  const { code, out } = await atTerminal(['__complete', ...words]);
  expect(code).toBe(0);
  const [paths, ...lines] = out.trimEnd().split('\n');
  return { paths, words: lines.map((line) => line.split('\t')[0]) };
};

describe('completion', () => {
  it('knows commands, and what each does', async () => {
    const { words } = await complete('');
    expect(words).toEqual(expect.arrayContaining(['run', 'query', 'explain', 'completion', 'help']));
    expect((await complete('hist')).words).toEqual(['history']);
    expect((await atTerminal(['__complete', 'hist'])).out).toBe(':none\nhistory\tthe last runs of a deployed report\n');
    expect((await complete('query', '')).words).toEqual(['latest', 'findings', 'resource', 'help']);
    expect((await complete('query', 'find')).words).toEqual(['findings']);
  });

  it('knows options of the command, and values of those that have a choice', async () => {
    expect((await complete('query', 'findings', '--s')).words).toEqual(['--severity']);
    expect((await complete('query', 'findings', 'R', '--severity', '')).words).toContain('CRITICAL');
    expect((await complete('run', '--output', 'j')).words).toEqual(['json', 'junit']);
    expect((await complete('run', '--output=js')).words).toEqual(['--output=json']);
    expect((await complete('run', '--output', '=', 'js')).words).toEqual(['json']);
    expect((await complete('run', '-o', '')).words).toContain('sarif');
    expect((await complete('run', '--fail-on', 'H')).words).toEqual(['HIGH']);
    expect((await complete('completion', '')).words).toEqual([...SHELLS]);
  });

  it('leaves names of files and folders to the shell', async () => {
    expect(await complete('run', '--definition', '')).toEqual({ paths: ':files', words: [] });
    expect(await complete('run', '--definition=c')).toEqual({ paths: ':files', words: [] });
    expect(await complete('preview', '--app', 'c')).toEqual({ paths: ':folders', words: [] });
    expect(await complete('diff', '')).toEqual({ paths: ':files', words: ['latest', 'previous'] });
    // Any number of files, until another option begins.
    expect(await complete('run', '--jobs', 'a.json', 'b')).toEqual({ paths: ':files', words: [] });
    expect((await complete('run', '--jobs', 'a.json', '--out')).words).toEqual(['--output']);
  });

  it('knows reports of the file of the folder, or of the one that is named', async () => {
    expect((await complete('run', '--report', '')).words).toEqual(['Offsite', 'Other']);
    expect((await complete('run', '-d', 'more.yaml', '-r', '')).words).toEqual(['Third']);
    expect((await complete('run', '-d', 'none.yaml', '-r', '')).words).toEqual([]);
    expect((await complete('history', 'Of')).words).toEqual(['Offsite']);
    expect((await complete('history', 'Offsite', '')).words).toEqual([]);
  });

  it('knows what can be explained', async () => {
    const { words } = await complete('explain', '');
    expect(words).toEqual(expect.arrayContaining([...CONTROLS.map(({ name }) => name), 'access-denied']));
    expect((await complete('explain', 'fresh')).words).toEqual(['freshWithin']);
  });

  it('takes what PowerShell writes for a word that is empty', async () => {
    expect((await complete('query', '""')).words).toContain('latest');
  });

  it.each(SHELLS)('has a script for %s', async (shell) => {
    expect(await atTerminal(['completion', shell])).toEqual({ code: 0, out: SCRIPTS[shell], err: '' });
  });

  it('refuses a shell that it does not know, and names those that it knows', async () => {
    const { code, err } = await atTerminal(['completion', 'tcsh']);
    expect([code, err]).toEqual([1, expect.stringContaining('bash, zsh, fish, powershell')]);
  });
});
