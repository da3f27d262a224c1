import * as fc from 'fast-check';
import { sha256 } from '../../../audit/canonical.js';
import type { RawCopyJob } from '../../../audit/copy-job.js';
import { runText } from '../../../audit/evidence/covered.js';
import type { Problem } from '../../../audit/evidence/verification.js';
import { findingKey, latestKey, rowKey, runKey } from '../../../audit/record/keys.js';
import { DAY, HOUR } from '../../../audit/schema.js';
import { pack, unpack } from '../../../aws/packed.js';
import { publishRun } from '../../../aws/table/publish-run.js';
import { rowEntries } from '../../../aws/table/rows.js';
import { readLatest } from '../../../aws/table/runs.js';
import type { Table } from '../../../aws/table/table.js';
import { verifyReport } from '../../../aws/table/verify-report.js';
import { aCopyJob } from '../../kit/a-copy-job.js';
import { REPORT, type RunFields, aRun } from '../../kit/a-run.js';
import { AS_OF } from '../../kit/audit-of.js';
import { type EmbeddedDynamoDb, startDynamoDb } from '../../kit/embedded-dynamodb.js';
import { type Stored, altered, everyItem, pathsOf } from '../../kit/tampering.js';

const job = (name: string, State: string, hours: number): RawCopyJob =>
  aCopyJob({
    CopyJobId: `${name}${hours}`,
    ResourceArn: `arn:aws:ec2:eu-west-1:111111111111:volume/${name}`,
    CreationDate: new Date(AS_OF + hours * HOUR),
    CompletionDate: new Date(AS_OF + hours * HOUR),
    State,
  });

const DEFINITION = { filterSets: [{ name: 'all', createdWithin: '3d' }] };

jest.setTimeout(240_000);

let dynamodb: EmbeddedDynamoDb;
const at = (hours: number): Table => dynamodb.open(() => AS_OF + hours * HOUR + 5 * 60_000);

const publish = async (
  jobs: readonly RawCopyJob[],
  hours: number,
  definition: RunFields['definition'] = DEFINITION,
) => {
  const run = await aRun(jobs, { asOf: AS_OF + hours * HOUR, definition });
  await publishRun(at(hours), run);
  return run.runId;
};

/** Four runs: of one finding, two, none and one, with rows that change and rows that do not. */
const fourRuns = async (): Promise<string[]> => [
  await publish([job('a', 'COMPLETED', -1), job('b', 'FAILED', -2)], 0),
  await publish([job('a', 'FAILED', 3), job('b', 'FAILED', -2), job('c', 'COMPLETED', 2)], 6),
  await publish([job('a', 'COMPLETED', 8), job('b', 'COMPLETED', 8), job('c', 'COMPLETED', 8)], 12),
  await publish([job('a', 'COMPLETED', 8), job('b', 'FAILED', 14), job('c', 'COMPLETED', 8)], 18),
];

beforeAll(async () => {
  dynamodb = await startDynamoDb();
});
afterAll(() => dynamodb.close());

const NOW = 19;
const verify = (hours = NOW, expected: readonly string[] = []) => verifyReport(at(hours), REPORT, { expected });
const keysOf = (problems: readonly Problem[]) => problems.map(({ change, pk, sk }) => ({ change, pk, sk }));

/** Starts anew with an empty table. */
const emptied = async (): Promise<void> => {
  const table = at(NOW);
  await table.write([], await everyItem(table));
};

