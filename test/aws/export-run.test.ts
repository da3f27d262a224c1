import { gunzipSync } from 'node:zlib';
import { EXPORT_TABLES } from '../../audit/run-export/tables.js';
import { HOUR } from '../../audit/schema.js';
import { ExportBucket } from '../../aws/export-bucket.js';
import { exportRun } from '../../aws/export-run.js';
import { readLatest, readRun } from '../../aws/table/runs.js';
import { ReportReader } from '../../aws/table/reader.js';
import { BUCKET, type LocalBucket, OWNER, startBucket } from '../kit/bucket.js';
import { REPORT } from '../kit/a-run.js';
import { AS_OF } from '../kit/audit-of.js';
import { type EmbeddedDynamoDb, startDynamoDb } from '../kit/embedded-dynamodb.js';
import { STEERING, aForeignJob, foreignTexts } from '../kit/foreign-text.js';
import { publish } from '../kit/published.js';
import { fillTable } from '../kit/table-of-runs.js';

let dynamodb: EmbeddedDynamoDb;
let local: LocalBucket;
const now = AS_OF + 50 * HOUR;
const table = () => dynamodb.open(() => now);
const bucket = () =>
  new ExportBucket({
    name: BUCKET,
    owner: OWNER,
    client: {
      endpoint: local.url,
      region: 'eu-west-1',
      maxAttempts: 1,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    },
  });

const exported = async (report: string, runId?: string) => {
  const item = runId === undefined ? await readLatest(table(), report) : await readRun(table(), report, runId);
  if (item === undefined) throw new Error('no such run');
  const bytes = await exportRun(table(), item, bucket(), 'default/');
  const linesOf = (of: string) =>
    local.lines(`default/${of}/run_date=${item.asOf.slice(0, 10)}/${report}/${item.runId}.ndjson.gz`);
  return { item, bytes, linesOf };
};

const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
};

beforeAll(async () => {
  [dynamodb, local] = await Promise.all([startDynamoDb(), startBucket()]);
  await fillTable(dynamodb);
});
afterAll(() => Promise.all([dynamodb.close(), local.close()]));
beforeEach(() => local.objects.clear());

describe('a run that is exported', () => {
  it('lies under its day, an object for each table', async () => {
    const { item, bytes } = await exported(REPORT);
    expect(item.asOf).toBe('2026-06-17T12:00:00.000Z');
    expect([...local.objects.keys()].sort()).toEqual(
      ['controls', 'findings', 'resources', 'runs'].map(
        (of) => `default/${of}/run_date=2026-06-17/${REPORT}/${item.runId}.ndjson.gz`,
      ),
    );
    expect(Object.keys(bytes).sort()).toEqual(['controls', 'findings', 'resources', 'runs']);
  });

  it('has all that the table has of it', async () => {
    const { item, linesOf } = await exported(REPORT);
    const reader = new ReportReader(table());
    const findings = await all(reader.findingsOf(REPORT, item.runId));
    expect(findings.length).toBeGreaterThan(0);
    expect(linesOf('findings').map((line) => line['finding_id'])).toEqual(findings.map(({ id }) => id));
    expect(JSON.parse(String(linesOf('findings')[0]?.['job']))).toEqual(findings[0]?.job);
    const rows = await reader.rowsOf(REPORT);
    expect(rows.length).toBeGreaterThan(1);
    expect(
      linesOf('resources')
        .map((line) => `${String(line['filter_set'])} ${String(line['resource_arn'])}`)
        .sort(),
    ).toEqual(rows.map(({ filterSet, resourceArn }) => `${filterSet} ${resourceArn}`).sort());
    expect(linesOf('runs')).toEqual([
      expect.objectContaining({
        report: REPORT,
        run_id: item.runId,
        status: 'NON_COMPLIANT',
        findings: findings.length,
        digest: item.digest,
      }),
    ]);
    expect(linesOf('controls')).toHaveLength(6);
  });

  it('has in each line every column that the tables declare, of its type, and no other', async () => {
    const { linesOf } = await exported(REPORT);
    const fits: Readonly<Record<string, (value: unknown) => boolean>> = {
      string: (value) => typeof value === 'string',
      boolean: (value) => typeof value === 'boolean',
      bigint: Number.isSafeInteger,
      double: Number.isFinite,
      'array<string>': (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
      'map<string,bigint>': (value) => Object.values(value as object).every(Number.isSafeInteger),
    };
    for (const { name, columns } of EXPORT_TABLES) {
      const lines = linesOf(name);
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) {
        expect(Object.keys(line)).toEqual(Object.keys(columns));
        const wrong = Object.entries(columns).filter(
          ([column, { type }]) => line[column] !== null && fits[type]?.(line[column]) !== true,
        );
        expect(wrong).toEqual([]);
      }
    }
  });

  it('is the same bytes when it is exported again', async () => {
    await exported(REPORT);
    const first = new Map(local.objects);
    await exported(REPORT);
    expect(local.objects.size).toBe(first.size);
    for (const [key, bytes] of local.objects) expect(first.get(key)?.equals(bytes)).toBe(true);
  });

  it('leaves out rows that newer runs have replaced, and nothing else', async () => {
    const history = await all(new ReportReader(table()).history(REPORT));
    const [, before, old] = history.map(({ runId }) => runId);
    expect(Object.keys((await exported(REPORT, before)).bytes)).toContain('resources');
    const { bytes, linesOf } = await exported(REPORT, old);
    expect(Object.keys(bytes)).toEqual(['controls', 'findings', 'runs']);
    expect(linesOf('runs')).toHaveLength(1);
  });

  it('is whole lines of JSON whatever AWS says', async () => {
    await publish(
      table(),
      foreignTexts.map(([, text], n) => aForeignJob(text, { CopyJobId: `job-${n}` })),
      {
        asOf: AS_OF,
        definition: { name: 'Foreign', controls: [{ control: 'completed' }] },
      },
    );
    const { linesOf } = await exported('Foreign');
    expect(linesOf('findings')).toHaveLength(foreignTexts.length);
    for (const bytes of local.objects.values()) expect(gunzipSync(bytes).toString()).not.toMatch(STEERING);
  });
});
