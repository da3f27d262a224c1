import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RawCopyJob } from '../../audit/copy-job.js';
import type { Run } from '../../audit/run.js';
import { HOUR } from '../../audit/schema.js';
import type { RunDiff } from '../../cli/diff/run-diff.js';
import { aCopyJob } from '../kit/a-copy-job.js';
import { REPORT, aRun } from '../kit/a-run.js';
import { AS_OF } from '../kit/audit-of.js';
import { STEERING, aForeignJob, foreignTexts } from '../kit/foreign-text.js';
import { type TableAtTerminal, startTableAtTerminal } from '../kit/table-at-terminal.js';
import { atTerminal } from '../kit/test-terminal.js';

const folder = mkdtempSync(join(tmpdir(), 'copy-audit-diff-'));
afterAll(() => rmSync(folder, { recursive: true }));

const volume = (name: string, fields: RawCopyJob = {}): RawCopyJob =>
  aCopyJob({ CopyJobId: name, ResourceArn: `arn:aws:ec2:eu-west-1:111111111111:volume/${name}`, ...fields });
const FAILED = { State: 'FAILED', StatusMessage: 'Access Denied' };

const runOf = async (
  jobs: readonly RawCopyJob[],
  hours = 0,
  controls: readonly object[] = [{ control: 'completed' }],
) => (await aRun(jobs, { asOf: AS_OF + hours * HOUR, definition: { controls } })).conclude([]);
const written = (name: string, content: unknown): string => {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
};
const compare = async (before: Run | object, after: Run | object, ...options: readonly string[]) =>
  atTerminal(['diff', written('before.json', before), written('after.json', after), ...options]);

