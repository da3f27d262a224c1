import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { REQUIRE, bundleHandler } from '../scripts/handler-bundle.js';
import { median } from './median.js';
import type { Result } from './result.js';

const ROUNDS = 9;

const naive = (folder: string) =>
  build({
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    banner: { js: REQUIRE },
    entryPoints: { index: join('bench', 'peers', 'naive-handler.ts') },
    outdir: join(folder, 'naive'),
    outExtension: { '.js': '.mjs' },
  });

/** How long a new process takes to load a bundle, in milliseconds. */
const importMs = (file: string): number => {
  const code = `const started = performance.now(); await import(${JSON.stringify(pathToFileURL(file).href)}); console.log(performance.now() - started)`;
  const env = { ...process.env, AWS_REGION: 'eu-west-1' };
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8', env }));
};

const kb = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KB`;

/** The audit function's code: how much of it there is, and how long a cold start loads it. */
export const bundle = async (): Promise<Result[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    await Promise.all([bundleHandler('audit-unit', folder), naive(folder)]);
    const [mine, other] = ['audit-unit', 'naive'].map((name) => join(folder, name, 'index.mjs')) as [string, string];
    const times = Array.from({ length: ROUNDS }, () => [importMs(mine), importMs(other)] as const);
    const [myTime, otherTime] = [median(times.map(([time]) => time)), median(times.map(([, time]) => time))];
    const [mySize, otherSize] = [statSync(mine).size, statSync(other).size];
    const against = 'a handler with whole clients, unminified';
    const of = (name: string, ratio: number, figures: string): Result => {
      return { name, against, target: '≤ 0.5 times', ratio, reached: ratio <= 0.5, figures };
    };
    return [
      of('audit function, size of its bundle', mySize / otherSize, `${kb(mySize)} against ${kb(otherSize)}`),
      of(
        'audit function, import time',
        myTime / otherTime,
        `${myTime.toFixed(0)} ms against ${otherTime.toFixed(0)} ms`,
      ),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
