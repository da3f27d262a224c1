import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AssemblyError } from './errors.js';

// The clone of the repository, where the sources themselves are run; in the package there is no app.
const ROOT = join(__dirname, '..', '..');
const APP = join('bin', 'app.ts');
const BUNDLED = [join('dist', 'lambda', 'widget', 'index.mjs'), join('dist', 'cli', 'preview', 'page.js')];

/** Whether there is an app here of which a preview can be made without any other. */
export const hasOwnApp = (): boolean => existsSync(join(ROOT, APP));

/** Synthesizes the app of the repository with the reports of a file; answers the folder of its assembly. */
export const synthesizeOwnApp = async (definition: string): Promise<string> => {
  if (BUNDLED.some((file) => !existsSync(join(ROOT, file)))) await run('scripts/bundle.ts', {});
  const folder = join(mkdtempSync(join(tmpdir(), 'copy-audit-')), 'cdk.out');
  await run(APP, { CDK_OUTDIR: folder, CDK_CONTEXT_JSON: JSON.stringify({ definition }), JSII_DEPRECATED: 'quiet' });
  return folder;
};

/** In a process of its own: the command itself never loads the CDK. */
const run = async (program: string, environment: Readonly<Record<string, string>>): Promise<void> => {
  const child = spawn(process.execPath, ['scripts/run.mjs', program], {
    cwd: ROOT,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new AssemblyError(`${program} failed: ${Buffer.concat(said).toString('utf8').trim()}`);
};
