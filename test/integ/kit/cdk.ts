import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './install.js';

export interface CdkResult {
  readonly code: number;
  readonly output: string;
}

/** Runs the real CDK CLI in the project's root. */
export const cdk = (args: readonly string[], environment: NodeJS.ProcessEnv): Promise<CdkResult> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk'), ...args], {
      cwd: ROOT,
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
export const cdkOrFail = async (args: readonly string[], environment: NodeJS.ProcessEnv): Promise<string> => {
  const { code, output } = await cdk(args, environment);
  if (code !== 0) throw new Error(`cdk ${args.join(' ')} ended with ${code}:\n${output}`);
  return output;
};
