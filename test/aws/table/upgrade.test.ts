import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type AttributeValue, BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { EVIDENCE_VERSION } from '../../../audit/evidence/schema.js';
import { RECORD_VERSION } from '../../../audit/record/items.js';
import { HOUR } from '../../../audit/schema.js';
import { declaredOf, readDefinition } from '../../../aws/table/definitions.js';
import { publishRun } from '../../../aws/table/publish-run.js';
import { ReportReader } from '../../../aws/table/reader.js';
import { verifyReport } from '../../../aws/table/verify-report.js';
import { aCopyJob } from '../../kit/a-copy-job.js';
import { REPORT, aRun } from '../../kit/a-run.js';
import { AS_OF } from '../../kit/audit-of.js';
import { type EmbeddedDynamoDb, startDynamoDb } from '../../kit/embedded-dynamodb.js';
import { fillTable, tableLines } from '../../kit/table-of-runs.js';

const FOLDER = join(__dirname, '..', '..', 'fixtures', 'tables');
/** Tables as versions of this library wrote them, by version. */
const WRITTEN_BY = readdirSync(FOLDER).map((file) => basename(file, '.ndjson'));

type Stored = Record<string, AttributeValue>;

const linesOf = (version: string): string[] =>
  readFileSync(join(FOLDER, `${version}.ndjson`), 'utf8')
    .trim()
    .split('\n');

const itemsOf = (version: string): Stored[] =>
  linesOf(version).map(
    (line) =>
      JSON.parse(line, (_key, value: unknown) => {
        const bytes = (value as { B?: unknown } | null)?.B;
        return typeof bytes === 'string' ? { B: Buffer.from(bytes, 'base64') } : value;
      }) as Stored,
  );

const numbersOf = (attribute: (item: Stored) => AttributeValue | undefined): Set<string | undefined> =>
  new Set(WRITTEN_BY.flatMap(itemsOf).map((item) => attribute(item)?.N));

const upTo = (version: number) => Array.from({ length: version }, (_, n) => String(n + 1));

const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
};

