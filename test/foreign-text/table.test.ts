import fc from 'fast-check';
import { runIdOf } from '../../audit/conclude.js';
import { sha256 } from '../../audit/canonical.js';
import {
  type Key,
  begunKey,
  definitionKey,
  latestKey,
  ledgerKey,
  planKey,
  rowKey,
  runKey,
  unitKey,
} from '../../audit/record/keys.js';
import { ReportReader } from '../../aws/table/reader.js';
import type { Table } from '../../aws/table/table.js';
import { REPORT } from '../kit/a-run.js';
import { AS_OF } from '../kit/audit-of.js';
import { dumpTable } from '../kit/dump-table.js';
import { type EmbeddedDynamoDb, startDynamoDb } from '../kit/embedded-dynamodb.js';
import { aForeignJob, foreignTexts } from '../kit/foreign-text.js';
import { publish } from '../kit/published.js';

let dynamodb: EmbeddedDynamoDb;
let table: Table;
beforeEach(async () => {
  dynamodb = await startDynamoDb();
  table = dynamodb.open(() => AS_OF);
});
afterEach(() => dynamodb.close());

const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
};

const arns = foreignTexts.map(([, text]) => aForeignJob(text)['ResourceArn'] as string);

describe('foreign text in the table', () => {
  it('is a resource each, found by its name, and the same in the next run', async () => {
    const jobs = foreignTexts.map(([, text]) => aForeignJob(text));
    await publish(table, jobs);
    const reader = new ReportReader(table);
    const rows = await reader.rowsOf(REPORT);
    expect(rows).toHaveLength(new Set(arns).size);
    for (const { resourceArn, resourceName, resourceType } of rows) {
      // DynamoDB keeps UTF-8, which has no halves of characters; the stand-in would keep them.
      for (const text of [resourceArn, resourceName, resourceType]) expect(text).not.toMatch(/\p{Cs}/u);
      const known = await reader.resource(resourceArn);
      expect(known.map(({ row }) => row.resourceArn)).toEqual([resourceArn]);
    }
    const before = await rowKeys();
    await publish(table, jobs, { asOf: AS_OF + 60_000 });
    expect(await reader.rowsOf(REPORT)).toEqual(rows);
    // Nothing changed, so nothing is written anew: what was read back is what was written.
    expect(await rowKeys()).toEqual(before);
  });

  it('is evidence, character by character', async () => {
    const jobs = foreignTexts.map(([, text]) => aForeignJob(text));
    const runId = await publish(table, jobs);
    const findings = await all(new ReportReader(table).findingsOf(REPORT, runId));
    const messages = new Set(findings.map(({ job }) => job?.['StatusMessage']));
    expect(jobs.filter(({ StatusMessage }) => !messages.has(StatusMessage))).toEqual([]);
  });

  it('finds nothing of a resource under the hash of its name', async () => {
    const long = `arn:aws:rds:eu-west-1:111111111111:db:${'ö'.repeat(900)}`;
    await publish(table, [aForeignJob('x', { ResourceArn: long })]);
    const reader = new ReportReader(table);
    expect(await reader.resource(long)).toHaveLength(1);
    expect(await reader.resource(`sha256:${sha256(long)}`)).toEqual([]);
  });

  const rowKeys = async () => Object.keys(await dumpTable(table)).filter((key) => key.startsWith('ROWS#'));
});

describe('a key', () => {
  const reports = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,8}$/);
  const sets = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 _.-]{0,8}$/);
  const runs = fc.nat(3).map((n) => runIdOf(AS_OF + n, 'a'));
  const resources = fc.oneof(fc.constantFrom('#', 'a#b', 'REPORT#a', 'RUN#a#b', ''), fc.string());
  const of = fc.record({ report: reports, set: sets, run: runs, arn: resources, index: fc.nat(3) });
  const keysOf = ({
    report,
    set,
    run,
    arn,
    index,
  }: {
    report: string;
    set: string;
    run: string;
    arn: string;
    index: number;
  }): readonly (readonly [unknown, Key])[] => [
    [['definition', report], definitionKey(report)],
    [['latest', report], latestKey(report)],
    [['run', report, run], runKey(report, run)],
    [['begun', report, run], begunKey(report, run)],
    [['plan', report, run], planKey(report, run)],
    [['ledger', report, run], ledgerKey(report, run)],
    [['unit', report, run, index], unitKey(report, run, index)],
    [['row', report, set, arn, run], rowKey(report, set, arn, run)],
  ];

  it('is of one thing only, whatever resources, filter sets and reports are named', () => {
    fc.assert(
      fc.property(fc.array(of, { minLength: 2, maxLength: 6 }), (things) => {
        const meant = new Map<string, string>();
        for (const [thing, { pk, sk }] of things.flatMap(keysOf)) {
          const key = JSON.stringify([pk, sk]);
          expect(meant.get(key) ?? JSON.stringify(thing)).toBe(JSON.stringify(thing));
          meant.set(key, JSON.stringify(thing));
        }
      }),
      { numRuns: 500 },
    );
  });
});
