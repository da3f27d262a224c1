import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDefinitionFile } from '../../cli/definition-file.js';

const root = join(__dirname, '../..');

describe('the sample copy-audit.yaml', () => {
  const file = join(root, 'copy-audit.yaml');

  it('is valid', () => {
    expect(readDefinitionFile(file).length).toBeGreaterThan(1);
  });

  it('names its schema to editors', () => {
    const [, schema = ''] = /^# yaml-language-server: \$schema=(.+)\n/.exec(readFileSync(file, 'utf8')) ?? [];
    expect(existsSync(join(root, schema))).toBe(true);
  });
});

describe('the app', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'copy-audit-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** As the CDK CLI starts it. */
  const synthesize = (definition: string, context: object = {}) => {
    const file = join(folder, 'reports.yaml');
    writeFileSync(file, definition);
    return spawnSync(process.execPath, ['scripts/run.mjs', 'bin/app.ts'], {
      cwd: root,
      encoding: 'utf8',
      env: {
        ...process.env,
        CDK_OUTDIR: join(folder, 'cdk.out'),
        CDK_CONTEXT_JSON: JSON.stringify({ definition: file, ...context }),
      },
    });
  };
  const templates = () => readdirSync(join(folder, 'cdk.out')).filter((name) => name.endsWith('.template.json'));

  it('synthesizes one stack of the given file', () => {
    const { status } = synthesize('name: Offsite\n');
    expect(status).toBe(0);
    expect(templates()).toEqual(['CopyAudit.template.json']);
  });

  it('keeps auditors of other names in stacks of their own', () => {
    expect(synthesize('name: Offsite\n', { auditor: 'second' }).status).toBe(0);
    expect(templates()).toEqual(['CopyAudit-second.template.json']);
  });

  it('tells what is wrong with the file, line by line, and fails', () => {
    const { status, stderr } = synthesize('name: Offsite\nfilterSets: [{ name: all, pageSize: 5000 }]\ngate: never\n');
    expect(status).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/reports\.yaml:2:37: filterSets\[0\]\.pageSize: .*5000$/),
      expect.stringMatching(/reports\.yaml:3:7: gate: /),
    ]);
    expect(templates()).toEqual([]);
  });
});
