import type { RawCopyJob } from '../../../audit/copy-job.js';
import { DAY, HOUR } from '../../../audit/schema.js';
import { putPlan } from '../../../aws/table/plans.js';
import { type RunToPublish, publishRun } from '../../../aws/table/publish-run.js';
import { purge } from '../../../aws/table/purge.js';
import { ReportReader } from '../../../aws/table/reader.js';
import { verifyReport } from '../../../aws/table/verify-report.js';
import { aCopyJob } from '../../kit/a-copy-job.js';
import { REPORT, type RunFields, aRun } from '../../kit/a-run.js';
import { AS_OF } from '../../kit/audit-of.js';
import { dumpTable } from '../../kit/dump-table.js';
import { type EmbeddedDynamoDb, startDynamoDb } from '../../kit/embedded-dynamodb.js';

const CONTROLS = {
  controls: [
    { control: 'completed', severity: 'CRITICAL' },
    { control: 'freshWithin', within: '26h' },
  ],
};
const arn = (name: string) => `arn:aws:ec2:eu-west-1:111111111111:volume/${name}`;

/** A copy of a volume, so many hours before a run. */
const copyOf = (name: string, fields: RawCopyJob = {}, hours = 5, asOf = AS_OF): RawCopyJob =>
  aCopyJob({
    CopyJobId: `${name}-${hours}-${asOf}`,
    ResourceArn: arn(name),
    CreationDate: new Date(asOf - hours * HOUR),
    CompletionDate: new Date(asOf - (hours - 1) * HOUR),
    ...fields,
  });

const FAILED = { State: 'FAILED', StatusMessage: 'Access Denied trying to call AWS Backup service' };

const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
};

jest.setTimeout(30_000);

let dynamodb: EmbeddedDynamoDb;
beforeEach(async () => {
  dynamodb = await startDynamoDb();
});
afterEach(() => dynamodb.close());

/** Some minutes after a run's time. */
const after = (asOf: number) => () => asOf + 5 * 60_000;
const publish = async (run: RunToPublish) => publishRun(dynamodb.open(after(run.asOf)), run);
const publishJobs = async (jobs: readonly RawCopyJob[], fields: RunFields = {}) =>
  publish(await aRun(jobs, { definition: CONTROLS, ...fields }));
const reader = (now = AS_OF) => new ReportReader(dynamodb.open(() => now));

