/**
 * `npm run peers`: every example with the newest aws-cdk-lib and constructs that the package allows beside it, where it must make
 * the same resources. The lowest are what is installed here, and all tests run with them.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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

/** Resources of the templates that all examples make, by example. */
const resourcesOf = (from: Readonly<Record<string, string>> = {}): Map<string, readonly string[]> => {
  const outdir = mkdtempSync(join(tmpdir(), 'copy-audit-peers-out-'));
  try {
    // What is deprecated in the newest is gone in the next.
    const env = { ...process.env, JSII_DEPRECATED: 'fail', CDK_OUTDIR: outdir, ...from };
    execFileSync(process.execPath, ['scripts/run.mjs', 'scripts/all-examples.ts'], {
      cwd: ROOT,
      env,
      stdio: 'inherit',
    });
    return new Map(readdirSync(outdir).map((example) => [example, resourcesIn(join(outdir, example))]));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
};

const resourcesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.template.json'))
    .sort()
    .flatMap((name) => {
      const { Resources } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Template;
      return Object.entries(Resources).map(([id, { Type }]) => `${name} ${id} ${Type}`);
    });

const { peerDependencies } = manifestOf(ROOT);
for (const name of PEERS) {
  const [lowest, here] = [peerDependencies[name]?.replace('^', ''), installed(ROOT, name)];
  if (lowest !== here)
    throw new Error(`${name} is ${here} here, and the lowest that the package allows is ${lowest}: make them one`);
}

/** They make the same resources there as here; whatever else the CDK says of them may change. */
const check = (here: ReadonlyMap<string, readonly string[]>, there: ReadonlyMap<string, readonly string[]>): void => {
  for (const [example, resources] of here) {
    const others = there.get(example) ?? [];
    const different = [
      ...resources.filter((each) => !others.includes(each)).map((each) => `only here: ${each}`),
      ...others.filter((each) => !resources.includes(each)).map((each) => `only there: ${each}`),
    ];
    if (resources.length === 0 || different.length > 0)
      throw new Error(`examples/${example}.ts has other resources there, or none:\n${different.join('\n')}`);
    console.log(`examples/${example}.ts: ${resources.length} resources`);
  }
};

const main = (): void => {
  const folder = mkdtempSync(join(tmpdir(), 'copy-audit-peers-'));
  try {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: peerDependencies }));
    const quiet = ['--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
    execFileSync('npm', ['install', ...quiet], { cwd: folder, stdio: 'inherit' });
    for (const name of PEERS) console.log(`${name} ${installed(folder, name)}; here ${installed(ROOT, name)}`);
    check(resourcesOf(), resourcesOf({ RUN_FROM: folder }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

main();
