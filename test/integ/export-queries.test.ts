import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { EXPORT_TABLES, PARTITION } from '../../audit/run-export/tables.js';
import { HOUR } from '../../audit/schema.js';
import { exportRun } from '../../aws/export-run.js';
import { readHistory, readRun } from '../../aws/table/runs.js';
import { REPORT } from '../kit/a-run.js';
import { AS_OF } from '../kit/audit-of.js';
import { blocksOf, pages } from '../kit/documents.js';
import { startDynamoDb } from '../kit/embedded-dynamodb.js';
import { fillTable } from '../kit/table-of-runs.js';
import { hasPython, queriesPython } from './kit/install.js';

const queries = pages()
  .filter(({ path }) => path === 'docs/exports.md')
  .flatMap(blocksOf)
  .filter(({ language }) => language === 'sql')
  .map(({ code }) => code);

const describeQueries = hasPython() ? describe : describe.skip;
if (!hasPython()) console.warn('Skipped: DuckDB and sqlglot want Python 3.10 or later with venv, and there is none');

/** Exports all runs of a filled table into a folder, by the exporter itself. */
const exportInto = async (folder: string): Promise<void> => {
  const dynamodb = await startDynamoDb();
  try {
    await fillTable(dynamodb);
    const table = dynamodb.open(() => AS_OF + 50 * HOUR);
    const bucket = {
      put: async (key: string, text: AsyncIterable<string>) => {
        let whole = '';
        for await (const line of text) whole += line;
        const file = join(folder, key);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, gzipSync(whole));
        return whole.length;
      },
    };
    for await (const { runId } of readHistory(table, REPORT)) {
      const item = await readRun(table, REPORT, runId);
      if (item !== undefined) await exportRun(table, item, bucket, '');
    }
  } finally {
    await dynamodb.close();
  }
};

describeQueries('the questions of docs/exports.md', () => {
  let folder: string;
  let answers: readonly (readonly (readonly string[])[])[];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'copy-audit-export-'));
    await exportInto(folder);
    const tables = Object.fromEntries(
      EXPORT_TABLES.map(({ name, columns }) => [
        name,
        Object.fromEntries(Object.entries(columns).map(([column, { type }]) => [column, type])),
      ]),
    );
    const asked = { folder, tables, partition: PARTITION.name, database: 'copy_audit_default', queries };
    const { stdout, stderr, status } = spawnSync(queriesPython(), [join(__dirname, 'export-queries', 'answer.py')], {
      input: JSON.stringify(asked),
      encoding: 'utf8',
    });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    answers = JSON.parse(stdout) as typeof answers;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are all answered, with something', () => {
    expect(queries).toHaveLength(7);
    expect(answers.map((rows) => rows.length > 0)).toEqual(queries.map(() => true));
  });

  it('have the answers that the table has', () => {
    const [days = [], open = [], accounts = [], causes = []] = answers;
    expect(days.map(([report, day]) => [report, day])).toEqual(
      ['2026-06-15', '2026-06-16', '2026-06-17'].map((day) => [REPORT, day]),
    );
    expect(open.some(([, , , arn]) => arn?.endsWith(':db:orders'))).toBe(true);
    expect(accounts.map(([account]) => account)).toContain('111111111111');
    expect(causes.length).toBeGreaterThan(0);
  });
});
