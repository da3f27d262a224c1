import { ENVIRONMENT } from '../../audit/environment.js';
import { HOUR } from '../../audit/schema.js';
import { handler } from '../../lambda/heartbeat.js';
import { aGoodCopy, aJobIn } from '../kit/a-good-copy.js';
import { REPORT } from '../kit/a-run.js';
import { type EmbeddedDynamoDb, startDynamoDb } from '../kit/embedded-dynamodb.js';
import { declare, publish } from '../kit/published.js';

const DAY = 24 * HOUR;

let dynamodb: EmbeddedDynamoDb;
let written: Record<string, unknown>[];
beforeEach(async () => {
  dynamodb = await startDynamoDb();
  Object.assign(process.env, {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb.wire.url,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    [ENVIRONMENT.auditor]: 'default',
    [ENVIRONMENT.table]: dynamodb.name,
  });
  written = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    written.push(JSON.parse(String(chunk)) as Record<string, unknown>);
    return true;
  });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await dynamodb.close();
});

const publishedSome = (ago: number) => {
  const table = dynamodb.open(() => Date.now() - ago);
  const jobs = [aGoodCopy(), aJobIn('FAILED')].map((job, index) => ({
    ...job,
    CreationDate: new Date(Date.now() - ago - (index + 3) * HOUR),
  }));
  return publish(table, jobs, { asOf: Date.now() - ago, definition: { controls: [{ control: 'completed' }] } });
};

it('writes what the last run wrote, where no run was published for a day: nothing was published or asked for since', async () => {
  await publishedSome(20 * DAY);
  await handler();
  const [metrics, ...causes] = written;
  expect(metrics).toMatchObject({
    Auditor: 'default',
    Report: REPORT,
    NonCompliant: 1,
    Compliant: 0,
    FailedJobs: 1,
    CopyJobs: 2,
    Units: 1,
    RunPublished: 0,
    Requests: 0,
  });
  expect(Math.round(Number(metrics?.['RunAge']) / 86_400)).toBe(20);
  expect(metrics).not.toHaveProperty('RunDuration');
  expect(causes.reduce((sum, { FailuresByCause }) => sum + Number(FailuresByCause), 0)).toBe(1);
});

it('writes no more than its age where a run has written the rest', async () => {
  await publishedSome(6 * HOUR);
  await handler();
  expect(written).toHaveLength(1);
  const { _aws: _embedded, ...values } = written[0]!;
  expect(values).toEqual({ Auditor: 'default', Report: REPORT, RunAge: expect.any(Number) });
});

it('says that nothing was published of a report that never ran', async () => {
  await declare(dynamodb.open(), { name: 'Young' });
  await handler();
  expect(written).toMatchObject([{ Report: 'Young', RunPublished: 0 }]);
});

it('beats for the other reports where one cannot be read', async () => {
  const table = dynamodb.open();
  await declare(table, { name: 'A' });
  await declare(table, { name: 'Z' });
  await table.put({
    ...(await table.get({ pk: 'REPORT#A', sk: 'DEFINITION' })),
    pk: 'REPORT#A',
    sk: 'DEFINITION',
    version: 99,
  });
  await handler();
  expect(written.map(({ Report }) => Report)).toEqual(['Z']);
});
