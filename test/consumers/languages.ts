import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export const ROOT = join(__dirname, '..', '..');
export const PACKAGES = join(ROOT, 'dist', 'packages');

/** A language with an app of its own in this folder; TypeScript's is the one that the README shows. */
export interface Language {
  readonly name: string;
  /** Asks whether what it needs is on the machine. */
  readonly probe: readonly [command: string, ...args: string[]];
  /** Installs what was packed into the app's folder. */
  install(folder: string): void;
  /** Synthesizes, to where CDK_OUTDIR says. */
  synth(folder: string, env: NodeJS.ProcessEnv): void;
}

const run = (command: string, args: readonly string[], cwd: string, env = process.env): void => {
  execFileSync(command, args, { cwd, env, stdio: ['ignore', 'ignore', 'inherit'] });
};

/** The packed file of a language that ends so; there is one of each. */
const packed = (folder: string, ending: string): string => {
  const found = readdirSync(join(PACKAGES, folder)).find((name) => name.endsWith(ending));
  if (found === undefined) throw new Error(`dist/packages/${folder} has no *${ending}: run \`npm run package\` first`);
  return join(PACKAGES, folder, found);
};

const VERSION = JSON.parse(
  execFileSync('npm', ['pkg', 'get', 'version'], { cwd: ROOT, encoding: 'utf8' }),
) as unknown as string;
const python = (folder: string): string => join(folder, '.venv', 'bin', 'python');
// Machines behind a proxy may have no checksum database; what is asked here is whether our own module works.
const GO = { ...process.env, GOSUMDB: 'off', GOFLAGS: '-mod=mod' };
const MAVEN = ['--quiet', '--batch-mode', `-Dpackages=${PACKAGES}/java`, `-Dversion.packed=${VERSION}`];

export const LANGUAGES: readonly Language[] = [
  {
    name: 'typescript',
    probe: ['npm', '--version'],
    install: (folder) => {
      run('npm', ['install', '--silent', '--no-audit', '--no-fund', packed('js', '.tgz')], folder);
      const source = readFileSync(join(ROOT, 'examples', 'quick-start.ts'), 'utf8');
      writeFileSync(join(folder, 'app.ts'), source.replace('../lib/index.js', 'cdk-backup-copy-audit'));
      // Every declaration of the package is checked too, as by those who do not skip libraries.
      run('npx', ['tsc'], folder);
    },
    synth: (folder, env) => run('node', ['app.js'], folder, env),
  },
  {
    name: 'python',
    probe: ['python3', '-c', 'import venv'],
    install: (folder) => {
      run('python3', ['-m', 'venv', '.venv'], folder);
      // Of aws-cdk-lib's many modules an app imports few; pip would compile them all.
      const pip = ['-m', 'pip', 'install', '--no-compile', '--quiet', '--disable-pip-version-check'];
      run(python(folder), [...pip, '-r', 'requirements.txt', packed('python', '.whl')], folder);
    },
    synth: (folder, env) => run(python(folder), ['app.py'], folder, env),
  },
  {
    name: 'java',
    probe: ['mvn', '--version'],
    install: (folder) => {
      // Maven keeps a released version for good; what was packed before is not what is asked about.
      rmSync(join(homedir(), '.m2', 'repository', 'io', 'github', 'cdkbackupcopyaudit'), {
        recursive: true,
        force: true,
      });
      run('mvn', [...MAVEN, 'compile'], folder);
    },
    synth: (folder, env) => run('mvn', [...MAVEN, 'exec:java'], folder, env),
  },
  {
    name: 'go',
    probe: ['go', 'version'],
    install: (folder) => {
      const module = 'github.com/cdk-backup-copy-audit/cdk-backup-copy-audit-go/cdkbackupcopyaudit';
      const code = join(PACKAGES, 'go', 'cdkbackupcopyaudit');
      run('go', ['mod', 'edit', `-require=${module}@v0.0.0`, `-replace=${module}=${code}`], folder, GO);
      run('go', ['mod', 'tidy'], folder, GO);
      run('go', ['build', '-o', 'consumer', '.'], folder, GO);
    },
    synth: (folder, env) => run(join(folder, 'consumer'), [], folder, env),
  },
];

export const isThere = ([command, ...args]: Language['probe']): boolean => {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
