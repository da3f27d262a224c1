/**
 * `npm run package`: the package for npm, PyPI, Maven and Go, and the code of the one for NuGet, into dist/packages, out of
 * what `npm run build` has built. Languages may be named: `npm run package -- python go`.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const PACKAGES = join(ROOT, 'dist', 'packages');

/** What the packages of a language are made with, besides Node.js; nothing where its code is the package. */
const LANGUAGES: Readonly<Record<string, { readonly tool?: string; readonly codeOnly?: true }>> = {
  js: {},
  python: { tool: 'python3' },
  java: { tool: 'mvn' },
  go: { codeOnly: true },
  dotnet: { codeOnly: true },
};

const isThere = (tool: string): boolean => {
  try {
    execFileSync(tool, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const pack = (languages: readonly string[], options: readonly string[]): void => {
  if (languages.length === 0) return;
  console.log(`Packaging ${languages.join(', ')}`);
  const tool = join(ROOT, 'node_modules', '.bin', 'jsii-pacmak');
  const args = ['--targets', ...languages, '--outdir', PACKAGES, ...options];
  execFileSync(tool, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
};

/** Go works out for itself what its direct requirements need, and what is written there may not be published yet. */
const dropIndirect = (folder: string): void => {
  for (const module of readdirSync(folder)) {
    const file = join(folder, module, 'go.mod');
    const lines = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, lines.filter((line) => !line.endsWith('// indirect')).join('\n'));
  }
};

const run = (): void => {
  if (!existsSync(join(ROOT, '.jsii'))) throw new Error('There is nothing to package: run `npm run build` first');
  const asked = process.argv.slice(2);
  const unknown = asked.find((language) => !(language in LANGUAGES));
  if (unknown !== undefined)
    throw new Error(`There is no language ${unknown}; there are ${Object.keys(LANGUAGES).join(', ')}`);
  const wanted = Object.entries(LANGUAGES).filter(([language]) => asked.length === 0 || asked.includes(language));
  const missing = wanted.filter(([, { tool }]) => tool !== undefined && !isThere(tool));
  for (const [language, { tool }] of missing) console.log(`Skipping ${language}: there is no ${tool} on this machine`);
  const able = wanted.filter((each) => !missing.includes(each));
  const named = (isCode: boolean) =>
    able.filter(([, { codeOnly = false }]) => codeOnly === isCode).map(([language]) => language);
  pack(named(false), []);
  pack(named(true), ['--code-only']);
  if (named(true).includes('go')) dropIndirect(join(PACKAGES, 'go'));
};

run();
