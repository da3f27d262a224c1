import type { RawCopyJob } from '../../../audit/copy-job.js';
import { runKey } from '../../../audit/record/keys.js';
import { HOUR } from '../../../audit/schema.js';
import { type RunToPublish, publishRun } from '../../../aws/table/publish-run.js';
import { ReportReader } from '../../../aws/table/reader.js';
import { verifyReport } from '../../../aws/table/verify-report.js';
import { aCopyJob } from '../../kit/a-copy-job.js';
import { REPORT, aRun } from '../../kit/a-run.js';
import { AS_OF } from '../../kit/audit-of.js';
import { dumpTable } from '../../kit/dump-table.js';
import { type EmbeddedDynamoDb, startDynamoDb } from '../../kit/embedded-dynamodb.js';

const job = (name: string, State: string, hours = -5): RawCopyJob =>
  aCopyJob({
    CopyJobId: name,
    ResourceArn: `arn:aws:ec2:eu-west-1:111111111111:volume/${name}`,
    CreationDate: new Date(AS_OF + hours * HOUR),
    CompletionDate: new Date(AS_OF + hours * HOUR),
    State,
  });

// 'b' breaks, 'c' is new, 'd' is forgotten; then 'c' is mended, and what the first run wrote is not needed any more.
const FIRST = [job('a', 'COMPLETED', -1), job('b', 'COMPLETED', -1), job('d', 'FAILED')];
const SECOND = [job('a', 'COMPLETED', -1), job('b', 'FAILED', -1), job('c', 'FAILED', 20)];
const THIRD = [job('a', 'COMPLETED', -1), job('b', 'FAILED', -1), job('c', 'COMPLETED', 20)];
const DEFINITION = { forgetResourcesAfter: '1d', filterSets: [{ name: 'all', createdWithin: '25h' }] };

const run = (jobs: readonly RawCopyJob[], hours: number) =>
  aRun(jobs, { asOf: AS_OF + hours * HOUR, definition: DEFINITION });

const shown = async (reader: ReportReader) => {
  const latest = await reader.latestOf(REPORT);
  if (latest === undefined) return undefined;
  const findings = [];
  for await (const finding of reader.findingsOf(REPORT, latest.runId)) findings.push(finding.subject.id);
  const rows = (await reader.rowsOf(REPORT)).map(({ resourceArn, jobsByState }) => [resourceArn, jobsByState]);
  return { runId: latest.runId, counted: latest.findings, findings, rows };
};

// A whole table for each write that can be the last.
jest.setTimeout(120_000);

describe('a process that ends in the middle of publishing', () => {
  let dynamodb: EmbeddedDynamoDb;
  const publish = (each: RunToPublish) =>
    publishRun(
      dynamodb.open(() => each.asOf + 60_000),
      each,
    );
  const readers = () => new ReportReader(dynamodb.open(() => AS_OF + 30 * HOUR));
  afterEach(() => dynamodb.close());

  /** Publishes what comes before, and answers what is to be published in spite of everything. */
  const prepare = async (): Promise<RunToPublish> => {
    dynamodb = await startDynamoDb();
    await publish(await run(FIRST, 0));
    const second = await run(SECOND, 22);
    await publish(second);
    // As if the process had ended right after it published that one.
    await dynamodb.open().remove(runKey(REPORT, second.runId));
    dynamodb.wire.writes = 0;
    return run(THIRD, 23);
  };

  /** What there is to see before and after, and all that lies in the table, when nothing goes wrong. */
  const undisturbed = async () => {
    const third = await prepare();
    const before = await shown(readers());
    await publish(third);
    const found = { before, after: await shown(readers()), table: await dumpTable(dynamodb.open()) };
    const { writes } = dynamodb.wire;
    await dynamodb.close();
    return { ...found, writes };
  };

  it('leaves what was published as it was, or the new run whole, and a second try comes to the same', async () => {
    const expected = await undisturbed();
    // Findings, their list, ledger, rows, the run before, the list of rows, LATEST, the run, rows that are superseded, their list.
    expect(expected.writes).toBe(10);
    expect(expected.before?.findings).not.toEqual(expected.after?.findings);

    const seen: unknown[] = [];
    for (let last = 1; last <= expected.writes; last += 1) {
      const third = await prepare();
      // The last write of the process is done, but it does not live to see it.
      dynamodb.wire.decide = ({ operation }) =>
        dynamodb.wire.writes === last - 1 && operation !== 'GetItem' && operation !== 'Query' ? 'DENY_DONE' : 'PASS';
      await expect(publish(third)).rejects.toThrow('not authorized');
      dynamodb.wire.decide = () => 'PASS';

      const between = await shown(readers());
      // Whatever was seen is proven.
      expect(await verifyReport(readers().table, REPORT)).toMatchObject({ status: 'INTACT' });
      expect([expected.before, expected.after]).toContainEqual(between);
      seen.push(between?.runId);
      await publish(third);
      expect(await shown(readers())).toEqual(expected.after);
      expect(await dumpTable(dynamodb.open())).toEqual(expected.table);
      const verification = await verifyReport(readers().table, REPORT);
      expect(verification).toMatchObject({ status: 'INTACT', runs: { chained: 3 }, notes: [] });
      if (last < expected.writes) await dynamodb.close();
    }
    // Both kinds of end happened.
    expect(new Set(seen).size).toBe(2);
  });

  it('for good leaves nothing behind that a later run would show', async () => {
    const third = await prepare();
    dynamodb.wire.decide = ({ operation, body }) =>
      operation === 'PutItem' && JSON.stringify(body).includes('"LATEST"') ? 'DENY' : 'PASS';
    await expect(publish(third)).rejects.toThrow('not authorized');
    dynamodb.wire.decide = () => 'PASS';
    await publish(await run(SECOND, 24));
    const { rows, findings } = (await shown(readers()))!;
    expect(rows).toContainEqual([expect.stringMatching('volume/c$'), { FAILED: 1 }]);
    expect(findings).toContain('c');
  });
});