describe('copy-audit diff of files', () => {
  it('says what got worse, and ends with 2 only where it is asked to', async () => {
    const before = await runOf([volume('a'), volume('b')]);
    const after = await runOf([volume('a'), volume('b', FAILED), volume('c')], 1);
    const { code, out } = await compare(before, after);
    expect(code).toBe(0);
    expect(out).toMatch(/^OffsiteCopies {2}NON_COMPLIANT, was COMPLIANT {2}66\.6 % met, was 100 % met\n/);
    expect(out).toMatch(/\nNEW {2}1 finding: it was not so before\n/);
    expect(out).toMatch(/volume\/b/);
    expect(out).toMatch(
      /\nRESOURCES {2}1 newly judged, 0 no longer\n {2}\+ ec2:eu-west-1:111111111111:volume\/c {2}all\n/,
    );
    expect((await compare(before, after, '--fail-on-worse')).code).toBe(2);
    expect((await compare(after, before, '--fail-on-worse')).code).toBe(0);
  });

  it('says that nothing has changed', async () => {
    const run = await runOf([volume('a', FAILED)]);
    const { code, out } = await compare(run, await runOf([volume('a', FAILED)], 1), '--fail-on-worse');
    expect(code).toBe(0);
    expect(out).toMatch(/NON_COMPLIANT, as before .*\n.*1 finding as before\nNothing else has changed\.\n$/);
  });

  it('does not call resolved what is asked no longer', async () => {
    const before = await runOf([volume('a', FAILED)]);
    const after = await runOf([volume('a', FAILED)], 1, [{ control: 'crossRegion' }]);
    const { out } = await compare(before, after);
    expect(out).toContain('GONE, NOT RESOLVED  1 finding: the report asks it no longer');
    expect(out).toContain('The report was changed between them');
    expect(out).not.toContain('\nRESOLVED');
  });

  it('says what got better, for people and for programs', async () => {
    const freshWithin = [{ control: 'freshWithin', within: '6h' }];
    const before = await runOf([volume('a')], 10, freshWithin);
    const newer = { CreationDate: new Date(AS_OF + 19 * HOUR), CompletionDate: new Date(AS_OF + 20 * HOUR) };
    const after = await runOf([volume('a', newer)], 20, freshWithin);
    const { out } = await compare(before, after);
    expect(out).toMatch(/COMPLIANT, was NON_COMPLIANT/);
    expect(out).toMatch(/\nRESOLVED {2}1 finding\n/);
    const json = JSON.parse((await compare(before, after, '-o', 'json')).out) as RunDiff;
    expect(json).toMatchObject({
      report: REPORT,
      turn: 'BETTER',
      gotWorse: false,
      gone: [{ reason: 'RESOLVED' }],
      same: 0,
    });
  });

  it('tells a worse severity from a better one', async () => {
    const of = (severity: string, hours: number) =>
      runOf([volume('a', FAILED)], hours, [{ control: 'completed', severity }]);
    const [low, high] = [await of('LOW', 0), await of('HIGH', 1)];
    const worse = await compare(low, high, '--fail-on-worse');
    expect(worse.code).toBe(2);
    expect(worse.out).toMatch(/\nWORSE {2}1 finding of .*\n {2}HIGH, was LOW: completed ec2:/);
    const better = await compare(high, low, '--fail-on-worse');
    expect(better.code).toBe(0);
    expect(better.out).toMatch(/\nBETTER {2}1 finding of .*\n {2}LOW, was HIGH: completed/);
  });

  it('calls a worse status worse without any finding, and no news what is only shown', async () => {
    const silent = await compare(await runOf([volume('a')]), await runOf([], 1), '--fail-on-worse');
    expect(silent.out).toMatch(/^OffsiteCopies {2}INSUFFICIENT_DATA, was COMPLIANT/);
    expect(silent.code).toBe(2);
    const shown = [{ control: 'completed', severity: 'INFORMATIONAL' }];
    const only = await compare(
      await runOf([volume('a')], 0, shown),
      await runOf([volume('a', FAILED)], 1, shown),
      '--fail-on-worse',
    );
    expect(only.out).toContain('NEW  1 finding');
    expect(only.code).toBe(0);
  });

  it('compares reports by their names where a file has several', async () => {
    const a = await runOf([volume('a')]);
    const b = { ...(await runOf([volume('a', FAILED)], 1)), report: 'Other' };
    const files = [{ runs: [a, { ...a, report: 'Other' }] }, { runs: [b, a] }] as const;
    const { out } = await compare(...files, '-o', 'json');
    expect((JSON.parse(out) as { reports: RunDiff[] }).reports.map(({ report, turn }) => [report, turn])).toEqual([
      ['Other', 'WORSE'],
      [REPORT, undefined],
    ]);
    expect((await compare(...files, '--report', REPORT)).out).not.toContain('Other');
    expect(await compare(a, b)).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no report that both have'),
    });
    expect((await compare(...files, '--report', 'Nope')).err).toContain('There is no report Nope that both have');
  });

  it('lets foreign text steer nothing, and keeps to the width', async () => {
    const jobs = foreignTexts.map(([, text]) => aForeignJob(text));
    const after = await runOf(jobs, 1);
    for (const columns of [80, 160]) {
      const files = [written('before.json', await runOf([])), written('after.json', after)];
      const { out } = await atTerminal(['diff', ...files], { columns });
      expect(STEERING.exec(out)).toBeNull();
      for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(columns);
    }
  });

  it('says what is no run', async () => {
    expect(await atTerminal(['diff', 'a', 'b'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('a is no file'),
    });
    expect(await compare({}, {})).toMatchObject({ code: 1, err: expect.stringContaining('is not a run') });
  });
});

describe('copy-audit diff of a deployed report', () => {
  let there: TableAtTerminal;
  beforeAll(async () => (there = await startTableAtTerminal()));
  afterAll(() => there?.close());
  const diff = async (...args: readonly string[]) => {
    const { code, out, err } = await there.run('diff', ...args, '--report', REPORT, '-o', 'json');
    expect([code, err]).toEqual([0, '']);
    return JSON.parse(out) as RunDiff;
  };

  it('compares the latest run with the one before where no run is named, resources too', async () => {
    const { before, after, resources } = await diff();
    expect([before.asOf, after.asOf]).toEqual(['2026-06-16T12:00:00.000Z', '2026-06-17T12:00:00.000Z']);
    expect(resources).toEqual({ added: [], gone: [] });
  });

  it('compares runs by their ids, without resources that are kept no more', async () => {
    const { before } = await diff();
    const first = '20260615T120000000Z-local';
    const diffs = await diff(first, before.runId);
    expect(diffs.before.runId).toBe(first);
    expect(diffs).not.toHaveProperty('resources');
  });
});