describe('a published run', () => {
  it('is read back whole', async () => {
    const run = await aRun([copyOf('a'), copyOf('b', FAILED), copyOf('c', {}, 40)], { definition: CONTROLS });
    const expected = run.conclude([]);
    expect(await publish(run)).toMatchObject({ published: true, item: { status: 'NON_COMPLIANT', runId: run.runId } });

    const latest = await reader().latestOf(REPORT);
    expect(latest).toMatchObject({
      asOf: '2026-06-15T12:00:00.000Z',
      publishedAt: '2026-06-15T12:05:00.000Z',
      trigger: 'SCHEDULE',
      copyJobs: 3,
      failedJobs: 1,
      resources: 3,
      findings: 3,
      findingsBySeverity: { CRITICAL: 1, HIGH: 2 },
      topCauses: [expect.stringMatching(/^1 × /)],
    });
    const { findings, resources, ...header } = expected;
    expect(await reader().headerOf(REPORT)).toEqual(header);
    expect(await reader().rowsOf(REPORT)).toEqual(resources);
    const firstSeen = '2026-06-15T12:00:00.000Z';
    expect(await all(reader().findingsOf(REPORT, run.runId))).toEqual(
      findings.map((finding) => ({ ...finding, firstSeen })),
    );
  });

  it('answers the questions that the table is for', async () => {
    const fine = await aRun([copyOf('a')], { definition: CONTROLS });
    const failed = await aRun([copyOf('a', FAILED)], { definition: CONTROLS, asOf: AS_OF + HOUR });
    for (const run of [fine, failed]) await publish(run);
    for (const [name, jobs] of [
      ['Other', [copyOf('a')]],
      ['Quiet', []],
    ] as const) {
      const run = await aRun(jobs);
      const definition = { ...run.definition, name };
      await publish({ ...run, definition, conclude: (known) => ({ ...run.conclude(known), report: name }) });
    }

    // The latest status of a report, and its history.
    expect((await reader().latestOf(REPORT))?.status).toBe('NON_COMPLIANT');
    expect((await all(reader().history(REPORT))).map(({ runId, status }) => [runId, status])).toEqual([
      [failed.runId, 'NON_COMPLIANT'],
      [fine.runId, 'COMPLIANT'],
    ]);
    // Findings of a run by severity.
    const critical = await all(reader().findingsOf(REPORT, failed.runId, { severity: 'CRITICAL' }));
    expect(critical).toMatchObject([{ control: 'completed', job: { State: 'FAILED' } }]);
    expect(await all(reader().findingsOf(REPORT, failed.runId, { severity: 'LOW' }))).toEqual([]);
    // Everything known of one resource, over all reports.
    expect(await reader().resource(arn('a'))).toMatchObject([
      { report: REPORT, status: 'NON_COMPLIANT', row: { filterSet: 'all', jobsByState: { FAILED: 1 } } },
      { report: 'Other', status: 'COMPLIANT', row: { jobsByState: { COMPLETED: 1 } } },
    ]);
    expect(await reader().resource(arn('unknown'))).toEqual([]);
    // All reports that are not compliant.
    expect((await reader().inStatus()).map(({ report, status }) => [report, status])).toEqual([
      [REPORT, 'NON_COMPLIANT'],
      ['Quiet', 'INSUFFICIENT_DATA'],
    ]);
  });

  it('says since when the status has been so, and what it was before', async () => {
    const runs = [[copyOf('a')], [copyOf('a', FAILED)], [copyOf('a', FAILED)], [copyOf('a')]];
    const seen = [];
    for (const [hour, jobs] of runs.entries()) {
      await publishJobs(jobs, { asOf: AS_OF + hour * HOUR });
      const { status, statusSince, previousStatus } = (await reader().latestOf(REPORT))!;
      seen.push([status, statusSince.slice(11, 13), previousStatus]);
    }
    expect(seen).toEqual([
      ['COMPLIANT', '12', undefined],
      ['NON_COMPLIANT', '13', 'COMPLIANT'],
      ['NON_COMPLIANT', '13', 'COMPLIANT'],
      ['COMPLIANT', '15', 'NON_COMPLIANT'],
    ]);
  });

  it('keeps judging a resource of which AWS lists nothing any more, until it is to be forgotten', async () => {
    await publishJobs([copyOf('a'), copyOf('b')]);
    const later = AS_OF + 40 * DAY;
    await publishJobs([copyOf('a', {}, 5, later)], { asOf: later });
    expect(await reader(later).rowsOf(REPORT)).toMatchObject([
      { resourceArn: arn('a'), remembered: false, firstJob: new Date(AS_OF - 5 * HOUR).toISOString() },
      { resourceArn: arn('b'), remembered: true, controlsNotMet: ['freshWithin'] },
    ]);
    const last = AS_OF + 91 * DAY;
    await publishJobs([copyOf('a', {}, 5, last)], { asOf: last });
    expect((await reader(last).rowsOf(REPORT)).map(({ resourceArn }) => resourceArn)).toEqual([arn('a')]);
  });

  it('does not mix in what was remembered under other filters', async () => {
    const under = (resourceType: string, asOf: number) =>
      publishJobs([copyOf('a', { ResourceType: resourceType })], {
        asOf,
        definition: { ...CONTROLS, filterSets: [{ name: 'all', resourceType }] },
      });
    await under('EBS', AS_OF);
    await publishJobs([], {
      asOf: AS_OF + HOUR,
      definition: { ...CONTROLS, filterSets: [{ name: 'all', resourceType: 'RDS' }] },
    });
    expect(await reader().rowsOf(REPORT)).toEqual([]);
    expect((await reader().latestOf(REPORT))?.status).toBe('INSUFFICIENT_DATA');
  });

  it('says of a finding when it was first seen, over runs', async () => {
    const firstSeen = async (runId: string) =>
      (await all(reader().findingsOf(REPORT, runId, { severity: 'CRITICAL' }))).map((finding) =>
        finding.firstSeen?.slice(11, 13),
      );
    const failed = copyOf('a', FAILED);
    const runs = [[failed], [failed], [failed], [copyOf('b')], [failed]];
    const errors = [undefined, undefined, 'denied', 'denied', undefined];
    const seen = [];
    for (const [hour, jobs] of runs.entries()) {
      const error = errors[hour];
      const run = await aRun(jobs, {
        definition: CONTROLS,
        asOf: AS_OF + hour * HOUR,
        ...(error === undefined ? {} : { error }),
      });
      await publish(run);
      seen.push(await firstSeen(run.runId));
    }
    // In the fourth run it was not found, but not everything was read either.
    expect(seen).toEqual([['12'], ['12'], ['12'], [], ['12']]);

    const fixed = await aRun([copyOf('b')], { definition: CONTROLS, asOf: AS_OF + 5 * HOUR });
    const back = await aRun([failed], { definition: CONTROLS, asOf: AS_OF + 6 * HOUR });
    for (const run of [fixed, back]) await publish(run);
    expect(await firstSeen(back.runId)).toEqual(['18']);
  });

  it('is seen no more when it is past its time, though DynamoDB still has it', async () => {
    const definition = { ...CONTROLS, keepRunsFor: '10d' };
    const run = await aRun([copyOf('a', FAILED)], { definition });
    await publish(run);
    const before = reader(AS_OF + 9 * DAY);
    expect(await all(before.findingsOf(REPORT, run.runId))).toHaveLength(2);
    expect(await all(before.history(REPORT))).toHaveLength(1);
    const later = reader(AS_OF + 11 * DAY);
    expect(await all(later.findingsOf(REPORT, run.runId))).toEqual([]);
    expect(await all(later.history(REPORT))).toEqual([]);
    // What is published stays published.
    expect(await later.latestOf(REPORT)).toBeDefined();
    expect(await reader(AS_OF + 98 * DAY).rowsOf(REPORT)).toEqual([]);
  });

  it('keeps a finding of any size, shortened where it must be', async () => {
    const run = await aRun([copyOf('a', { ...FAILED, Unknown: 'x'.repeat(1_000_000) })], { definition: CONTROLS });
    await publish(run);
    const [finding] = await all(reader().findingsOf(REPORT, run.runId, { severity: 'CRITICAL' }));
    expect(finding?.job).toMatchObject({ State: 'FAILED', Unknown: expect.stringMatching(/^x{1999}…$/) });
  });

  it('is kept whatever size AWS reports', async () => {
    await publishJobs([copyOf('a', { BackupSizeInBytes: 1e300 }), copyOf('b', { BackupSizeInBytes: 2 ** 60 })]);
    const rows = await reader().rowsOf(REPORT);
    expect(rows.map(({ bytes }) => bytes)).toEqual([1e100, 2 ** 60]);
  });
});

