import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { type Sandbox, generateScenario, startSandbox } from '../../sandbox/index.js';
import { bootstrap, cdkOrFail } from './kit/cdk.js';
import { type Emulator, REGION, startEmulator } from './kit/emulator.js';
import { hasPython } from './kit/install.js';

const folder = mkdtempSync(join(tmpdir(), 'copy-audit-hardened-'));
const OPTIONS = ['--no-notices', '--output', join(folder, 'cdk.out')];
const APP = ['--app', 'node scripts/run.mjs test/integ/hardened/app.ts', ...OPTIONS];

const describeDeployment = hasPython() ? describe : describe.skip;
if (!hasPython()) console.warn('Skipped: the emulator wants Python 3.10 or later with venv, and there is none');

describeDeployment('an auditor behind a key and a permissions boundary, against the emulator', () => {
  let emulator: Emulator;
  let sandbox: Sandbox;
  const client = () => ({
    endpoint: emulator.url,
    region: REGION,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const environment = () => ({ ...emulator.environment, BACKUP_URL: sandbox.url });

  beforeAll(async () => {
    emulator = await startEmulator();
    sandbox = await startSandbox(generateScenario({ count: 500, asOf: Date.now() }));
    await bootstrap(emulator.environment);
  });

  afterAll(async () => {
    await sandbox?.close();
    await emulator?.stop();
  });

  // How it is encrypted and bounded, the emulator does not tell: test/lib/hardened.test.ts has that of the template.
  it('deploys, and publishes the first run of its report', async () => {
    await cdkOrFail(['deploy', ...APP, '--require-approval', 'never'], environment());
    const { Stacks: [stack] = [] } = await new CloudFormationClient(client()).send(
      new DescribeStacksCommand({ StackName: 'Hardened' }),
    );
    const outputs = Object.fromEntries(
      (stack?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]),
    );
    expect(outputs).toMatchObject({ Status: 'NON_COMPLIANT', KeyArn: expect.stringMatching(/^arn:aws:kms:/) });
  });

  it('goes, and leaves nothing behind', async () => {
    await cdkOrFail(['destroy', '--force', ...APP], environment());
    const { StackResources } = await new CloudFormationClient(client()).send(
      new DescribeStackResourcesCommand({ StackName: 'Hardened' }),
    );
    expect(StackResources).toEqual([]);
  });
});
