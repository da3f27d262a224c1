import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CloudFormationClient, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { kmsPublicKeys } from '../../aws/public-keys.js';
import { Table } from '../../aws/table/table.js';
import { verifyReport } from '../../aws/table/verify-report.js';
import { createTable } from '../../cli/embedded-table.js';
import { bootstrap, cdkOrFail } from './kit/cdk.js';
import { REPORT, makeDeployable } from './kit/deployable.js';
import { ACCOUNT, type Emulator, REGION, startEmulator } from './kit/emulator.js';
import { fetchAnew } from './kit/fetch-anew.js';
import { EXAMPLES } from '../kit/examples.js';
import { ROOT, hasPython } from './kit/install.js';
import { EmulatedQueue } from './kit/queue.js';

const folder = mkdtempSync(join(tmpdir(), 'copy-audit-examples-'));
afterAll(() => rmSync(folder, { recursive: true }));

const describeDeployment = hasPython() ? describe : describe.skip;
if (!hasPython()) console.warn('Skipped: the emulator wants Python 3.10 or later with venv, and there is none');

// Left out of them is what the emulator does not have: StackSets, CodePipeline, composite alarms, a VPC of one's own.
describeDeployment('an example deploys, and each of its reports has a run:', () => {
  let emulator: Emulator;
  const options = ['--no-notices', '--require-approval', 'never'];

  beforeAll(async () => {
    emulator = await startEmulator();
    const env = { ...process.env, ...emulator.environment, CDK_OUTDIR: folder };
    execFileSync(process.execPath, ['scripts/run.mjs', 'scripts/all-examples.ts'], { cwd: ROOT, env, stdio: 'pipe' });
  });
  afterAll(() => emulator?.stop());

  /** An account without anything. */
  const begin = async (): Promise<void> => {
    await fetchAnew(`${emulator.url}/_ministack/reset`, { method: 'POST' });
    await bootstrap(emulator.environment);
  };

  const client = () => ({
    endpoint: emulator.url,
    region: REGION,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });

  /** Reports that CloudFormation says it has made, which it does when their first run is published. */
  const reportsIn = async (stack: string): Promise<string[]> => {
    const { StackResources = [] } = await new CloudFormationClient(client()).send(
      new DescribeStackResourcesCommand({ StackName: stack }),
    );
    return StackResources.filter(
      ({ ResourceType, ResourceStatus }) => ResourceType === REPORT && ResourceStatus === 'CREATE_COMPLETE',
    )
      .map(({ LogicalResourceId }) => LogicalResourceId ?? '')
      .sort();
  };

  const deploys = async (name: string, stacks = '--all'): Promise<void> => {
    const reported = makeDeployable(join(folder, name));
    await cdkOrFail(['deploy', stacks, '--app', join(folder, name), ...options], emulator.environment);
    const declared = [...reported].filter(([, reports]) => reports.length > 0);
    expect(declared).not.toEqual([]);
    for (const [stack, reports] of declared) expect([stack, await reportsIn(stack)]).toEqual([stack, reports]);
  };

  it.each(['three-teams', 'backup-plan', 'nested-stack', 'filter-sets', 'organization'])('%s', async (name) => {
    await begin();
    await deploys(name);
  });

  // Its topic is one that was there already.
  it('who-is-told, and its topic has a message of the first run', async () => {
    await begin();
    const sns = new SNSClient(client());
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'on-call' }));
    const mail = await EmulatedQueue.create(emulator, 'mail');
    const Endpoint = `arn:aws:sqs:${REGION}:${ACCOUNT}:mail`;
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint }));
    await deploys('who-is-told');
    expect(await mail.receive()).toEqual([
      expect.objectContaining({ TopicArn, Subject: expect.stringContaining('OffsiteCopies') }),
    ]);
  });

  it('notifications, and its queue has an event of the first run', async () => {
    await begin();
    await deploys('notifications');
    const { StackResources = [] } = await new CloudFormationClient(client()).send(
      new DescribeStackResourcesCommand({ StackName: 'CopyAudit' }),
    );
    const url = StackResources.find(
      ({ ResourceType, LogicalResourceId = '' }) =>
        ResourceType === 'AWS::SQS::Queue' && LogicalResourceId.startsWith('Tickets'),
    )?.PhysicalResourceId;
    const told = await new EmulatedQueue(emulator, url ?? '').receive();
    expect(told).toEqual([
      expect.objectContaining({
        source: 'cdk-backup-copy-audit',
        'detail-type': 'Copy Job Compliance Change',
        detail: expect.objectContaining({ report: 'OffsiteCopies', trigger: 'DEPLOYMENT', auditor: 'default' }),
      }),
    ]);
  });

  // The second finds the auditor of the first by its name.
  it.each([
    ['quick-start', 'another-stack'],
    ['first-report', 'own-dashboard'],
  ])('%s, then %s', async (first, second) => {
    await begin();
    await deploys(first);
    await deploys(second);
  });

  it('quick-start, then the stage that the pipeline of pipeline-gate deploys', async () => {
    await begin();
    await deploys('quick-start');
    await deploys('pipeline-gate', 'Production/*');
  });

  it('signed-runs, and its run is signed by the key', async () => {
    await begin();
    await deploys('signed-runs');
    const { StackResources = [] } = await new CloudFormationClient(client()).send(
      new DescribeStackResourcesCommand({ StackName: 'CopyAudit' }),
    );
    const idOf = (type: RegExp) =>
      StackResources.find(({ ResourceType = '' }) => type.test(ResourceType))?.PhysicalResourceId ?? '';
    const table = new Table({ name: idOf(/^AWS::DynamoDB::/), client: client() });
    const keyArn = `arn:aws:kms:${REGION}:${ACCOUNT}:key/${idOf(/^AWS::KMS::Key$/)}`;
    const publicKeys = kmsPublicKeys(client());
    const verified = await verifyReport(table, 'AllCopies', { keyArn, publicKeys });
    expect(verified).toMatchObject({
      status: 'INTACT',
      signatures: { valid: 1, unsigned: 0, keys: [keyArn] },
      problems: [],
    });
    const other = keyArn.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
    expect((await verifyReport(table, 'AllCopies', { keyArn: other, publicKeys })).status).toBe('BROKEN');
  });

  it('exported-runs, and its run lies in the bucket', async () => {
    await begin();
    await deploys('exported-runs');
    const s3 = new S3Client({ ...client(), forcePathStyle: true });
    const { StackResources = [] } = await new CloudFormationClient(client()).send(
      new DescribeStackResourcesCommand({ StackName: 'CopyAudit' }),
    );
    const Bucket = StackResources.find(({ ResourceType }) => ResourceType === 'AWS::S3::Bucket')?.PhysicalResourceId;
    const keysIn = async (): Promise<string[]> => {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
      return Contents.map(({ Key = '' }) => Key).sort();
    };
    // It is written after the run is published, for which the deployment waited.
    const until = Date.now() + 120_000;
    while (!(await keysIn()).some((key) => key.startsWith('default/runs/')) && Date.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    const keys = await keysIn();
    expect(keys.map((key) => key.replace(/\d{4}-\d\d-\d\d\/AllCopies\/.*/, '…'))).toEqual(
      ['controls', 'findings', 'resources', 'runs'].map((of) => `default/${of}/run_date=…`),
    );
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: keys.at(-1) }));
    const [line = ''] = gunzipSync((await Body?.transformToByteArray()) ?? new Uint8Array())
      .toString()
      .split('\n');
    expect(JSON.parse(line)).toMatchObject({ report: 'AllCopies', trigger: 'DEPLOYMENT', copy_jobs: 0 });
  });

  it('existing-parts, beside a table that is there', async () => {
    await begin();
    await createTable(new DynamoDBClient(client()), 'copy-audit-restored');
    await deploys('existing-parts');
  });

  it('is each of them but that with a VPC, which test/integ/hardened.test.ts deploys without', () => {
    const [deployed = ''] = readFileSync(__filename, 'utf8').split("it('is each of them");
    expect(EXAMPLES.filter((name) => !deployed.includes(`'${name}'`))).toEqual(['hardened']);
  });
});
