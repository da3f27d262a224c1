import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { JobsOptions } from './jobs.js';
import type { Measured } from './measured.js';

const ROOT = process.cwd();
const RUN = join(ROOT, 'scripts', 'run.mjs');
const ENVIRONMENT = { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };
const MOST_SECONDS = 300;

export interface Server {
  readonly url: string;
  /** Requests since the last time this was asked, and how many of them came within one second at the most. */
  traffic(): Promise<{ readonly requests: number; readonly busiestSecond: number }>;
  stop(): Promise<void>;
}

/** Starts an endpoint in a process of its own. */
export const startServer = async (jobs: JobsOptions, options: object): Promise<Server> => {
  const child = spawn(
    process.execPath,
    ['--max-old-space-size=12000', RUN, 'bench/server.ts', JSON.stringify(jobs), JSON.stringify(options)],
    { cwd: ROOT, env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
  );
  const line = await firstLine(child);
  const { url } = JSON.parse(line) as { url: string };
  return {
    url,
    traffic: () =>
      new Promise((resolve) => {
        child.once('message', (message) => resolve(message as { requests: number; busiestSecond: number }));
        child.send('traffic');
      }),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
};

const firstLine = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')));
    });
    child.once('exit', (code) => reject(new Error(`The endpoint ended with ${code ?? 'a signal'} before it served`)));
  });

const lastLine = (output: string): string => output.trim().split('\n').at(-1) ?? '';

/** Runs a client to its end and reads what it measured of itself. */
const client = (command: string, args: readonly string[]): Promise<Measured> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'inherit'] });
    const timer = setTimeout(() => child.kill('SIGKILL'), MOST_SECONDS * 1000);
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('close', (code) => {
      clearTimeout(timer);
      if (code !== 0) return reject(new Error(`${command} ${args.join(' ')} ended with ${code ?? 'a signal'}`));
      resolve(JSON.parse(lastLine(output)) as Measured);
    });
  });

const ours = (url: string, options: object): Promise<Measured> =>
  client(process.execPath, [RUN, 'bench/ours.ts', url, JSON.stringify(options)]);

/** The peers by name; each pages through everything, counts states and keeps the newest copies. */
export const PEERS = {
  ours,
  sdk: (url: string) => client(process.execPath, [RUN, 'bench/peers/sdk-paginator.ts', url, '1000']),
  raw: (url: string) => client(process.execPath, [RUN, 'bench/peers/raw-http.ts', url, '1000']),
  boto3: (url: string) => client('python3', ['bench/peers/boto3_paginator.py', url, '1000']),
} as const;

/** The version of boto3 that is installed, if it is. */
export const boto3Version = (): string | undefined => {
  try {
    return execFileSync('python3', ['-c', 'import boto3; print(boto3.__version__)'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
};