describe('publishing', () => {
  it('writes only what changed: of hundreds of resources whose state did not change, nothing', async () => {
    const jobs = Array.from({ length: 400 }, (_, n) => copyOf(`vol-${n}`, {}, 5));
    await publishJobs(jobs);
    expect(dynamodb.wire.items).toBeGreaterThan(400);
    dynamodb.wire.items = 0;
    await publishJobs(jobs, { asOf: AS_OF + HOUR });
    expect(dynamodb.wire.items).toBe(2);
    expect(await reader().rowsOf(REPORT)).toHaveLength(400);
  });

  it('sends again what DynamoDB left unprocessed', async () => {
    dynamodb.wire.decide = ({ operation }) => (operation === 'BatchWriteItem' ? 'HALF' : 'PASS');
    const jobs = Array.from({ length: 60 }, (_, n) => copyOf(`vol-${n}`, FAILED));
    const run = await aRun(jobs, { definition: CONTROLS });
    await publish(run);
    expect(await all(reader().findingsOf(REPORT, run.runId))).toHaveLength(120);
    expect(await reader().rowsOf(REPORT)).toHaveLength(60);
  });

  it('waits for a table that throttles', async () => {
    let refused = 0;
    dynamodb.wire.decide = () => ((refused += 1) % 3 === 0 ? 'THROTTLE' : 'PASS');
    await publishJobs([copyOf('a', FAILED)]);
    expect((await reader().latestOf(REPORT))?.findings).toBe(2);
  });

  it('never lets an older run replace a newer one', async () => {
    const older = await aRun([copyOf('a', FAILED), copyOf('b')], { definition: CONTROLS });
    const newer = await aRun([copyOf('a')], { definition: CONTROLS, asOf: AS_OF + HOUR });
    await publish(newer);
    const published = await dumpTable(dynamodb.open());
    expect(await publish(older)).toMatchObject({ published: false, newer: { runId: newer.runId } });
    expect(await dumpTable(dynamodb.open())).toEqual(published);
  });

  it('builds upon the run that was published meanwhile', async () => {
    await publishJobs([copyOf('a'), copyOf('c')]);
    const middle = await aRun([copyOf('a', FAILED), copyOf('b')], { definition: CONTROLS, asOf: AS_OF + HOUR });
    const newest = await aRun([copyOf('a'), copyOf('c')], { definition: CONTROLS, asOf: AS_OF + 2 * HOUR });
    let isBetween = false;
    dynamodb.wire.decide = async ({ operation, body }) => {
      const item = body['Item'] as { sk?: { S: string }; runId?: { S: string } } | undefined;
      const isPublishing = operation === 'PutItem' && item?.sk?.S === 'LATEST' && item.runId?.S === newest.runId;
      if (isPublishing && !isBetween) {
        isBetween = true;
        await publish(middle);
      }
      return 'PASS' as const;
    };
    await publish(newest);
    expect(isBetween).toBe(true);
    expect(await reader().latestOf(REPORT)).toMatchObject({ runId: newest.runId, previousRunId: middle.runId });
    expect(await reader().rowsOf(REPORT)).toMatchObject([
      { resourceArn: arn('a'), jobsByState: { COMPLETED: 1 } },
      { resourceArn: arn('b'), remembered: true },
      { resourceArn: arn('c'), remembered: false },
    ]);
    expect((await all(reader().history(REPORT))).map(({ runId }) => runId)).toContain(middle.runId);
  });

  it('of many runs at once leaves the newest, and each that was seen in the history', async () => {
    const states = ['COMPLETED', 'FAILED', 'RUNNING', 'PARTIAL', 'CREATED'];
    const runs = await Promise.all(
      states.map((State, hour) =>
        aRun([copyOf('a', { State }), copyOf(`of-${hour}`, { State })], {
          definition: CONTROLS,
          asOf: AS_OF + hour * HOUR,
        }),
      ),
    );
    const order = [2, 0, 4, 1, 3].map((place) => runs[place]!);
    const publications = await Promise.all(order.map(publish));

    const latest = (await reader().latestOf(REPORT))!;
    expect(latest.runId).toBe(runs.at(-1)?.runId);
    const rows = await reader().rowsOf(REPORT);
    expect(rows.find(({ resourceArn }) => resourceArn === arn('a'))?.jobsByState).toEqual({ CREATED: 1 });
    // What an unpublished run saw was not seen; of the others every resource is remembered.
    const published = order.filter((_, place) => publications[place]?.published);
    expect(rows.map(({ resourceArn }) => resourceArn).sort()).toEqual(
      [arn('a'), ...published.map((run) => arn(`of-${runs.indexOf(run)}`))].sort(),
    );
    const history = await all(reader().history(REPORT));
    expect(history.map(({ runId }) => runId)).toEqual(
      published
        .map(({ runId }) => runId)
        .sort()
        .reverse(),
    );
    for (const [place, { previousRunId }] of history.entries()) expect(previousRunId).toBe(history[place + 1]?.runId);
    expect(await verifyReport(reader().table, REPORT)).toMatchObject({
      status: 'INTACT',
      runs: { chained: history.length },
    });
  });

  it('of a run by two tasks at once, one of them upon a run before, leaves what was published', async () => {
    await publishJobs([copyOf('a', FAILED)]);
    const middle = await aRun([copyOf('a', FAILED), copyOf('b'), copyOf('c', FAILED)], {
      definition: CONTROLS,
      asOf: AS_OF + HOUR,
    });
    const newest = await aRun([copyOf('a', FAILED), copyOf('c', FAILED)], {
      definition: CONTROLS,
      asOf: AS_OF + 2 * HOUR,
    });
    // What the late one writes is upon the first run, after which `c` was seen for the first time.
    let isLate = true;
    dynamodb.wire.decide = async ({ operation, body }) => {
      if (isLate && operation === 'BatchWriteItem' && JSON.stringify(body).includes('FINDING#')) {
        isLate = false;
        await publish(middle);
        await publish({ ...newest, trigger: 'MANUAL' });
      }
      return 'PASS' as const;
    };
    expect(await publish(newest)).toMatchObject({ published: true, item: { trigger: 'MANUAL' } });
    expect(isLate).toBe(false);
    expect(await reader().rowsOf(REPORT)).toHaveLength(3);
    expect(await verifyReport(reader().table, REPORT)).toMatchObject({ status: 'INTACT', runs: { chained: 3 } });
  });

  it('never shows what a run wrote that was not published', async () => {
    await publishJobs([copyOf('a')]);
    const lost = await aRun([copyOf('a', FAILED), copyOf('b')], { definition: CONTROLS, asOf: AS_OF + HOUR });
    dynamodb.wire.decide = ({ operation, body }) =>
      operation === 'PutItem' && JSON.stringify(body).includes('"LATEST"') ? 'DENY' : 'PASS';
    await expect(publish(lost)).rejects.toThrow('not authorized');
    dynamodb.wire.decide = () => 'PASS';
    expect(await all(reader().findingsOf(REPORT, lost.runId))).toEqual([]);
    expect(await reader().rowsOf(REPORT)).toMatchObject([{ jobsByState: { COMPLETED: 1 } }]);
    await publishJobs([copyOf('a')], { asOf: AS_OF + 2 * HOUR });
    expect(await reader().rowsOf(REPORT)).toMatchObject([{ resourceArn: arn('a'), jobsByState: { COMPLETED: 1 } }]);
  });
});

