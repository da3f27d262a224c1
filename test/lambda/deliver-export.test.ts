import { ENVIRONMENT } from '../../audit/environment.js';
import { HOUR } from '../../audit/schema.js';
import { handler } from '../../lambda/deliver-export.js';
import { aCopyJob } from '../kit/a-copy-job.js';
import { REPORT } from '../kit/a-run.js';
import { BUCKET, type LocalBucket, OWNER, startBucket } from '../kit/bucket.js';
import { type EmbeddedDynamoDb, startDynamoDb } from '../kit/embedded-dynamodb.js';
import { publish } from '../kit/published.js';

let dynamodb: EmbeddedDynamoDb;
let bucket: LocalBucket;
const environment = { ...process.env };
beforeEach(async () => {
  [dynamodb, bucket] = await Promise.all([startDynamoDb(), startBucket()]);
  Object.assign(process.env, {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb.wire.url,
    AWS_ENDPOINT_URL_S3: bucket.url,
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    [ENVIRONMENT.table]: dynamodb.name,
    [ENVIRONMENT.exportBucket]: BUCKET,
    [ENVIRONMENT.exportBucketOwner]: OWNER,
    [ENVIRONMENT.exportPrefix]: 'default/',
  });
});
afterEach(async () => {
  process.env = { ...environment };
  await Promise.all([dynamodb.close(), bucket.close()]);
});

const now = Date.now();
const run = (hoursAgo: number) =>
  publish(dynamodb.open(), [aCopyJob({ CreationDate: new Date(now - 9 * HOUR) })], { asOf: now - hoursAgo * HOUR });
const exported = () =>
  [...bucket.objects.keys()].filter((key) => key.startsWith('default/runs/')).map((key) => key.split('/').at(-1));
const fileOf = (runId: string) => `${runId}.ndjson.gz`;

describe('a published run', () => {
  it('is exported, and once', async () => {
    const runId = await run(1);
    await handler({ report: REPORT, runId });
    expect(exported()).toEqual([fileOf(runId)]);
    const asked = bucket.asked.length;
    await handler({ report: REPORT, runId });
    expect(bucket.asked).toHaveLength(asked);
  });

  it('brings those with it that were not exported, the oldest first', async () => {
    const first = await run(3);
    await handler({ report: REPORT, runId: first });
    bucket.refusal = 'the key is disabled';
    const second = await run(2);
    await expect(handler({ report: REPORT, runId: second })).rejects.toThrow('the key is disabled');
    bucket.refusal = undefined;
    const third = await run(1);
    await handler({ report: REPORT, runId: third });
    expect(exported()).toEqual([first, second, third].map(fileOf));
  });

  it('does not bring all of a history with it that was there before the export', async () => {
    await run(3);
    const second = await run(2);
    await handler({ report: REPORT, runId: second });
    expect(exported()).toEqual([fileOf(second)]);
  });

  it('is nothing where its report was removed meanwhile', async () => {
    await handler({ report: REPORT, runId: 'gone' });
    expect(bucket.asked).toEqual([]);
  });
});
