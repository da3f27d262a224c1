import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONTROLS } from '../../audit/controls/index.js';
import { KNOWN_CAUSES } from '../../audit/causes/known.js';
import type { Run } from '../../audit/run.js';
import { HOUR } from '../../audit/schema.js';
import { ReportReader } from '../../aws/table/reader.js';
import { REPORT, aRun } from '../kit/a-run.js';
import { AS_OF } from '../kit/audit-of.js';
import { STEERING, aForeignJob, foreignTexts } from '../kit/foreign-text.js';
import { type TableAtTerminal, startTableAtTerminal } from '../kit/table-at-terminal.js';
import { atTerminal } from '../kit/test-terminal.js';

const folder = mkdtempSync(join(tmpdir(), 'copy-audit-explain-'));
afterAll(() => rmSync(folder, { recursive: true }));

const explain = async (what: string, ...options: readonly string[]) => {
  const { code, out, err } = await atTerminal(['explain', what, ...options], { now: AS_OF + 49 * HOUR });
  return { code, out, err };
};
const written = (name: string, content: unknown): string => {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
};
const runOf = async (texts: readonly string[]): Promise<Run> => {
  const read = await aRun(
    texts.map((text) => aForeignJob(text)),
    {
      definition: { controls: [{ control: 'completed' }] },
    },
  );
  return read.conclude([]);
};

describe('copy-audit explain', () => {
  it.each(CONTROLS.map(({ name }) => name))('tells what %s asks, with its options', async (name) => {
    const { code, out } = await explain(name);
    expect(code).toBe(0);
    const control = CONTROLS.find((each) => each.name === name)!;
    expect(out.split('\n')[0]).toBe(`${name}  ${control.title}`);
    expect(out).toContain(`${control.severity} unless declared otherwise`);
    expect(out).toContain(`/docs/controls.md#${name}\n`);
    for (const option of Object.keys(control.options)) expect(out).toMatch(new RegExp(`\n {2}${option} +\\S`));
  });

  it('tells what is required and what an option is where it is not given', async () => {
    const { out } = await explain('freshwithin');
    expect(out).toMatch(/\n {2}within +duration \(26h\); required\./);
    expect(out).toMatch(/default "COPY_CREATION"/);
    const { out: json } = await explain('freshWithin', '-o', 'json');
    expect(JSON.parse(json)).toMatchObject({ name: 'freshWithin', judges: 'resource', options: { within: {} } });
  });

  it('tells what is behind every cause', async () => {
    for (const { id, title, page } of KNOWN_CAUSES) {
      const { code, out } = await explain(id);
      expect([code, out.split('\n')[0]]).toEqual([0, `${id}  ${title}`]);
      if (page !== undefined) expect(out).toContain(`${page}\n`);
    }
    expect((await explain('unexplained')).out).toContain('AWS gives no reason');
  });

  describe('of a run in a file', () => {
    it('tells all that is known of a finding, whose id need only begin so', async () => {
      const run = await runOf(['Access Denied trying to call AWS Backup service']);
      const [finding] = run.findings;
      const file = written('run.json', run);
      const { code, out } = await explain(finding!.id.slice(0, 6), '--from', file);
      expect(code).toBe(0);
      expect(out).toMatch(/^HIGH completed is not met: /);
      for (const text of [finding!.expected, finding!.remedy, finding!.id, 'docs/controls.md#completed'])
        expect(out.replaceAll(/\s+/g, ' ')).toContain(text);
      expect(out).toMatch(/\nCAUSE\n {2}cause +\S.* \(destination-vault-denies-copy\)\n/);
      for (const field of Object.keys(finding!.job!)) expect(out).toContain(`  ${field.slice(0, 34)}`);
      const { out: json } = await explain(finding!.id, '--from', file, '-o', 'json');
      expect(JSON.parse(json)).toMatchObject({
        report: REPORT,
        runId: run.runId,
        finding: JSON.parse(JSON.stringify(finding)) as object,
      });
    });

    it('asks for more where several ids begin so, and says which they are', async () => {
      const run = await runOf(['a', 'b', 'c']);
      const { code, err } = await explain('', '--from', written('three.json', { runs: [run] }));
      expect(code).toBe(1);
      expect(err).toContain('begins the ids of several findings: give more of it');
      for (const { id } of run.findings) expect(err).toContain(id);
    });

    it('says that there is none', async () => {
      const file = written('run.json', await runOf(['a']));
      expect(await explain('xyz', '--from', file)).toMatchObject({
        code: 1,
        err: expect.stringContaining('xyz is no control, no cause and no finding'),
      });
      expect(await explain('xyz')).toMatchObject({ code: 1, err: expect.stringContaining('say where it is: --from') });
    });

    it('lets foreign text steer nothing', async () => {
      for (const [, text] of foreignTexts) {
        const run = await runOf([text]);
        const { code, out } = await explain(run.findings[0]!.id, '--from', written('foreign.json', run));
        expect([code, STEERING.exec(out)]).toEqual([0, null]);
      }
    });
  });

  describe('of a deployed report', () => {
    let there: TableAtTerminal;
    beforeAll(async () => (there = await startTableAtTerminal()));
    afterAll(() => there?.close());
    const explainThere = (what: string, ...options: readonly string[]) => there.run('explain', what, ...options);

    it('finds a finding of the latest run of any report, exempt or not, of whichever severity', async () => {
      const reader = new ReportReader(there.dynamodb.open(() => AS_OF + 49 * HOUR));
      const { header } = (await reader.publishedRun(REPORT))!;
      for await (const { id, controlId } of reader.findingsOf(REPORT, header.runId)) {
        const { code, out, err } = await explainThere(id.slice(0, 10));
        expect([err, code]).toEqual(['', 0]);
        expect(out).toContain(` ${controlId} `);
        expect(out).toContain(`${REPORT}, run ${header.runId}`);
        expect(out).toMatch(/\n {2}first seen +2026-06-1\d /);
      }
    });

    it('looks into the run that is named', async () => {
      const { code, err } = await explainThere('0'.repeat(32), '--report', REPORT, '--run', 'previous');
      expect([code, err]).toEqual([
        1,
        expect.stringContaining('that run of OffsiteCopies has no finding whose id begins so'),
      ]);
    });
  });
});
