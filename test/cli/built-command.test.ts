import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { generateScenario } from '../../sandbox/index.js';
import { bundlesOf } from '../../scripts/bundles.js';
import { hasPseudoTerminal, inPseudoTerminal, screenOf } from '../kit/pseudo-terminal.js';

const NOW = '2026-11-24T06:00:00Z';
const folder = mkdtempSync(join(tmpdir(), 'copy-audit-built-'));
const COMMAND = join(folder, 'cli', 'copy-audit.mjs');
const written = (name: string, content: string): string => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};
const definition = written(
  'reports.yaml',
  `reports:
  - name: Offsite
    filterSets: [{ name: all }, { name: databases, resourceType: RDS }]
    controls: [{ control: completed }, { control: freshWithin, within: 26h }, { control: vaultLocked }]
  - name: Small
    controls: [{ control: minimumCopies, copies: 1 }]
`,
);

beforeAll(async () => {
  const bundle = bundlesOf(folder).find(({ entryPoints }) => 'copy-audit' in entryPoints);
  if (bundle === undefined) throw new Error('There is no bundle of the command');
  await build({ ...bundle, minify: false });
  const { copyJobs } = generateScenario({ count: 400, asOf: Date.parse(NOW) });
  written('jobs.ndjson', [...copyJobs].map((job) => JSON.stringify(job)).join('\r\n'));
}, 120_000);

const run = (columns: number, environment: Readonly<Record<string, string>> = {}): Promise<string> => {
  const args = ['run', '-d', definition, '--jobs', join(folder, 'jobs.ndjson'), '--as-of', NOW];
  return inPseudoTerminal(
    `'${process.execPath}' '${COMMAND}' ${args.map((arg) => `'${arg}'`).join(' ')}`,
    columns,
    environment,
  );
};

const terminal = hasPseudoTerminal();
if (!terminal) process.stderr.write('skipped: there is no script(1) of util-linux to make a pseudo-terminal\n');

(terminal ? describe : describe.skip)('copy-audit run in a terminal', () => {
  it.each([80, 160])('fits into %i columns, and leaves nothing of its progress', async (columns) => {
    const raw = await run(columns);
    const frames = raw.split('\u001b[1G').filter((frame) => frame.includes('jobs/s'));
    expect(frames.length).toBeGreaterThan(1);
    for (const frame of frames) expect(frame.slice(0, frame.indexOf('\u001b')).length).toBeLessThan(columns);
    const lines = screenOf(raw);
    expect(lines.filter((line) => line.length > columns)).toEqual([]);
    expect(Math.max(...lines.map((line) => line.length))).toBeGreaterThan(columns * 0.9);
    expect(lines.filter((line) => line.includes('jobs/s'))).toEqual([]);
    expect(lines[0]).toMatch(/^Offsite {2}NON_COMPLIANT/);
    // The cursor is there again.
    expect(raw.lastIndexOf('\u001b[?25h')).toBeGreaterThan(raw.lastIndexOf('\u001b[?25l'));
  });

  it('has colours, unless NO_COLOR says otherwise', async () => {
    const [coloured, plain] = await Promise.all([run(100), run(100, { NO_COLOR: '1' })]);
    expect(coloured).toContain('\u001b[31m');
    expect(plain.split('\u001b[').filter((piece) => /^[\d;]*m/.test(piece))).toEqual([]);
    expect(screenOf(plain)).toEqual(screenOf(coloured));
  });
});

/** The command as it is installed, without a terminal. */
const piped = async (args: readonly string[], environment: Readonly<Record<string, string>>) => {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [COMMAND, ...args], { env: { PATH, HOME: folder, ...environment } });
  let [out, err] = ['', ''];
  child.stdout.on('data', (piece: Buffer) => (out += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (err += piece.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  return { code, out, err };
};

describe('copy-audit as it is installed', () => {
  it('is quiet in a pipe, and ends as it should where its reader has had enough', async () => {
    const args = ['run', '-d', definition, '--jobs', join(folder, 'jobs.ndjson'), '--as-of', NOW];
    expect(await piped([...args, '--output', 'csv'], {})).toMatchObject({ code: 2, err: '' });
    const child = spawn(
      'bash',
      ['-c', `"$0" "$@" | head -c 10; echo " \${PIPESTATUS[0]}"`, process.execPath, COMMAND, ...args, '-o', 'ndjson'],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let [out, err] = ['', ''];
    child.stdout.on('data', (piece: Buffer) => (out += piece.toString()));
    child.stderr.on('data', (piece: Buffer) => (err += piece.toString()));
    await new Promise((resolve) => child.once('close', resolve));
    expect({ out, err }).toEqual({ out: '{"record": 2\n', err: '' });
  });

  it('has the SDK’s whole chain of credentials: profiles, processes, SSO', async () => {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers.authorization ?? '');
      response.setHeader('content-type', 'application/json').end('{"CopyJobs":[]}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const keys = written(
      'keys.sh',
      `#!/bin/sh\necho '{"Version":1,"AccessKeyId":"AKIAFROMPROCESS","SecretAccessKey":"x"}'\n`,
    );
    chmodSync(keys, 0o755);
    const AWS_CONFIG_FILE = written(
      'config',
      `[profile process]
credential_process = ${keys}
[profile sso]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = auditor
region = eu-west-1
[sso-session corp]
sso_start_url = https://corp.example.com/start
sso_region = eu-west-1
`,
    );
    const environment = { AWS_CONFIG_FILE, AWS_EC2_METADATA_DISABLED: 'true' };
    const endpoint = ['--endpoint-url', `http://127.0.0.1:${port}`];
    const byProcess = await piped(['run', '--profile', 'process', ...endpoint], environment);
    const sso = await piped(['run', '--profile', 'sso'], environment);
    const none = await piped(['run'], environment);
    await new Promise((resolve) => server.close(resolve));
    expect(byProcess).toMatchObject({ code: 3, err: '' });
    expect(seen[0]).toContain('Credential=AKIAFROMPROCESS/');
    expect(sso).toMatchObject({ code: 1, err: expect.stringContaining("run 'aws sso login'") });
    expect(none).toMatchObject({ code: 1, err: expect.stringMatching(/^error: No Region: /) });
  });
});
