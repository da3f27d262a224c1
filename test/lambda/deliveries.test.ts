import type { RawCopyJob } from '../../audit/copy-job.js';
import { ENVIRONMENT } from '../../audit/environment.js';
import { deliveredKey } from '../../audit/record/keys.js';
import { DAY, HOUR } from '../../audit/schema.js';
import { putDelivered, readDelivered } from '../../aws/table/delivered.js';
import { purge } from '../../aws/table/purge.js';
import { handler as deliverEvents } from '../../lambda/deliver-events.js';
import { handler as deliverNotifications } from '../../lambda/deliver-notifications.js';
import { volumeCopiesFrom } from '../kit/a-copy-job.js';
import { REPORT } from '../kit/a-run.js';
import { type AnsweringService, refusing, startAnswering } from '../kit/answering.js';
import { type EmbeddedDynamoDb, startDynamoDb } from '../kit/embedded-dynamodb.js';
import { publish } from '../kit/published.js';

// The handlers’ clock is the machine’s, and what is kept expires by it.
const AS_OF = Math.floor(Date.now() / HOUR) * HOUR - 12 * DAY;

const copy = volumeCopiesFrom(AS_OF);
const DEFINITION = {
  controls: [{ control: 'freshWithin', within: '26h' }, { control: 'completed' }],
  forgetResourcesAfter: '10d',
  filterSets: [{ name: 'all', createdWithin: '20d' }],
};

const PUBLISHED =
  '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>';

