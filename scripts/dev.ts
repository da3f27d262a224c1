/**
 * `npm run dev`: bundles are built anew and the unit tests of what changed are run, whenever a file is saved. Jest has the
 * terminal and its keys; its end, by `q` or Ctrl-C, is the end of all.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type BuildOptions, context } from 'esbuild';
import { bundlesOf } from './bundles.js';

const ROOT = join(__dirname, '..');
const JEST = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');

/** Builds once and then at each change; what does not build is said by esbuild, with its place. */
const watched = async (bundle: BuildOptions) => {
  const watching = await context(bundle);
  await watching.watch();
  return watching;
};

const unitTests = (args: readonly string[]): Promise<number> =>
  new Promise((resolve, reject) => {
    const command = [JEST, '--config', 'jest.unit.config.mjs', '--watch', ...args];
    const jest = spawn(process.execPath, command, { cwd: ROOT, stdio: 'inherit' });
    // Ctrl-C reaches jest by itself, for it has the terminal: it ends first.
    process.on('SIGINT', () => undefined);
    process.on('SIGTERM', () => jest.kill('SIGTERM'));
    jest.on('error', reject).on('exit', (code) => resolve(code ?? 0));
  });

const run = async (): Promise<void> => {
  const watching = await Promise.all(bundlesOf('dist').map(watched));
  process.exitCode = await unitTests(process.argv.slice(2));
  await Promise.all(watching.map((each) => each.dispose()));
};

void run();
