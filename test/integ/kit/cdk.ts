import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACCOUNT, REGION } from './emulator.js';
import { ROOT } from './install.js';

export interface CdkResult {
  readonly code: number;
  readonly output: string;
}

/** Runs the real CDK CLI, in the project's root where it is not said otherwise. */
export const cdk = (args: readonly string[], environment: NodeJS.ProcessEnv, cwd = ROOT): Promise<CdkResult> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk'), ...args], {
      cwd,
      env: { ...process.env, ...environment, CI: 'true', NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });

/** The same; fails with all that the CLI said where it did not succeed. */
export const cdkOrFail = async (
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  cwd = ROOT,
): Promise<string> => {
  const { code, output } = await cdk(args, environment, cwd);
  if (code !== 0) throw new Error(`cdk ${args.join(' ')} ended with ${code}:\n${output}`);
  return output;
};

/** Prepares the emulated account, in a folder without an app: of two that synthesize into one folder at once, one gives up. */
export const bootstrap = async (environment: NodeJS.ProcessEnv): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'copy-audit-bootstrap-'));
  try {
    await cdkOrFail(['bootstrap', `aws://${ACCOUNT}/${REGION}`, '--no-notices'], environment, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
};
