import { ScanCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import type { RawCopyJob } from '../../audit/copy-job.js';
import { DAY, HOUR } from '../../audit/schema.js';
import { putPlan } from '../../aws/table/plans.js';
import { putUnit } from '../../aws/table/units.js';
import { volumeCopiesFrom } from './a-copy-job.js';
import { aRun } from './a-run.js';
import { AS_OF } from './audit-of.js';
import type { EmbeddedDynamoDb } from './embedded-dynamodb.js';
import { declare, publish } from './published.js';

const DEFINITION = {
  description: 'Copies that left the Region',
  schedule: 'rate(6 hours)',
  filterSets: [
    { name: 'volumes', resourceType: 'EBS', createdWithin: '3d' },
    { name: 'databases', resourceType: 'RDS', createdWithin: '3d' },
  ],
  controls: [
    { control: 'completed', severity: 'CRITICAL' },
    { control: 'freshWithin', within: '26h' },
    { control: 'minimumSuccessRate', percent: 99, severity: 'LOW' },
  ],
  exemptions: [{ resource: '*volume/scratch', reason: 'rebuilt nightly', until: '2027-03-31' }],
  forgetResourcesAfter: '2d',
};

const volume = volumeCopiesFrom(AS_OF);

const FAILED = { State: 'FAILED', StatusMessage: 'Access Denied trying to call AWS Backup service' };
const database = (hours: number, fields: RawCopyJob = {}) =>
  volume('orders', hours, {
    ResourceType: 'RDS',
    ResourceArn: 'arn:aws:rds:eu-west-1:111111111111:db:orders',
    ...fields,
  });

const member = (name: string): RawCopyJob =>
  volume(name, 20, {
    ...FAILED,
    ParentJobId: 'stack-20',
    ResourceArn: `arn:aws:ec2:eu-west-1:111111111111:volume/${name}`,
  });
const composite = [
  volume('stack', 20, { State: 'PARTIAL', IsParent: true, NumberOfChildJobs: 2, CopyJobId: 'stack-20' }),
  member('of-stack'),
];

/** Fills a table with five runs of a report, one that was lost, and a report that is only declared. */
export const fillTable = async (dynamodb: EmbeddedDynamoDb): Promise<void> => {
  const at = (hours: number) => dynamodb.open(() => AS_OF + hours * HOUR + 5 * 60_000);
  const run = (hours: number, jobs: readonly RawCopyJob[], error?: string) =>
    publish(at(hours), jobs, {
      asOf: AS_OF + hours * HOUR,
      definition: DEFINITION,
      ...(error === undefined ? {} : { error }),
    });
  const first = [volume('a', -5), volume('b', -4), volume('scratch', -30), database(-3)];
  await run(0, first);
  await run(6, [...first, volume('a', 3, FAILED), database(4, FAILED)]);
  await run(12, [...first, volume('a', 3, FAILED)], 'User is not authorized to perform backup:ListCopyJobs');
  await run(24, [volume('a', 20), volume('b', 20), database(20), ...composite]);
  // 'scratch' is forgotten.
  await run(48, [volume('a', 45), volume('b', 46), database(47, { ...FAILED, StatusMessage: '=1+1 <b>\u001b[31m' })]);
  await declare(at(0), { name: 'Declared' });
  // One that ended before it was published.
  const lost = await aRun([], { asOf: AS_OF + 2 * DAY + HOUR, definition: DEFINITION });
  const moment = new Date(lost.asOf).toISOString();
  const { name: report } = lost.definition;
  await putPlan(
    at(49),
    {
      report,
      runId: lost.runId,
      trigger: 'MANUAL',
      asOf: moment,
      startedAt: moment,
      unplanned: [],
      notes: [],
      definition: lost.definition,
      declared: { name: report, ...DEFINITION },
    },
    [],
  );
  await putUnit(
    at(49),
    { report, runId: lost.runId, index: 0 },
    { part: 0, pages: 1, stalled: false, done: false, checkpoint: { jobs: [] } as never },
  );
};

/** What a table holds, an item a line, in the way that DynamoDB says it. */
export const tableLines = async (dynamodb: EmbeddedDynamoDb): Promise<string[]> => {
  const table = dynamodb.open();
  const { Items = [] } = (await table.client.send(new ScanCommand({ TableName: table.name }))) as {
    Items?: Record<string, AttributeValue>[];
  };
  return Items.map((item) => JSON.stringify(sorted(item))).sort();
};

const sorted = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]));
};
