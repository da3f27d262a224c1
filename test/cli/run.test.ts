import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { type Run, runSchema } from '../../audit/run.js';
import { runJsonSchema } from '../../audit/run-schema.js';
import { startSandbox } from '../../sandbox/index.js';
import { atTerminal } from '../kit/test-terminal.js';

const AS_OF = '2026-11-24T12:00:00Z';
const folder = mkdtempSync(join(tmpdir(), 'copy-audit-'));

const fileOf = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

const job = (id: string, fields: object = {}) => ({
  CopyJobId: id,
  AccountId: '111122223333',
  State: 'COMPLETED',
  CreationDate: '2026-11-24T02:00:00Z',
  CompletionDate: '2026-11-24T03:00:00Z',
  ResourceArn: `arn:aws:rds:eu-west-1:111122223333:db:${id}`,
  ResourceType: 'RDS',
  SourceBackupVaultArn: 'arn:aws:backup:eu-west-1:111122223333:backup-vault:a',
  DestinationBackupVaultArn: 'arn:aws:backup:eu-central-1:111122223333:backup-vault:b',
  ...fields,
});
const ndjson = (jobs: readonly object[]): string => jobs.map((each) => JSON.stringify(each)).join('\n');
const failed = (id: string, StatusMessage: string, fields: object = {}) =>
  job(id, { State: 'FAILED', StatusMessage, MessageCategory: 'ACCESS_DENIED', ...fields });

const definition = fileOf('definition.yaml', 'name: R\ncontrols:\n  - control: completed\n');
const offline = (...args: string[]) => atTerminal(['run', '--as-of', AS_OF, ...args]);

