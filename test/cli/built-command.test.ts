import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { build } from 'esbuild';
import { readDefinitionFile } from '../../cli/definition-file.js';
import { SCRIPTS } from '../../cli/completion/scripts.js';
import { generateScenario } from '../../sandbox/index.js';
import { bundlesOf } from '../../scripts/bundles.js';
import { type Reply, hasPseudoTerminal, inPseudoTerminal, screenOf } from '../kit/pseudo-terminal.js';

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

(terminal ? describe : describe.skip)('copy-audit init in a terminal', () => {
  const init = (file: string, replies: readonly Reply[]) =>
    inPseudoTerminal(`'${process.execPath}' '${COMMAND}' init --output '${file}'`, 80, {}, replies);
  const ENTER = '\r';
  const DOWN = '\u001b[B';

  it('asks, takes what is typed and chosen, and writes it', async () => {
    const file = join(folder, 'asked.yaml');
    const raw = await init(file, [
      ['Where are the reports to come from?', DOWN + ENTER],
      ['Name of the report', `X${ENTER}`],
      ['What must be true of copies?', ENTER],
      ['How old may the newest copy', ENTER],
      ['How often is it to be asked?', DOWN + ENTER],
    ]);
    expect(raw).toContain(`copy-audit run --definition ${file}`);
    expect(readDefinitionFile(file).map(({ declared }) => declared)).toMatchObject([
      {
        name: 'OffsiteCopiesX',
        schedule: 'rate(6 hours)',
        controls: [{ control: 'completed' }, { control: 'freshWithin', within: '26h' }],
      },
    ]);
  });

  it('writes nothing where somebody would rather not answer', async () => {
    const file = join(folder, 'cancelled.yaml');
    const raw = await init(file, [['Where are the reports to come from?', '\u0003']]);
    expect(raw).toContain('Cancelled: nothing was written');
    expect(existsSync(file)).toBe(false);
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

const has = (program: string): boolean => spawnSync(program, ['--version']).status === 0;

describe('completion in a real shell', () => {
  const bin = join(folder, 'bin');
  const at = (program: string, args: readonly string[]): string[] => {
    const { stdout, stderr } = spawnSync(program, args, {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: [bin, process.env['PATH'] ?? ''].join(delimiter), HOME: folder, TERM: 'dumb' },
    });
    expect(stderr).toBe('');
    return stdout.trimEnd().split('\n');
  };
  beforeAll(() => {
    mkdirSync(bin);
    chmodSync(written('bin/copy-audit', `#!/bin/sh\nexec '${process.execPath}' '${COMMAND}' "$@"\n`), 0o755);
  });

  // As bash calls the function that is registered, for words of which the last is being typed.
  const TAB = `eval "$(copy-audit completion bash)"
function=$(complete -p copy-audit | sed 's/.*-F \\([^ ]*\\).*/\\1/')
tab() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); "$function" copy-audit "\${@: -1}" "\${@: -2:1}"; echo "\${COMPREPLY[*]}"; }
`;

  (has('bash') ? it : it.skip)(
    'completes in bash: commands, values, reports, files; and runs nothing of what is typed',
    () => {
      const lines = [
        'hist',
        'run --output = js',
        'run -d reports.yaml --report ""',
        'run --definition rep',
        `explain '$(touch ran)'`,
      ];
      expect(at('bash', ['--norc', '-c', TAB + lines.map((line) => `tab copy-audit ${line}\n`).join('')])).toEqual([
        'history',
        'json',
        'Offsite Small',
        'reports.yaml',
      ]);
      expect(existsSync(join(folder, 'ran'))).toBe(false);
    },
  );

  for (const [shell, option] of [
    ['zsh', '-n'],
    ['fish', '--no-execute'],
  ] as const) {
    const isThere = has(shell);
    if (!isThere) process.stderr.write(`skipped: there is no ${shell} here to read the script of its completion\n`);
    (isThere ? it : it.skip)(`is read by ${shell}`, () => {
      expect(at(shell, [option, written(`script.${shell}`, SCRIPTS[shell])])).toEqual(['']);
    });
  }
});
