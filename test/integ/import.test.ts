import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { ReportReader } from '../../aws/table/reader.js';
import { Table } from '../../aws/table/table.js';
import { type Sandbox, generateScenario, startSandbox } from '../../sandbox/index.js';
import { bootstrap, cdkOrFail } from './kit/cdk.js';
import { type Emulator, REGION, startEmulator } from './kit/emulator.js';
import { hasPython } from './kit/install.js';

const STACK = 'CopyAudit';

const describeImport = hasPython() ? describe : describe.skip;
if (!hasPython()) console.warn('Skipped: the emulator wants Python 3.10 or later with venv, and there is none');

describeImport('cdk import, against the emulator', () => {
  const folder = mkdtempSync(join(tmpdir(), 'copy-audit-import-'));
  let emulator: Emulator;
  let sandbox: Sandbox;

  const client = () => ({
    endpoint: emulator.url,
    region: REGION,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const app = async (command: string, ...args: readonly string[]): Promise<string> => {
    const context = ['-c', `definition=${join(folder, 'reports.yaml')}`, '-c', `backupEndpointUrl=${sandbox.url}`];
    const output = ['--no-notices', '--output', join(folder, 'cdk.out')];
    return cdkOrFail([command, STACK, ...args, ...context, ...output], emulator.environment);
  };
  const deploy = () => app('deploy', '--require-approval', 'never');
  const tables = async (): Promise<{ id: string; name: string }[]> => {
    const { StackResources = [] } = await new CloudFormationClient(client()).send(
      new DescribeStackResourcesCommand({ StackName: STACK }),
    );
    return StackResources.filter(({ ResourceType }) => ResourceType === 'AWS::DynamoDB::Table').map(
      ({ LogicalResourceId: id = '', PhysicalResourceId: name = '' }) => ({ id, name }),
    );
  };

  beforeAll(async () => {
    emulator = await startEmulator();
    sandbox = await startSandbox(generateScenario({ count: 200, asOf: Date.now() }));
    writeFileSync(join(folder, 'reports.yaml'), 'name: Offsite\n');
    await bootstrap(emulator.environment);
  });
  afterAll(async () => {
    await sandbox?.close();
    await emulator?.stop();
    rmSync(folder, { recursive: true });
  });

  it('brings the history of a stack that is gone into a new one, where runs go on with it', async () => {
    await deploy();
    const [before] = await tables();
    const reader = new ReportReader(new Table({ name: before!.name, client: client() }));
    const last = await reader.latestOf('Offsite');
    await app('destroy', '--force');

    const mapping = join(folder, 'mapping.json');
    writeFileSync(mapping, JSON.stringify({ [before!.id]: { TableName: before!.name } }));
    await app('import', '--resource-mapping', mapping);
    expect(await tables()).toEqual([before]);
    await deploy();
    expect(await tables()).toEqual([before]);
    expect((await reader.latestOf('Offsite'))?.previousRunId).toBe(last!.runId);
  });
});