describe('copy-audit run over recorded jobs', () => {
  it('prints a run that fits the documented schema, with findings, rows and counts', async () => {
    const jobs = fileOf(
      'jobs.ndjson',
      ndjson([job('a'), failed('b', 'Access Denied trying to call AWS Backup service')]),
    );
    const { out, code } = await offline('--definition', definition, '--jobs', jobs, '--output', 'json');
    const run: Run = runSchema.parse(JSON.parse(out));
    expect(code).toBe(2);
    expect(run).toMatchObject({
      report: 'R',
      status: 'NON_COMPLIANT',
      complete: true,
      asOf: '2026-11-24T12:00:00.000Z',
    });
    expect(run.findings.map(({ control, subject, verdict }) => [control, subject.id, verdict])).toEqual([
      ['completed', 'b', 'NOT_MET'],
    ]);
    expect(run.resources.map(({ resourceArn }) => resourceArn.split(':').at(-1))).toEqual(['a', 'b']);
    expect(run.counts).toMatchObject({ copyJobs: 2, failedJobs: 1, jobsByState: { COMPLETED: 1, FAILED: 1 } });
    expect(run.causes[0]).toMatchObject({ id: 'destination-vault-denies-copy', jobs: 1 });
  });

  it('prints what the JSON Schema that ships says, one report or several', async () => {
    const validate = new Ajv({ allErrors: true, validateFormats: false }).compile(runJsonSchema());
    const both = fileOf('both.yaml', 'reports:\n  - name: A\n  - { name: B, controls: [{ control: completed }] }\n');
    const composite = {
      IsParent: true,
      NumberOfChildJobs: 1,
      State: 'PARTIAL',
      MessageCategory: 'UNSUPPORTED_OPERATION',
    };
    const members = [job('p', composite), failed('c', 'no', { ParentJobId: 'p', CompletionDate: null })];
    const jobs = fileOf(
      'several.ndjson',
      ndjson([job('a'), job('odd', { State: 'NEW_STATE', Future: 1 }), ...members]),
    );
    for (const file of [definition, both]) {
      const { out } = await offline('--definition', file, '--jobs', jobs, '--output', 'json');
      validate(JSON.parse(out));
      expect(validate.errors).toBeNull();
    }
    expect(validate({ status: 'COMPLIANT' })).toBe(false);
  });

  it.each([
    [0, 'COMPLIANT', [job('a')]],
    [2, 'NON_COMPLIANT', [failed('a', 'no')]],
    [3, 'INSUFFICIENT_DATA', []],
  ])('ends with %i where the report is %s', async (code, status, jobs) => {
    const file = fileOf('some.ndjson', ndjson(jobs));
    const session = await offline('--definition', definition, '--jobs', file);
    expect(session.code).toBe(code);
    expect(session.out).toContain(status);
  });

  it.each([
    [['--fail-on', 'HIGH'], 2],
    [['--fail-on', 'critical'], 0],
  ])('with %s ends with %i for a finding that is HIGH', async (args, code) => {
    const file = fileOf('failing.ndjson', ndjson([failed('a', 'no')]));
    expect((await offline('--definition', definition, '--jobs', file, ...args)).code).toBe(code);
  });

  it.each([
    ['--profile', 'audit'],
    ['--endpoint-url', 'http://127.0.0.1:1'],
    ['--requests-per-second', '5'],
  ])('reads no account beside recorded jobs, so that %s is refused', async (option, value) => {
    const { code, err } = await offline('--jobs', fileOf('some.ndjson', ndjson([job('a')])), option, value);
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringContaining(`'--jobs <file...>' cannot be used with option '${option}`),
    });
  });

  it.each(['--backup-jobs', '--protected-resources'])('takes %s only beside recorded jobs', async (option) => {
    const { code, err } = await offline(option, fileOf('recorded.ndjson', ''));
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('give --jobs as well') });
  });

  it('knows no severity to fail on that fails nothing', async () => {
    const { code, err } = await offline('--fail-on', 'INFORMATIONAL');
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringContaining('Expected one of CRITICAL, HIGH, MEDIUM, LOW'),
    });
  });

  it('shows what is worst first, and what fails again and again of a resource in one line', async () => {
    const several = fileOf(
      'several.yaml',
      'name: R\ncontrols:\n  - { control: withoutIssues, severity: LOW }\n  - { control: crossRegion, severity: LOW }\n  - control: completed\n',
    );
    const nights = Array.from({ length: 7 }, (_, night) => failed('db', 'no', { CopyJobId: `n${night}` }));
    const file = fileOf(
      'nights.ndjson',
      ndjson([job('x', { MessageCategory: 'ODD' }), ...nights, failed('other', 'no')]),
    );
    const { out } = await offline('--definition', several, '--jobs', file);
    const controls = out
      .slice(out.indexOf('CONTROLS'), out.indexOf('WHERE'))
      .match(/withoutIssues|crossRegion|completed/g);
    expect(controls).toEqual(['completed', 'withoutIssues', 'crossRegion']);
    expect(out).toMatch(
      /HIGH completed in all: 8 findings.*\n {4}rds:\S+:db:db {2}7 times FAILED.*\n {4}rds:\S+:db:other {2}FAILED/,
    );
  });

  it('takes paths of Windows as they are, and files whose lines end as they do there', async () => {
    const { err } = await offline('--jobs', 'C:\\backups\\new jobs.json');
    expect(err).toContain('C:\\backups\\new jobs.json: there is no such file or folder');
    const crlf = fileOf('crlf.yaml', 'name: R\r\ncontrols:\r\n  - control: completed\r\n');
    const file = fileOf('crlf.ndjson', `${ndjson([job('a'), failed('b', 'no')]).replaceAll('\n', '\r\n')}\r\n`);
    const { out } = await offline('--definition', crlf, '--jobs', file, '--output', 'json');
    expect(JSON.parse(out)).toMatchObject({ report: 'R', status: 'NON_COMPLIANT', counts: { copyJobs: 2 } });
  });

  it('lets the finished record of a job stand, wherever it is in the file', async () => {
    const jobs = fileOf(
      'twice.ndjson',
      ndjson([failed('a', 'no'), job('a', { State: 'RUNNING', CompletionDate: null })]),
    );
    const { out } = await offline('--definition', definition, '--jobs', jobs, '--output', 'json');
    expect(JSON.parse(out)).toMatchObject({ status: 'NON_COMPLIANT', counts: { copyJobs: 1 } });
  });

  it('of two finished records that are equally late lets the one stand that is read later', async () => {
    const jobs = fileOf('late.ndjson', ndjson([failed('a', 'no'), job('a')]));
    const { code } = await offline('--definition', definition, '--jobs', jobs);
    expect(code).toBe(0);
  });

  it('keeps the jobs of the accounts and Regions that a filter set targets', async () => {
    const targets = fileOf(
      'targets.yaml',
      'name: R\nfilterSets:\n  - name: ireland\n    targets: [{accounts: ["111122223333"], regions: [eu-west-1]}]\n',
    );
    const elsewhere = job('c', { SourceBackupVaultArn: 'arn:aws:backup:us-east-1:111122223333:backup-vault:a' });
    const others = job('d', { AccountId: '999999999999' });
    const jobs = fileOf('mixed.ndjson', ndjson([job('a'), elsewhere, others]));
    const { out } = await offline('--definition', targets, '--jobs', jobs, '--output', 'json');
    expect(JSON.parse(out)).toMatchObject({ counts: { copyJobs: 1 } });
  });

  it('remembers resources of an earlier run', async () => {
    const fresh = fileOf('fresh.yaml', 'name: R\ncontrols:\n  - {control: freshWithin, within: 26h}\n');
    const jobs = fileOf('one.ndjson', ndjson([job('a'), job('b')]));
    const { out } = await offline('--definition', fresh, '--jobs', jobs, '--output', 'json');
    const previous = fileOf('previous.json', out);
    const only = fileOf('only.ndjson', ndjson([job('a', { CreationDate: '2026-11-27T02:00:00Z' })]));
    const args = ['--definition', fresh, '--jobs', only, '--previous', previous, '--output', 'json'];
    const later = await atTerminal(['run', '--as-of', '2026-11-27T12:00:00Z', ...args]);
    const run = runSchema.parse(JSON.parse(later.out));
    expect(run.findings.map(({ subject }) => subject.id.split(':').at(-1))).toEqual(['b']);
    expect(run.resources.find(({ remembered }) => remembered)?.resourceArn).toMatch(/db:b$/);
  });

  it('audits only the reports that are asked for, and prints several as a list', async () => {
    const two = fileOf('two.yaml', 'reports:\n  - name: A\n  - name: B\n');
    const jobs = fileOf('jobs2.ndjson', ndjson([job('a')]));
    const both = await offline('--definition', two, '--jobs', jobs, '--output', 'json');
    expect(JSON.parse(both.out)).toMatchObject({ runs: [{ report: 'A' }, { report: 'B' }] });
    const one = await offline('--definition', two, '--jobs', jobs, '--report', 'B', '--output', 'json');
    expect(JSON.parse(one.out)).toMatchObject({ report: 'B' });
    const none = await offline('--definition', two, '--jobs', jobs, '--report', 'C');
    expect(none).toMatchObject({ code: 1, err: expect.stringContaining('There is no report C; there are A, B') });
  });

  it('names the first cause of reports that fail, and none beside one that is compliant', async () => {
    const two = fileOf(
      'causes.yaml',
      'reports:\n  - { name: Fails, controls: [{ control: completed }] }\n  - { name: Holds, controls: [{ control: minimumCopies, copies: 1 }] }\n',
    );
    const jobs = fileOf(
      'causes.ndjson',
      ndjson([job('a'), failed('b', 'Access Denied trying to call AWS Backup service')]),
    );
    const { out } = await offline('--definition', two, '--jobs', jobs);
    const overview = out.slice(out.indexOf('REPORTS  1 of 2 reports not compliant')).split('\n');
    expect(overview.find((line) => line.includes('Fails'))).toContain('The destination vault does not allow the copy');
    expect(overview.find((line) => line.includes('Holds'))).not.toContain('vault');
  });

  it('says which line of a file is wrong', async () => {
    const jobs = fileOf('broken.ndjson', `${JSON.stringify(job('a'))}\n{"CopyJobId": "b"`);
    const { code, err } = await offline('--jobs', jobs);
    expect(code).toBe(1);
    expect(err).toContain('broken.ndjson:2');
  });

  it('shows what AWS wrote as text that steers nothing', async () => {
    const message = 'oops\u001b[31m\u202Ered\r\nline';
    const jobs = fileOf('foreign.ndjson', ndjson([failed('a', message, { MessageCategory: 'X\u001b]0;t\u0007' })]));
    const { out } = await offline('--definition', definition, '--jobs', jobs);
    // eslint-disable-next-line no-control-regex
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(out).toContain('oops');
  });

  it.each([72, 80, 160])('fits its lines into %i columns', async (columns) => {
    const jobs = fileOf(
      'wide.ndjson',
      ndjson(
        Array.from({ length: 30 }, (_, index) => failed(`${'x'.repeat(90)}${index}`, 'a long reason '.repeat(20))),
      ),
    );
    const { out } = await atTerminal(['run', '--as-of', AS_OF, '--jobs', jobs], { columns });
    const tooLong = out.split('\n').filter((line) => line.length > columns);
    expect(tooLong).toEqual([]);
  });
});

