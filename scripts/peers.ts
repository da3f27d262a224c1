/**
 * `npm run peers`: every example with the newest aws-cdk-lib and constructs that the package allows beside it. The lowest are
 * what is installed here, and all tests run with them.
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '..');
const PEERS = ['aws-cdk-lib', 'constructs'] as const;

interface Manifest {
  readonly version: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
}
const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
const installed = (folder: string, name: string): string => manifestOf(join(folder, 'node_modules', name)).version;

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string }>>;
}

/** Runs an example as the CDK CLI would; answers the resources of its templates. */
const resourcesIn = async (example: string, from: Readonly<Record<string, string>> = {}): Promise<string[]> => {
  const outdir = mkdtempSync(join(tmpdir(), 'copy-audit-peers-out-'));
  try {
    // What is deprecated in the newest is gone in the next.
    const env = { ...process.env, JSII_DEPRECATED: 'fail', CDK_OUTDIR: outdir, ...from };
    await promisify(execFile)(process.execPath, ['scripts/run.mjs', example], { cwd: ROOT, env });
    return readdirSync(outdir, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.template.json'))
      .sort()
      .flatMap((name) => {
        const { Resources } = JSON.parse(readFileSync(join(outdir, name), 'utf8')) as Template;
        return Object.entries(Resources).map(([id, { Type }]) => `${name} ${id} ${Type}`);
      });
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
};

const { peerDependencies } = manifestOf(ROOT);
for (const name of PEERS) {
  const [lowest, here] = [peerDependencies[name]?.replace('^', ''), installed(ROOT, name)];
  if (lowest !== here)
    throw new Error(`${name} is ${here} here, and the lowest that the package allows is ${lowest}: make them one`);
}

const checkExamples = async (examples: string[], there: Readonly<Record<string, string>>): Promise<void> => {
  for (let example = examples.pop(); example !== undefined; example = examples.pop()) {
    const { length } = await resourcesIn(`examples/${example}`, there);
    if (length === 0) throw new Error(`examples/${example} makes no template`);
    console.log(`examples/${example}: ${length} resources`);
  }
};

const checkQuickStart = async (there: Readonly<Record<string, string>>): Promise<void> => {
  const made = await Promise.all([{}, there].map((from) => resourcesIn('examples/quick-start.ts', from)));
  const [here, other] = made.map((resources) => resources.join('\n'));
  if (here !== other) throw new Error(`The quick start has other resources there:\n${other}\nand here:\n${here}`);
};

const main = async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'copy-audit-peers-'));
  try {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: peerDependencies }));
    const quiet = ['--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
    execFileSync('npm', ['install', ...quiet], { cwd: folder, stdio: 'inherit' });
    for (const name of PEERS) console.log(`${name} ${installed(folder, name)}; here ${installed(ROOT, name)}`);
    const there = { RUN_FROM: folder };
    const examples = readdirSync(join(ROOT, 'examples')).filter((name) => name.endsWith('.ts'));
    await Promise.all([checkExamples(examples, there), checkExamples(examples, there)]);
    await checkQuickStart(there);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