describe('what is kept of a report', () => {
  let runs: string[];
  let items: Stored[];
  let covered: Stored[];
  beforeAll(async () => {
    runs = await fourRuns();
    const table = at(NOW);
    items = await everyItem(table);
    const rows = new Set<string>();
    const latest = await readLatest(table, REPORT);
    for await (const [sk] of rowEntries(table, REPORT, latest!.rowRuns)) rows.add(sk);
    covered = items.filter(({ sk }) => sk === 'LATEST' || /^(RUN|FINDING)#/.test(sk) || rows.has(sk));
  });
  afterAll(emptied);

  /** What is found of a change, which is then undone. */
  const foundOf = async (puts: readonly Stored[], removals: readonly Stored[] = []) => {
    const table = at(NOW);
    await table.write(puts, removals);
    const found = await verify();
    const added = puts.filter(({ pk, sk }) => !items.some((item) => item.pk === pk && item.sk === sk));
    await table.write(
      items.filter(({ pk, sk }) => [...puts, ...removals].some((each) => each.pk === pk && each.sk === sk)),
      added,
    );
    return found;
  };

  it('is intact as it was published, and says what was checked', async () => {
    const head = (await readLatest(at(NOW), REPORT))!;
    expect(await verify()).toEqual({
      report: REPORT,
      status: 'INTACT',
      runs: { chained: 4, expired: 0, beforeTheChain: 0 },
      findings: covered.filter(({ sk }) => sk.startsWith('FINDING#')).length,
      rows: { checked: 3, expired: 0 },
      signatures: { valid: 0, unsigned: 4, keys: [] },
      head: { runId: runs[3], asOf: head.asOf, sequence: 4, digest: head.digest },
      notes: [],
      problems: [],
      problemCount: 0,
    });
    expect(covered.length).toBeGreaterThan(10);
  });

  it('is known by any digest that was kept elsewhere, and by no other', async () => {
    const digests = items.filter(({ sk }) => sk.startsWith('RUN#')).map(({ digest }) => String(digest));
    expect((await verify(NOW, digests)).status).toBe('INTACT');
    const foreign = 'f'.repeat(64);
    const found = await verify(NOW, [digests[1]!, foreign]);
    expect(found.problems).toMatchObject([
      { change: 'NOT_IN_CHAIN', sk: 'LATEST', why: expect.stringContaining(foreign) },
    ]);
  });

  it('is found to be changed wherever a value is changed or left out, and the item is named', async () => {
    // Where an item is found is no part of what it says, but for a row of the index.
    const isKey = (item: Stored, name: unknown) =>
      name === 'pk' || name === 'sk' || (/^(RUN#|LATEST)/.test(item.sk) && /^(lookup|unsigned)/.test(String(name)));
    const places = covered.flatMap((item) =>
      pathsOf(item)
        .filter(([name]) => !isKey(item, name))
        .map((path) => ({ item, path })),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...places),
        fc.constantFrom('CHANGE' as const, 'REMOVE' as const),
        async ({ item, path }, how) => {
          const { status, problems } = await foundOf([altered(item, path, how)]);
          expect(status).toBe('BROKEN');
          expect(problems[0]).toMatchObject({ pk: item.pk, sk: item.sk });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is found to be changed, and not what it hid, where a row says that it is of another run', async () => {
    const newer = covered.filter(({ sk }) => sk.startsWith('ROW#')).at(-1)!;
    for (const item of covered.filter(({ sk }) => sk.startsWith('ROW#'))) {
      const { problems } = await foundOf([{ ...item, runId: `${String(newer['runId'])} ` }]);
      expect(problems.map(({ sk }) => sk)).toEqual([item.sk]);
    }
  });

  it('is found to be changed where the header of a run says something else', async () => {
    for (const item of covered.filter(({ header }) => header !== undefined)) {
      const header = (await unpack(item['header'] as Uint8Array)) as Record<string, unknown>;
      const { problems } = await foundOf([{ ...item, header: await pack({ ...header, status: 'COMPLIANT ' }) }]);
      expect(keysOf(problems)).toEqual([{ change: 'CHANGED', pk: item.pk, sk: item.sk }]);
    }
  });

  it('is found to be changed where a run says something else and has a digest of that', async () => {
    for (const item of covered.filter(({ sk }) => sk.startsWith('RUN#'))) {
      const forged = { ...item, copyJobs: 99 };
      const digest = sha256(runText(forged, await unpack(item['header'] as Uint8Array)));
      const [problem] = (await foundOf([{ ...forged, digest }])).problems;
      expect(problem).toMatchObject({ change: 'CHANGED', pk: item.pk, sk: item.sk });
    }
  });

  it('is found to lack any item that is removed', async () => {
    for (const item of covered) {
      const { status, problems, notes } = await foundOf([], [item]);
      // LATEST holds the same, and the next run puts it there again.
      if (item.sk === `RUN#${runs[3]}`)
        expect([status, notes]).toEqual(['INTACT', [expect.stringMatching('not in the history yet')]]);
      else expect(keysOf(problems)).toEqual([{ change: 'REMOVED', pk: item.pk, sk: item.sk }]);
    }
  });

  it('is found to lack what was made to expire', async () => {
    const past = Math.floor((AS_OF + HOUR) / 1000);
    const some = covered.filter(({ sk }) => sk !== 'LATEST' && sk !== `RUN#${runs[3]}`);
    for (const item of some) {
      const { problems } = await foundOf([{ ...item, expires: past }]);
      expect(keysOf(problems)).toEqual([{ change: 'REMOVED', pk: item.pk, sk: item.sk }]);
    }
  });

  it('is found to have a finding or a row more', async () => {
    const finding = covered.find(({ sk }) => sk.startsWith('FINDING#'))!;
    for (const runId of runs) {
      const key = findingKey(REPORT, runId, { id: 'a'.repeat(32), severity: 'LOW' });
      const { problems } = await foundOf([{ ...finding, ...key, runId }]);
      expect(keysOf(problems)).toEqual([{ change: 'INSERTED', ...key }]);
    }
    const row = covered.find(({ sk }) => sk.startsWith('ROW#'))!;
    for (const [arn, runId] of [
      ['arn:aws:ec2:::volume/x', runs[3]!],
      ['arn:aws:ec2:::volume/y', String(row['runId'])],
    ] as const) {
      const key = rowKey(REPORT, 'all', arn, runId);
      const { problems } = await foundOf([
        { ...row, ...key, runId, row: { ...(row['row'] as object), resourceArn: arn } },
      ]);
      expect(keysOf(problems)).toEqual([{ change: 'INSERTED', ...key }]);
    }
    // Under the key of a run that is none of them, though it says that it is.
    const hidden = { ...row, ...rowKey(REPORT, 'all', 'arn:aws:ec2:::volume/z', '20200101T000000000Z-x') };
    expect(keysOf((await foundOf([hidden])).problems)).toEqual([{ change: 'INSERTED', pk: hidden.pk, sk: hidden.sk }]);
  });

  it('is found to have a run more, wherever it is put and whatever it says', async () => {
    const [first, second] = covered.filter(({ sk }) => sk.startsWith('RUN#'));
    for (const between of [
      '20260615T130000000Z-x',
      '20260615T190000000Z-x',
      '20260616T030000000Z-x',
      '20260617T000000000Z-x',
    ]) {
      for (const like of [first!, second!]) {
        const copy: Stored = { ...like, ...runKey(REPORT, between), runId: between };
        const digest = sha256(runText(copy, await unpack(like['header'] as Uint8Array)));
        const { evidence: _evidence, digest: _digest, ...bare } = copy;
        for (const inserted of [copy, { ...copy, digest }, bare as Stored]) {
          const [problem] = (await foundOf([inserted])).problems;
          expect(problem).toMatchObject({ change: 'INSERTED', ...runKey(REPORT, between) });
        }
      }
    }
  });

  it('is found to be put back to an older run', async () => {
    const old = covered.find(({ sk }) => sk === `RUN#${runs[1]}`)!;
    const found = await foundOf([{ ...old, ...latestKey(REPORT) }]);
    expect(found.problems[0]).toMatchObject({
      change: 'INSERTED',
      sk: `RUN#${runs[2]}`,
      why: expect.stringMatching('put back'),
    });
  });

  it('is told of by the first few problems where there are many', async () => {
    const findings = covered.filter(({ sk }) => sk.startsWith('FINDING#'));
    const more = Array.from({ length: 30 }, (_, n) => ({
      ...findings[0]!,
      ...findingKey(REPORT, runs[2]!, { id: String(n).padStart(32, '0'), severity: 'LOW' }),
    }));
    const { problems, problemCount } = await foundOf(more);
    expect([problems.length, problemCount]).toEqual([20, 30]);
  });
});

describe('a chain of runs of which some are not kept any more', () => {
  afterEach(emptied);
  const keeping = (days: number) => ({ ...DEFINITION, keepRunsFor: `${days}d` });
  const fine = (hours: number) => [job('a', 'FAILED', hours - 1)];
  const daily = async (from: number, to: number, definition: object) => {
    for (let day = from; day <= to; day += 1) await publish(fine(24 * day), 24 * day, { ...definition });
  };

  it('is intact where their time was up', async () => {
    await daily(0, 6, keeping(3));
    const found = await verify(24 * 6 + 1);
    expect(found).toMatchObject({ status: 'INTACT', runs: { chained: 3, expired: 4 } });
  });

  it('is intact where runs in the middle were to be kept for less long than those before them', async () => {
    await daily(0, 2, keeping(30));
    await daily(3, 6, keeping(2));
    await daily(7, 8, keeping(30));
    const found = await verify(24 * 8 + 1);
    expect(found).toMatchObject({ status: 'INTACT', runs: { chained: 5, expired: 4 } });
  });

  it('is broken where one is missing whose time was not up, though that of its neighbours was', async () => {
    await daily(0, 1, keeping(30));
    await daily(2, 5, keeping(2));
    await daily(6, 6, keeping(30));
    const table = at(24 * 6 + 1);
    const second = (await everyItem(table)).filter(({ sk }) => sk.startsWith('RUN#'))[1]!;
    await table.remove(second);
    expect(keysOf((await verify(24 * 6 + 1)).problems)).toEqual([{ change: 'REMOVED', pk: second.pk, sk: second.sk }]);
  });

  it('goes on where the latest run expired with its report and older ones did not', async () => {
    await daily(0, 0, keeping(30));
    await daily(1, 1, keeping(2));
    const table = at(24 * 10);
    await table.remove(latestKey(REPORT));
    await daily(10, 10, keeping(30));
    expect(await verify(24 * 10 + 1)).toMatchObject({ status: 'INTACT', runs: { chained: 2 } });
  });

  it('is checked without findings and rows that expired while their run is still the latest one', async () => {
    await daily(0, 1, { ...keeping(3), forgetResourcesAfter: '1d' });
    const found = await verify(24 * 30);
    expect(found).toMatchObject({ status: 'INTACT', runs: { chained: 1 }, findings: 0 });
    expect(found.rows).toEqual({ checked: 0, expired: 1 });
    expect(found.notes).toContainEqual(expect.stringMatching('not kept any more'));
  });
});

describe('a report', () => {
  afterEach(emptied);

  it('without a run has nothing that could be checked', async () => {
    expect(await verify()).toMatchObject({ status: 'UNPROVEN', runs: { chained: 0 } });
  });

  it('of which runs are published while it is checked is intact', async () => {
    await fourRuns();
    let left = 3;
    dynamodb.wire.decide = async ({ operation, body }) => {
      if (operation === 'Query' && left > 0 && !JSON.stringify(body).includes('ROWS#OffsiteCopies#')) {
        left -= 1;
        const hours = 24 - left;
        dynamodb.wire.decide = () => 'PASS';
        await publish([job('a', 'FAILED', hours)], hours);
        dynamodb.wire.decide = again;
      }
      return 'PASS' as const;
    };
    const again = dynamodb.wire.decide;
    const found = await verify(25);
    dynamodb.wire.decide = () => 'PASS';
    expect(left).toBe(0);
    expect(found).toMatchObject({ status: 'INTACT', problems: [] });
    expect((await verify(25 + DAY / HOUR)).status).toBe('INTACT');
  });
});
