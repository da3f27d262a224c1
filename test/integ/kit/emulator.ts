import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { fetchAnew } from './fetch-anew.js';
import { ROOT, emulatorPython, lambdaNode } from './install.js';

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });

/** An account of AWS that is emulated on this machine: what the CDK, its functions and the tests talk to. */
export interface Emulator {
  readonly url: string;
  readonly environment: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

export const ACCOUNT = '000000000000';
export const REGION = 'us-east-1';

/** Starts MiniStack on loopback, in an environment of its own; its functions run on the Node that Lambda runs. */
export const startEmulator = async (): Promise<Emulator> => {
  const python = emulatorPython();
  const node = lambdaNode();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  // In the functions' environment too: an address instead of a name, so that S3 puts the bucket into the path.
  const environment = {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_EC2_METADATA_DISABLED: 'true',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
  const process_ = spawn(python, ['-m', 'hypercorn', 'ministack.app:app', '-b', `127.0.0.1:${port}`], {
    cwd: ROOT,
    env: {
      ...process.env,
      ...environment,
      GATEWAY_PORT: String(port),
      MINISTACK_HOST: '127.0.0.1',
      // Between two questions whether a run is published: a second instead of five.
      SFN_WAIT_SCALE: '0.2',
      PATH: [node, process.env['PATH']].filter((part) => part !== undefined).join(delimiter),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(join(ROOT, '.integ', `emulator-${port}.log`));
  process_.stdout.pipe(log);
  process_.stderr.pipe(log);
  await answers(url, process_, log.path.toString());
  return { url, environment, stop: () => end(process_) };
};

const answers = async (url: string, process_: ChildProcess, log: string): Promise<void> => {
  for (let attempt = 0; attempt < 120; attempt += 1) {
    if (process_.exitCode !== null) break;
    try {
      await fetchAnew(`${url}/_ministack/health`);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
  throw new Error(`The emulator did not start; ${log} says why`);
};

const end = (process_: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (process_.exitCode !== null) return resolve();
    process_.once('exit', () => resolve());
    process_.kill('SIGTERM');
    setTimeout(() => process_.kill('SIGKILL'), 10_000).unref();
  });
