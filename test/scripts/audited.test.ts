import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Audited, judged } from '../../scripts/audited.js';

const project = mkdtempSync(join(tmpdir(), 'audited-'));
const dependencies = { leftpad: '1.0.0' };
const lock = { '': { name: 'p', version: '1.0.0', dependencies }, 'node_modules/leftpad': { version: '1.0.0' } };
writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'p', version: '1.0.0', dependencies }));
writeFileSync(
  join(project, 'package-lock.json'),
  JSON.stringify({ name: 'p', version: '1.0.0', lockfileVersion: 3, packages: lock }),
);
const PACKAGE = {
  name: 'leftpad',
  'dist-tags': { latest: '1.0.0' },
  versions: { '1.0.0': { name: 'leftpad', version: '1.0.0' } },
};
let registry: Server | undefined;
afterEach(() => registry?.close());
afterAll(() => rmSync(project, { recursive: true }));

/** What npm itself makes of a registry's answer. */
const auditedAt = async (status: number, answer: unknown): Promise<Audited> => {
  registry = createServer((request, response) => {
    request.resume();
    const isAsked = request.method === 'POST' && request.url?.includes('/security/') === true;
    // npm asks for the versions of a package besides, to tell which are vulnerable.
    response.writeHead(isAsked ? status : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isAsked ? answer : PACKAGE));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => registry?.once('listening', resolve));
  const { port } = registry.address() as AddressInfo;
  const args = ['audit', '--json', '--audit-level=high', '--fetch-retries=0', `--registry=http://127.0.0.1:${port}/`];
  const npm = spawn('npm', args, { cwd: project, env: { ...process.env, npm_config_cache: join(project, 'cache') } });
  let [out, err] = ['', ''];
  npm.stdout.on('data', (chunk) => (out += String(chunk)));
  npm.stderr.on('data', (chunk) => (err += String(chunk)));
  await new Promise((resolve) => npm.once('close', resolve));
  return judged(out, err);
};

const advisory = (severity: string) => ({
  leftpad: [
    { id: severity, url: 'https://example.com/1', title: 'It pads too far', severity, vulnerable_versions: '<2.0.0' },
  ],
});

describe('an audit of what is installed', () => {
  it('is clean where the registry knows of nothing', async () => {
    expect(await auditedAt(200, {})).toMatchObject({ verdict: 'CLEAN' });
  });

  it.each(['high', 'critical'])('finds what is vulnerable in a %s degree, and names it', async (severity) => {
    const { verdict, sentence } = await auditedAt(200, advisory(severity));
    expect(verdict).toBe('VULNERABLE');
    expect(sentence).toMatch(new RegExp(`${severity} +leftpad \\*`));
  });

  it('goes on where something is vulnerable in a lesser degree', async () => {
    expect(await auditedAt(200, advisory('moderate'))).toEqual({
      verdict: 'CLEAN',
      sentence: 'CLEAN: nothing of high or critical severity is known, 1 of less',
    });
  });

  it.each([405, 404, 500])(
    'is no audit where the registry answers %d: that is said, and not called clean',
    async (status) => {
      const { verdict, sentence } = await auditedAt(status, { error: 'no' });
      expect(verdict).toBe('NOT_ANSWERED');
      expect(sentence).toMatch(/^NOT ANSWERED: .*is not known \(.+\)$/);
    },
  );

  it('is no audit where npm says nothing', () => {
    expect(judged('', '')).toMatchObject({ verdict: 'NOT_ANSWERED' });
    expect(judged('{}', 'npm error audit endpoint returned an error')).toMatchObject({ verdict: 'NOT_ANSWERED' });
  });
});