describe('a reader', () => {
  it('sees rows of one run only, though two are published while it reads', async () => {
    const at = (hours: number, state: string) =>
      aRun([copyOf('a', { State: state }), copyOf('b', { State: state })], {
        definition: CONTROLS,
        asOf: AS_OF + hours * HOUR,
      });
    await publish(await at(0, 'COMPLETED'));
    const later = [await at(1, 'FAILED'), await at(2, 'RUNNING')];
    let isReading = true;
    dynamodb.wire.decide = async ({ operation, body }) => {
      if (isReading && operation === 'Query' && JSON.stringify(body).includes('ROWS#')) {
        isReading = false;
        for (const run of later) await publish(run);
      }
      return 'PASS' as const;
    };
    const rows = await reader().rowsOf(REPORT);
    expect(rows.map(({ jobsByState }) => jobsByState)).toEqual([{ RUNNING: 1 }, { RUNNING: 1 }]);
  });
});

describe('a purge', () => {
  it('removes everything of a report, and nothing of others', async () => {
    const table = dynamodb.open(() => AS_OF);
    const run = await aRun([copyOf('a', FAILED)], { definition: CONTROLS });
    const other = { ...run.definition, name: 'Offsite' };
    await publish({ ...run, definition: other, conclude: (known) => ({ ...run.conclude(known), report: 'Offsite' }) });
    const others = await dumpTable(table);
    const { definition, trigger } = run;
    const asOf = new Date(AS_OF).toISOString();
    const lost = { report: REPORT, runId: 'never-published', trigger, asOf, startedAt: asOf, unplanned: [], notes: [] };
    await putPlan(table, { ...lost, definition, declared: { name: REPORT } }, []);
    await publish(run);
    await publishJobs([copyOf('a')], { asOf: AS_OF + HOUR });

    expect(await purge(table, REPORT, () => true)).toBe(false);
    expect(await purge(table, REPORT, () => false)).toBe(true);
    expect(Object.keys(await dumpTable(table)).filter((key) => !(key in others))).toEqual([]);
    expect(await dumpTable(table)).toEqual(others);
  });
});
