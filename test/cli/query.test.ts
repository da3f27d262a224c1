import { parse } from 'csv-parse/sync';
import type { Run } from '../../audit/run.js';
import { runSchema } from '../../audit/run.js';
import { HOUR } from '../../audit/schema.js';
import { REPORT } from '../kit/a-run.js';
import { AS_OF } from '../kit/audit-of.js';
import { type TableAtTerminal, startTableAtTerminal } from '../kit/table-at-terminal.js';
import { atTerminal } from '../kit/test-terminal.js';

const ORDERS = 'arn:aws:rds:eu-west-1:111111111111:db:orders';
let there: TableAtTerminal;

beforeAll(async () => (there = await startTableAtTerminal()));
afterAll(() => there?.close());

const ask = async (...args: readonly string[]) => {
  const { code, out, err } = await there.run(...args);
  expect(err).toBe('');
  expect(code).toBe(0);
  return out;
};
const asked = async (...args: readonly string[]): Promise<unknown> => JSON.parse(await ask(...args, '-o', 'json'));

describe('copy-audit query', () => {
  it('lists every report in a line, the worst first, and what is not published yet', async () => {
    const out = await ask('query', 'latest');
    expect(out).toMatch(/^REPORTS {2}1 of 1 report not compliant\n/);
    expect(out).toMatch(/\n {2}FAIL +OffsiteCopies .*CRITICAL/);
    expect(out).toMatch(/\n {2}Declared: nothing is published yet\n$/);
    expect(await asked('query', 'latest')).toMatchObject({ runs: [{ report: REPORT }], unpublished: ['Declared'] });
  });

  it('prints the latest run of a report as `run` does, whole', async () => {
    const run: Run = runSchema.parse(await asked('query', 'latest', REPORT));
    expect(new Date(run.asOf).getTime()).toBe(AS_OF + 48 * HOUR);
    expect(run.resources.map(({ resourceArn }) => resourceArn)).toContain(ORDERS);
    expect(run.findings).toHaveLength(run.findingCounts.total);
    expect(await ask('query', 'latest', REPORT)).toMatch(/^OffsiteCopies {2}NON_COMPLIANT/);
  });

  it('lists findings that are asked for, worst first, each with what explain takes', async () => {
    const all = (await asked('query', 'findings', REPORT)) as { findings: Run['findings']; isComplete: boolean };
    expect(all.isComplete).toBe(true);
    expect(all.findings.length).toBeGreaterThan(2);
    const out = await ask('query', 'findings', REPORT);
    for (const { id } of all.findings) expect(out).toContain(`  ${id.slice(0, 8)}  `);
    const narrowed = async (...options: readonly string[]) =>
      ((await asked('query', 'findings', REPORT, ...options)) as typeof all).findings;
    const byCode = (wanted: (finding: Run['findings'][number]) => boolean) => all.findings.filter(wanted);
    expect(await narrowed('--severity', 'CRITICAL')).toEqual(byCode(({ severity }) => severity === 'CRITICAL'));
    expect(await narrowed('--severity', 'low', '--severity', 'HIGH')).toHaveLength(
      byCode(({ severity }) => severity !== 'CRITICAL').length,
    );
    expect(await narrowed('--control', 'completed')).toEqual(byCode(({ controlId }) => controlId === 'completed'));
    expect(await narrowed('--resource', ORDERS)).toEqual(byCode(({ subject }) => subject.resourceArn === ORDERS));
    const [cause] = all.findings.flatMap((finding) => finding.cause ?? []);
    expect(await narrowed('--cause', cause!.id)).toEqual(byCode((finding) => finding.cause?.id === cause!.id));
    expect(await narrowed('--filter-set', 'volumes')).toEqual(byCode(({ filterSet }) => filterSet === 'volumes'));
  });

  it('says where it stopped', async () => {
    expect(await ask('query', 'findings', REPORT, '--limit', '1')).toMatch(
      /1 finding .*\n.*\n.*\n {2}and more: --limit 10/,
    );
    expect(await asked('query', 'findings', REPORT, '-n', '1')).toMatchObject({ findings: [{}], isComplete: false });
  });

  it('lists findings of an earlier run', async () => {
    const { runId } = (await asked('query', 'findings', REPORT, '--run', 'previous')) as { runId: string };
    expect(runId).toMatch(/^20260616T1200/);
    const { asOf } = (await asked('query', 'findings', REPORT, '--run', runId)) as { asOf: string };
    expect(Date.parse(asOf)).toBe(AS_OF + 24 * HOUR);
  });

  it('writes an item a line', async () => {
    const lines = (await ask('query', 'findings', REPORT, '-o', 'ndjson')).trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { controlId: string }).controlId)).toContain('completed');
  });

  it('writes what a spreadsheet opens', async () => {
    const csv = await ask('query', 'findings', REPORT, '-o', 'csv', '--severity', 'CRITICAL');
    const records: Record<string, string>[] = parse(csv, { columns: true, bom: true });
    const findings = records.filter(({ record }) => record === 'finding');
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.every(({ severity }) => severity === 'CRITICAL')).toBe(true);
    expect(await ask('query', 'latest', '-o', 'junit')).toMatch(/<testsuite .*OffsiteCopies/);
  });

  it('says what every report knows of a resource', async () => {
    const out = await ask('query', 'resource', ORDERS);
    expect(out).toContain(`${ORDERS}  RDS`);
    expect(out).toMatch(/\n {2}FAIL +OffsiteCopies +databases +2026-06-16 08:00 UTC/);
    expect(out).toMatch(/\n1 finding\n|\n\d findings\n/);
    expect(await asked('query', 'resource', ORDERS)).toMatchObject({ arn: ORDERS, known: [{ report: REPORT }] });
  });

  it.each([
    [['query', 'latest', 'Nobody'], 'There is no report Nobody; there are Declared, OffsiteCopies'],
    [['query', 'latest', 'Declared'], 'Nothing of report Declared is published yet'],
    [['query', 'findings', REPORT, '--run', 'x'], 'Report OffsiteCopies has no run x that is kept'],
    [['query', 'resource', 'orders'], 'No report knows a resource orders: give its whole ARN'],
  ])('says what there is not: %s', async (args, message) => {
    const { code, err } = await there.run(...args);
    expect([code, err]).toEqual([1, expect.stringContaining(message)]);
  });

  it('refuses a severity that there is not, and names those that there are', async () => {
    const { code, err } = await atTerminal(['query', 'findings', REPORT, '--severity', 'BAD']);
    expect([code, err]).toEqual([1, expect.stringMatching(/CRITICAL, HIGH, MEDIUM, LOW, INFORMATIONAL/)]);
  });
});

describe('copy-audit history', () => {
  it('lists runs, newest first, with what each changed', async () => {
    const out = await ask('history', REPORT);
    const [head, , ...lines] = out.trimEnd().split('\n');
    expect(head).toMatch(/^OffsiteCopies {2}5 runs {2}[\d.]+ to [\d.]+ % met {2}[▁▂▃▄▅▆▇█·]{5}$/);
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatch(/^ {2}FAIL +2026-06-17 12:00 UTC/);
    const { runs } = (await asked('history', REPORT)) as { runs: { runId: string; changes?: { added: number } }[] };
    expect(runs.map(({ runId }) => runId)).toEqual([...runs.map(({ runId }) => runId)].sort().reverse());
    // The second run found what failed since the first.
    expect(runs[3]?.changes?.added).toBeGreaterThan(0);
    expect(runs[4]).not.toHaveProperty('changes');
  });

  it('lists no more than are asked for, the last of them with its changes', async () => {
    const { runs } = (await asked('history', REPORT, '--limit', '2')) as { runs: { changes?: object }[] };
    expect(runs).toEqual([
      expect.objectContaining({ changes: expect.any(Object) as object }),
      expect.objectContaining({ changes: expect.any(Object) as object }),
    ]);
  });
});