describe('tables that versions of this library wrote', () => {
  it('stay in these tests, of every version that was released and of every version of their items', () => {
    const changelog = readFileSync(join(__dirname, '..', '..', '..', 'CHANGELOG.md'), 'utf8');
    const released = [...changelog.matchAll(/^## \[?(\d+\.\d+\.\d+)/gm)].map(([, version]) => version);
    expect(WRITTEN_BY).toEqual(expect.arrayContaining([...released, 'unreleased']));
    expect([...numbersOf(({ version }) => version)]).toEqual(expect.arrayContaining(upTo(RECORD_VERSION)));
    expect([...numbersOf(({ evidence }) => evidence?.M?.['version'])]).toEqual(
      expect.arrayContaining(upTo(EVIDENCE_VERSION)),
    );
  });

  it('are among them as this version writes one: node scripts/run.mjs scripts/table-fixture.ts says how', async () => {
    const dynamodb = await startDynamoDb();
    await fillTable(dynamodb);
    const written = await tableLines(dynamodb);
    await dynamodb.close();
    // Compressed bytes depend on the version of Node.js.
    const comparable = (lines: readonly string[]) =>
      lines.map((line) => line.replaceAll(/"B":"[^"]*"/g, '"B":""')).sort();
    expect(comparable(written)).toEqual(comparable(linesOf('unreleased')));
  });
});

describe.each(WRITTEN_BY)('a table that version %s wrote', (version) => {
  let dynamodb: EmbeddedDynamoDb;
  const at = (hours: number) => dynamodb.open(() => AS_OF + hours * HOUR + 5 * 60_000);
  const isChained = version !== '0.1.0';

  beforeEach(async () => {
    dynamodb = await startDynamoDb();
    const table = at(49);
    for (const item of itemsOf(version))
      await table.client.send(
        new BatchWriteItemCommand({ RequestItems: { [table.name]: [{ PutRequest: { Item: item } }] } }),
      );
  });
  afterEach(() => dynamodb.close());

  it('is read: reports, runs, trend, findings, rows', async () => {
    const reader = new ReportReader(at(49));
    expect((await reader.reports()).map(({ name }) => name)).toEqual(['Declared', REPORT]);
    expect(await reader.declaredReport(REPORT)).toMatchObject({ description: 'Copies that left the Region' });
    const history = await all(reader.history(REPORT));
    expect(history.map(({ status, findings, exemptFindings }) => [status, findings, exemptFindings])).toEqual([
      ['NON_COMPLIANT', 5, 0],
      ['NON_COMPLIANT', 4, 0],
      ['NON_COMPLIANT', 2, 1],
      ['NON_COMPLIANT', 4, 1],
      ['COMPLIANT', 0, 1],
    ]);
    const trend = await reader.trend(REPORT, { from: AS_OF, to: AS_OF + 12 * HOUR, most: 10 });
    expect(trend.map(({ runId }) => runId)).toEqual(
      history
        .slice(2)
        .map(({ runId }) => runId)
        .reverse(),
    );
    for (const { runId, findings, exemptFindings } of history) {
      const found = await all(reader.findingsOf(REPORT, runId));
      expect(found).toHaveLength(findings + exemptFindings);
      for (const each of found) expect(await reader.finding(REPORT, runId, each.id)).toEqual(each);
      expect((await reader.publishedRun(REPORT, { runId }))?.header.findingCounts.total).toBe(found.length);
    }
    const [newest] = await all(reader.findingsOf(REPORT, history[0]!.runId));
    expect(newest).toMatchObject({ severity: 'CRITICAL', job: { StatusMessage: '=1+1 <b>\u001b[31m' } });
    expect(await reader.findingsPage(REPORT, history[1]!.runId, { most: 2 })).toMatchObject({
      findings: [{ children: [{ copyJobId: 'of-stack-20' }] }, {}],
      next: expect.any(String),
    });
    const rows = await reader.rowsOf(REPORT);
    expect(rows.map(({ resourceArn }) => resourceArn.split(':').at(-1)).sort()).toEqual(
      ['orders', 'volume/a', 'volume/b', 'volume/of-stack', 'volume/stack'].sort(),
    );
    expect(await reader.resource(rows[0]!.resourceArn)).toMatchObject([{ report: REPORT, row: rows[0] }]);
    expect((await reader.inStatus()).map(({ report }) => report)).toEqual([REPORT]);
  });

  it('is verified as far as it has a chain', async () => {
    expect(await verifyReport(at(49), REPORT)).toMatchObject(
      isChained
        ? { status: 'INTACT', runs: { chained: 5, beforeTheChain: 0 }, rows: { checked: 5 } }
        : { status: 'UNPROVEN', runs: { chained: 0, beforeTheChain: 5 }, problems: [] },
    );
  });

  it('is published to: findings stay as old as they are, resources are remembered, the chain begins or goes on', async () => {
    const reader = new ReportReader(at(55));
    const before = await all(reader.findingsOf(REPORT, (await reader.latestOf(REPORT))!.runId));
    const declared = (await declaredOf((await readDefinition(at(54), REPORT))!)) as object;
    const volume = aCopyJob({ ResourceArn: 'arn:aws:ec2:eu-west-1:111111111111:volume/new' });
    const run = await aRun([volume], { asOf: AS_OF + 54 * HOUR, definition: { ...declared } });
    expect(await publishRun(at(54), run)).toMatchObject({ published: true });

    const latest = (await reader.latestOf(REPORT))!;
    const stale = before.find(({ subject }) => subject.id.endsWith('volume/of-stack'))!;
    const after = (await all(reader.findingsOf(REPORT, latest.runId))).find(({ id }) => id === stale.id);
    expect([stale.firstSeen, after?.firstSeen]).toEqual(['2026-06-16T12:00:00.000Z', '2026-06-16T12:00:00.000Z']);
    const rows = await reader.rowsOf(REPORT);
    expect(rows.map(({ resourceArn, remembered }) => [resourceArn.split('/').at(-1), remembered])).toContainEqual([
      'stack',
      true,
    ]);
    expect(await verifyReport(at(55), REPORT)).toMatchObject({
      status: 'INTACT',
      runs: isChained ? { chained: 6, beforeTheChain: 0 } : { chained: 1, beforeTheChain: 5 },
      rows: { checked: rows.length, expired: 0 },
    });
    expect(latest.evidence).toMatchObject(isChained ? { sequence: 6 } : { sequence: 1, begins: 'UPGRADE' });
  });
});
