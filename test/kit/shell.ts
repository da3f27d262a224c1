import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** A command that a block of a page ran. */
export interface Call {
  readonly program: string;
  readonly args: readonly string[];
  readonly code: number;
}

export interface Ran {
  /** Where it ran. */
  readonly folder: string;
  readonly calls: readonly Call[];
  readonly out: string;
  readonly err: string;
}

/** What stands in for a program: a script in bash, which has the program's arguments. */
export type Programs = Readonly<Record<string, string>>;

/**
 * Runs a block of shell as it is written, in a folder of its own with these files, and answers which programs it ran and
 * how they ended. What is not listed and not of the system is not found.
 */
export const runBlock = async (
  code: string,
  programs: Programs,
  files: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>> = {},
): Promise<Ran> => {
  const folder = mkdtempSync(join(tmpdir(), 'copy-audit-docs-'));
  const bin = join(folder, '.bin');
  mkdirSync(bin);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `${RECORDED}(\n${script}\n)\ncode=$?\nrecord ${name} $code "$@"\nexit $code\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const child = spawn('bash', ['--norc', '-u', '-c', code], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: folder,
    env: {
      ...environment,
      CALLS: join(folder, '.calls'),
      PATH: [bin, '/usr/bin', '/bin'].join(delimiter),
    },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  return { folder, calls: callsIn(join(folder, '.calls')), out, err };
};

// Fields end in NUL and calls in an empty pair of them: arguments may hold anything else.
const RECORDED = `#!/usr/bin/env bash
record() { printf '%s\\0' "$@" >> "$CALLS"; printf '\\001\\0' >> "$CALLS"; }
`;

const callsIn = (file: string): Call[] => {
  // Where no program was run there is no file.
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\u0001\0')
    .filter((call) => call !== '')
    .map((call) => {
      const [program = '', code = '', ...args] = call.split('\0').slice(0, -1);
      return { program, args, code: Number(code) };
    });
};
