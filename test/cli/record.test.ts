import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Run } from '../../audit/run.js';
import { type Sandbox, generateScenario, startSandbox } from '../../sandbox/index.js';
import { recordedSource } from '../../cli/recorded-source.js';
import { parseDefinition } from '../../audit/definition.js';
import { readReport } from '../../cli/audit-report.js';
import { aCopyJob } from '../kit/a-copy-job.js';
import { AS_OF } from '../kit/audit-of.js';
import { aForeignJob, foreignTexts } from '../kit/foreign-text.js';
import { atTerminal } from '../kit/test-terminal.js';

const NOW = Date.parse('2026-11-24T06:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'copy-audit-record-'));
const file = (name: string): string => join(folder, name);
const definition = file('definition.yaml');
writeFileSync(
  definition,
  `reports:
  - name: Everything
    filterSets: [{ name: all }, { name: databases, resourceType: RDS, createdWithin: 7d }]
    controls:
      - { control: completed }
      - { control: freshWithin, within: 26h }
      - { control: withoutIssues }
      - { control: everyRecoveryPointCopied, within: 1d }
      - { control: covers, protectedResources: {} }
      - { control: freshWithin, id: rpo, within: 26h, from: BACKUP_CREATION }
  - name: Failures
    filterSets: [{ name: failed, state: FAILED }]
    controls: [{ control: maximumFailures, failures: 3 }]
`,
);

describe('copy-audit record', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    const scenario = generateScenario({ count: 1_200, asOf: NOW });
    const foreign = foreignTexts.map(([, text]) => aForeignJob(text, { CreationDate: new Date(NOW - 3_600_000) }));
    sandbox = await startSandbox({ ...scenario, copyJobs: [...scenario.copyJobs, ...foreign] });
  });
  afterAll(() => sandbox.close());

  const record = (...args: string[]) =>
    atTerminal(['record', '--region', 'eu-west-1', '--endpoint-url', sandbox.url, ...args], { now: NOW });
  const judged = async (...args: string[]): Promise<Omit<Run, 'units'>[]> => {
    const { out, err } = await atTerminal(['run', '-d', definition, '--output', 'json', ...args], { now: NOW });
    if (out === '') throw new Error(err);
    return (JSON.parse(out) as { runs: Run[] }).runs.map(({ units: _, ...run }) => run);
  };

  it('keeps what a run at that moment would have come to, each job once, and says its digest', async () => {
    const output = file('jobs.ndjson');
    const { code, out, err } = await record('--definition', definition, '--output', output);
    expect({ code, out }).toEqual({ code: 0, out: '' });
    const bytes = readFileSync(output);
    const lines = bytes.toString().trimEnd().split('\n');
    expect(err).toContain(`SHA-256 ${createHash('sha256').update(bytes).digest('hex')}  ${output}\n`);
    const jobs = lines.filter((line) => !line.startsWith('{"copyAudit'));
    expect(err).toContain(`${jobs.length.toLocaleString('en-US')} copy jobs recorded\n`);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      copyAuditRecording: { version: 1, asOf: '2026-11-24T06:00:00.000Z' },
    });
    const live = await judged('--region', 'eu-west-1', '--endpoint-url', sandbox.url);
    expect(live.map(({ findings }) => findings.length > 10)).toEqual([true, false]);
    // What jobs are compared with is in it as well.
    const comparing = live[0]!.controls.filter(({ controlId }) => /^(every|covers|rpo)/.test(controlId));
    expect(comparing.map(({ met, notMet }) => met > 0 && notMet > 0)).toEqual([true, true, true, true]);
    // A week later it is still of the time when it was recorded.
    expect(await judged('--jobs', output)).toEqual(live);
    const later = await atTerminal(['run', '-d', definition, '--jobs', output, '-o', 'json'], {
      now: NOW + 7 * 86_400_000,
    });
    expect(later.err).toContain('As of 2026-11-24 06:00 UTC, when it was recorded');
    expect(later.out).toContain('"asOf": "2026-11-24T06:00:00.000Z"');
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('writes over nothing, and goes to standard output where no file is named', async () => {
    writeFileSync(file('there.ndjson'), 'mine');
    const { code, err } = await record('--output', file('there.ndjson'));
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringContaining('is there already: evidence is not written over'),
    });
    expect(readFileSync(file('there.ndjson'), 'utf8')).toBe('mine');
    const { out } = await record('--since', '2026-11-23T00:00:00Z');
    const jobs = out
      .trimEnd()
      .split('\n')
      .slice(1, -1)
      .map((line) => JSON.parse(line) as { CreationDate: string });
    expect(jobs.length).toBeGreaterThan(10);
    expect(jobs.filter(({ CreationDate }) => CreationDate < '2026-11-22T23:59:58')).toEqual([]);
    expect((await record('--since', 'soon')).err).toContain("'--since <when>' argument 'soon' is invalid");
    const wrong = await record('--since', '7d', '--definition', definition);
    expect(wrong).toMatchObject({
      code: 1,
      err: expect.stringContaining("cannot be used with option '-d, --definition"),
    });
  });

  it('whose end is missing, or some of its jobs, is no whole report any more', async () => {
    const { out } = await record('--since', '1d');
    const lines = out.trimEnd().split('\n');
    const statusOf = async (kept: readonly string[]) => {
      writeFileSync(file('cut.ndjson'), kept.join('\n'));
      const { out, err } = await atTerminal(['run', '--jobs', file('cut.ndjson'), '--output', 'json'], { now: NOW });
      return { complete: (JSON.parse(out) as Run).complete, err };
    };
    expect(await statusOf(lines)).toMatchObject({ complete: true });
    expect(await statusOf(lines.slice(0, -1))).toMatchObject({
      complete: false,
      err: expect.stringContaining(`the recording breaks off, after ${lines.length - 2} copy jobs`),
    });
    expect((await statusOf(lines.filter((_, index) => index !== 5))).err).toContain('copy jobs were recorded, and');
    expect((await statusOf(lines.slice(1))).err).toContain('the beginning of the recording is missing');
    // Joined ones are as whole as their parts.
    expect(await statusOf([...lines, ...lines])).toMatchObject({ complete: true });
  });

  it('keeps what could be read where something could not, and a run of it says the same', async () => {
    const denied = { kind: 'error', status: 403, code: 'AccessDeniedException', message: 'no' } as const;
    const refusing = await startSandbox({
      copyJobs: [aCopyJob({ CreationDate: new Date(NOW - 3_600_000) })],
      faultPlan: ({ region }) => (region === 'us-east-1' ? denied : undefined),
    });
    const from = ['--region', 'eu-west-1', '--region', 'us-east-1', '--endpoint-url', refusing.url];
    const output = file('partly.ndjson');
    const { code, err } = await atTerminal(['record', ...from, '-d', definition, '-o', output], { now: NOW });
    const live = await judged(...from);
    await refusing.close();
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringContaining('not all of what was asked for: 3 units are missing'),
    });
    const outcome = (runs: readonly Omit<Run, 'units'>[]) =>
      runs.map(({ report, status, complete, findings }) => [report, status, complete, findings.map(({ id }) => id)]);
    expect(outcome(live).map(([, status]) => status)).toEqual(['ERROR', 'ERROR']);
    expect(outcome(await judged('--jobs', output))).toEqual(outcome(live));
  });
});

describe('a recording of several accounts', () => {
  it('keeps a filter set without targets to the account that it was read from', async () => {
    const jobs = ['111111111111', '222222222222'].map((AccountId) => aCopyJob({ AccountId, CopyJobId: AccountId }));
    const units = [{ filterSet: 'all', accountId: '111111111111', region: 'eu-west-1' }];
    const set = (name: string) => parseDefinition({ name: 'R', filterSets: [{ name }] });
    const read = async (name: string) =>
      (await readReport(set(name), recordedSource({ jobs, units }), { asOf: AS_OF })).conclude([]).counts.copyJobs;
    expect([await read('all'), await read('another')]).toEqual([1, 2]);
  });
});