describe('what is delivered of published runs', () => {
  let dynamodb: EmbeddedDynamoDb;
  let events: AnsweringService;
  let sns: AnsweringService;
  let fails: boolean;

  beforeAll(async () => {
    dynamodb = await startDynamoDb();
    events = await startAnswering(({ text }) =>
      fails
        ? refusing('ValidationException', 'not today')
        : {
            FailedEntryCount: 0,
            Entries: (JSON.parse(text) as { Entries: object[] }).Entries.map(() => ({ EventId: 'e' })),
          },
    );
    sns = await startAnswering(({ text }) =>
      fails && text.includes('broken')
        ? {
            status: 403,
            type: 'text/xml',
            body: '<ErrorResponse><Error><Code>AuthorizationError</Code><Message>no</Message></Error></ErrorResponse>',
          }
        : { type: 'text/xml', body: PUBLISHED },
    );
    Object.assign(process.env, {
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL_DYNAMODB: dynamodb.wire.url,
      AWS_ENDPOINT_URL_EVENTBRIDGE: events.url,
      AWS_ENDPOINT_URL_SNS: sns.url,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      POWERTOOLS_LOG_LEVEL: 'SILENT',
      [ENVIRONMENT.auditor]: 'default',
      [ENVIRONMENT.table]: dynamodb.name,
    });
  });
  afterAll(() => Promise.all([dynamodb.close(), events.close(), sns.close()]));
  beforeEach(async () => {
    fails = false;
    await purge(dynamodb.open(), REPORT, () => false);
    for (const service of [events, sns]) service.asked.length = 0;
  });

  const table = (hours: number) => dynamodb.open(() => AS_OF + hours * HOUR + 60_000);
  const run = (hours: number, jobs: readonly RawCopyJob[], error?: string) =>
    publish(table(hours), jobs, {
      asOf: AS_OF + hours * HOUR,
      definition: DEFINITION,
      ...(error === undefined ? {} : { error }),
    });
  /** What was told since somebody asked last. */
  const told = (): string[] => {
    const entries = events.asked.flatMap(
      ({ text }) => (JSON.parse(text) as { Entries: { DetailType: string; Detail: string }[] }).Entries,
    );
    events.asked.length = 0;
    return entries.map(({ Detail }) => {
      const { change, finding, status, previousStatus } = JSON.parse(Detail) as Record<string, unknown> & {
        readonly finding?: { readonly subject: { readonly id: string } };
      };
      return change === undefined
        ? `${String(previousStatus)} to ${String(status)}`
        : `${String(change)} ${finding?.subject.id.split('/').at(-1)}`;
    });
  };
  const tell = (runId: string) => deliverEvents({ report: REPORT, runId });
  const stale = [copy('a', -60), copy('b', -3)];

  it('are events of what has changed, each told once', async () => {
    expect(await tell(await run(0, stale))).toEqual({ events: 2 });
    expect(told()).toEqual(['undefined to NON_COMPLIANT', 'NEW a']);
    // 'b' has become older than it may be.
    const second = await run(30, stale);
    await tell(second);
    await tell(second);
    expect(told()).toEqual(['NEW b']);
    await tell(await run(36, stale));
    expect(told()).toEqual([]);
    await tell(await run(42, [copy('a', 41), copy('b', 41)]));
    expect(told()).toEqual(['NON_COMPLIANT to COMPLIANT', 'RESOLVED a', 'RESOLVED b']);
  });

  it('make up for a delivery that failed', async () => {
    await tell(await run(0, stale));
    told();
    fails = true;
    const failed = await run(30, stale);
    await expect(tell(failed)).rejects.toThrow('not today');
    fails = false;
    told();
    await tell(await run(36, stale));
    expect(told()).toEqual(['NEW b']);
    await tell(await run(42, [copy('a', 41), copy('b', 41)]));
    told();
    // Late: what was so then is no news any more.
    await tell(failed);
    expect(told()).toEqual([]);
  });

  it('remember what could not be judged, until it can be', async () => {
    const failures = [copy('c', -20, { State: 'FAILED' }), copy('d', -19, { State: 'FAILED' })];
    const good = [copy('c', -3), copy('d', -3)];
    await tell(await run(0, [...failures, ...good]));
    expect(told()).toEqual(['undefined to NON_COMPLIANT', 'NEW d--19', 'NEW c--20']);
    await tell(await run(6, [], 'AccessDenied'));
    expect(told()).toEqual(['NON_COMPLIANT to ERROR']);
    // One is there as before, the other is not: neither is new.
    await tell(await run(12, [...failures.slice(0, 1), ...good]));
    expect(told()).toEqual(['ERROR to NON_COMPLIANT', 'CLOSED d--19']);
  });

  it('do not call a resource resolved that is forgotten', async () => {
    await tell(await run(0, stale));
    told();
    await tell(await run(11 * 24, [copy('b', 11 * 24 - 3)]));
    expect(told()).toEqual(['NON_COMPLIANT to COMPLIANT', 'CLOSED a']);
  });

  it('are nothing of a run that is not published, or of a report that is gone', async () => {
    const runId = await run(0, stale);
    expect(await tell('20200101T000000000Z-none')).toEqual({ events: 0 });
    await purge(dynamodb.open(), REPORT, () => false);
    expect(await tell(runId)).toEqual({ events: 0 });
    expect(told()).toEqual([]);
  });

  it('are forgotten with the report, however long they are', async () => {
    await run(0, stale);
    // Text that does not pack, so that it lies in pieces.
    const noise = (seed: number) => Array.from({ length: 60_000 }, (_, k) => Math.sin(seed + k).toString(36)).join('');
    const of = { report: REPORT, delivery: 'EVENTS' };
    const header = { asOf: '2026-06-15T12:00:00.000Z', status: 'COMPLIANT', definitionHash: 'h' } as const;
    const tellLong = async (runId: string, seed: number) => {
      const controls = [{ controlId: noise(seed) }];
      const read = await readDelivered(table(0), of);
      expect(await putDelivered(table(0), of, runId, { header: { ...header, controls }, findings: [] }, read)).toBe(
        true,
      );
      return readDelivered(table(0), of);
    };
    const key = deliveredKey(REPORT, 'EVENTS');
    const pieces = async () => {
      const found = [];
      for await (const piece of table(0).query(`${key.pk}#${key.sk}`)) found.push(piece);
      return found.length;
    };
    await tellLong('run-1', 1);
    const last = await tellLong('run-2', 2);
    expect(last?.told.header.controls).toEqual([{ controlId: noise(2) }]);
    // Those of the run before are gone.
    expect([await pieces(), last?.item.chunks]).toEqual([2, 2]);
    expect(
      await putDelivered(table(0), of, 'run-3', { header: { ...header, controls: [] }, findings: [] }, undefined),
    ).toBe(false);
    await purge(dynamodb.open(), REPORT, () => false);
    expect(await pieces()).toBe(0);
  });

  describe('to topics', () => {
    const arn = (name: string) => `arn:aws:sns:eu-west-1:111111111111:${name}`;
    const notify = (runId: string, topics: readonly object[]) => {
      process.env[ENVIRONMENT.notifications] = JSON.stringify({ topics });
      return deliverNotifications({ report: REPORT, runId });
    };
    const notified = (): string[] => {
      const said = sns.asked.map(({ text }) => {
        const { TopicArn, Subject } = Object.fromEntries(new URLSearchParams(text));
        return `${TopicArn?.split(':').at(-1)}: ${Subject}`;
      });
      sns.asked.length = 0;
      return said;
    };

    it('are messages of what is new, to those who asked for it', async () => {
      const topics = [
        { arn: arn('ops') },
        { arn: arn('other'), reports: ['Other'] },
        { arn: arn('severe'), severity: 'CRITICAL' },
      ];
      expect(await notify(await run(0, stale), topics)).toEqual({ notified: 2 });
      expect(notified()).toEqual([
        'ops: NON_COMPLIANT: OffsiteCopies, 1 new finding',
        'severe: NON_COMPLIANT: OffsiteCopies, 0 new findings',
      ]);
      expect(await notify(await run(30, stale), topics)).toEqual({ notified: 1 });
      expect(notified()).toEqual(['ops: NON_COMPLIANT: OffsiteCopies, 1 new finding']);
      expect(await notify(await run(36, stale), topics)).toEqual({ notified: 0 });
    });

    it('that fail hold up no other, and are told again alone', async () => {
      const topics = [{ arn: arn('broken') }, { arn: arn('ops') }];
      fails = true;
      const runId = await run(0, stale);
      await expect(notify(runId, topics)).rejects.toThrow(/1 of 2 topics were not notified: arn:aws:sns:.*:broken/);
      expect(notified().filter((each) => each.startsWith('ops'))).toHaveLength(1);
      fails = false;
      expect(await notify(runId, topics)).toEqual({ notified: 1 });
      expect(notified()).toEqual(['broken: NON_COMPLIANT: OffsiteCopies, 1 new finding']);
    });
  });
});
