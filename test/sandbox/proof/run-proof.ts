import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { ProofCase } from './cases.js';

/** What the script is asked. */
export interface ProofRequest {
  readonly url: string;
  readonly records: Readonly<Record<ProofCase['operation'], readonly unknown[]>>;
  readonly cases: readonly ProofCase[];
  /** AWS CLI's configuration, so that the one of whoever runs this has no part in it. */
  readonly configFile: string;
  /** Where to write what AWS CLI prints of all copy jobs. */
  readonly recording: string;
}

export interface ProofResult {
  readonly name: string;
  /** Records in the file. */
  readonly of: number;
  readonly bruteForce: number;
  readonly boto3: number;
  readonly cli: number;
  readonly sameIds: boolean;
  readonly sameFields: boolean;
}

export interface Proof {
  readonly clients: string;
  readonly cases: readonly ProofResult[];
  readonly refusal: { readonly code: string; readonly message: string };
}

/** Runs the script; the endpoint lives in this process, so it must not be waited for synchronously. */
export const runProof = (python: string, request: ProofRequest): Promise<Proof> =>
  new Promise((resolve, reject) => {
    const child = spawn(python, [join(__dirname, 'prove.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(JSON.parse(output) as Proof);
      else reject(new Error(`prove.py ended with ${code}`));
    });
    child.stdin.end(JSON.stringify(request));
  });

/** The proof as people read it. */
export const proofTable = ({ clients, cases }: Proof): string => {
  const head = ['listing', 'records', 'brute force', 'boto3', 'AWS CLI', 'same ids', 'same fields'];
  const yes = (is: boolean) => (is ? 'yes' : 'NO');
  const rows = cases.map((row) => [
    row.name,
    row.of,
    row.bruteForce,
    row.boto3,
    row.cli,
    yes(row.sameIds),
    yes(row.sameFields),
  ]);
  const lines = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const isText = (column: number) => column === 0 || column > 4;
  const text = lines.map((line) =>
    line.map((cell, column) => cell[isText(column) ? 'padEnd' : 'padStart'](widths[column] ?? 0)).join('  '),
  );
  return [`Listed by ${clients}`, ...text].map((line) => line.trimEnd()).join('\n');
};
