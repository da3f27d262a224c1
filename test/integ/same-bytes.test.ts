import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EXAMPLES } from '../kit/examples.js';
import { ROOT } from './kit/install.js';

const folder = mkdtempSync(join(tmpdir(), 'copy-audit-same-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Digests of all files that a program makes, in a process of its own as the CDK CLI would run it. */
const synthesized = async (program: string, environment: NodeJS.ProcessEnv = {}): Promise<Record<string, string>> => {
  const outdir = mkdtempSync(join(folder, 'cdk.out-'));
  const env = { ...process.env, CDK_OUTDIR: outdir, ...environment };
  await promisify(execFile)(process.execPath, ['scripts/run.mjs', program], { cwd: ROOT, env });
  const files = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    files
      .filter((name) => statSync(join(outdir, name)).isFile())
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(outdir, name)))
          .digest('hex'),
      ]),
  );
};

describe('a second synth makes the same bytes, so that cdk diff shows what somebody changed and nothing else:', () => {
  it.each(EXAMPLES)('the example %s', async (name) => {
    const [first, second] = await Promise.all([
      synthesized(`examples/${name}.ts`),
      // On another machine, at another place and time of the year.
      synthesized(`examples/${name}.ts`, { TZ: 'Pacific/Auckland', LANG: 'de_DE.UTF-8', USER: 'another' }),
    ]);
    expect(Object.keys(first)).toContain('manifest.json');
    expect(second).toEqual(first);
  });
});