describe('copy-audit run over an endpoint', () => {
  it('audits every copy job with the controls of no definition at all', async () => {
    const sandbox = await startSandbox({ copyJobs: [job('a'), failed('b', 'Stopped by user')] });
    try {
      const { out, code } = await atTerminal([
        'run',
        '--endpoint-url',
        sandbox.url,
        '--as-of',
        AS_OF,
        '--output',
        'json',
      ]);
      expect(code).toBe(2);
      expect(JSON.parse(out)).toMatchObject({ report: 'AllCopies', counts: { copyJobs: 2 }, complete: true });
    } finally {
      await sandbox.close();
    }
  });

  it('ends with 1 and the reason where nothing can be read', async () => {
    const faultPlan = () => ({
      kind: 'error' as const,
      status: 403,
      code: 'AccessDeniedException',
      message: 'not authorized to perform backup:ListCopyJobs',
    });
    const sandbox = await startSandbox({ copyJobs: [], faultPlan });
    try {
      const { out, code } = await atTerminal(['run', '--endpoint-url', sandbox.url]);
      expect(code).toBe(1);
      expect(out).toContain('AccessDeniedException: not authorized to perform backup:ListCopyJobs');
    } finally {
      await sandbox.close();
    }
  });
});

describe('copy-audit', () => {
  it('explains itself', async () => {
    const { code, out } = await atTerminal(['run', '--help']);
    expect(code).toBe(0);
    expect(out).toContain('Exit codes: 0 COMPLIANT, 2 NON_COMPLIANT, 3 INSUFFICIENT_DATA, 1 ERROR');
  });

  it('refuses what it does not know, and says where help is', async () => {
    const { code, err } = await atTerminal(['run', '--as-of', 'yesterday']);
    expect(code).toBe(1);
    expect(err).toContain('Expected a time such as 2026-11-24T06:00:00Z');
    expect(await atTerminal(['audit'])).toMatchObject({ code: 1, err: expect.stringContaining('--help') });
  });
});
