import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { definitionHash } from '../../audit/conclude.js';
import type { RunItem } from '../../audit/record/items.js';
import { widgetFunctionName } from '../../audit/widget/function-name.js';
import { ReportReader } from '../../aws/table/reader.js';
import { Table } from '../../aws/table/table.js';
import { accountSource } from '../../cli/account-source.js';
import { readReport } from '../../cli/audit-report.js';
import { readDefinitionFile } from '../../cli/definition-file.js';
import { type Sandbox, generateScenario, startSandbox } from '../../sandbox/index.js';
import { aCopyJob } from '../kit/a-copy-job.js';
import { bootstrap, cdk, cdkOrFail } from './kit/cdk.js';
import { ACCOUNT, type Emulator, REGION, startEmulator } from './kit/emulator.js';
import { fetchAnew } from './kit/fetch-anew.js';
import { hasPython } from './kit/install.js';
import { EmulatedQueue } from './kit/queue.js';

const COUNT = 3_000;
const STACK = 'CopyAudit';
const folder = mkdtempSync(join(tmpdir(), 'copy-audit-integ-'));
const FILTER_SETS = '[{ name: all, createdWithin: 30d }, { name: rds, resourceType: RDS }]';
const CONTROLS =
  '{ control: completed }, { control: freshWithin, within: 26h }, { control: crossRegion, severity: LOW }';

const definition = (name: string, controls: string, gate = 'NEVER'): string => {
  const file = join(folder, `${name}.yaml`);
  const report = `{ name: Offsite, realtime: true, filterSets: ${FILTER_SETS}, controls: [${controls}], gate: { failOn: ${gate} } }`;
  writeFileSync(file, `reports: [${report}]\n`);
  return file;
};

const describeDeployment = hasPython() ? describe : describe.skip;
if (!hasPython()) console.warn('Skipped: the emulator wants Python 3.10 or later with venv, and there is none');

describeDeployment('a real cdk deploy, against the emulator', () => {
  let emulator: Emulator;
  let sandbox: Sandbox;
  let reader: ReportReader;
  let machineArn = '';
  let eventsQueueUrl = '';
  const scenario = generateScenario({ count: COUNT, asOf: Date.now() });

  const deployment = (file: string): string[] => [
    ...['-c', `definition=${file}`, '-c', `backupEndpointUrl=${sandbox.url}`, '-c', 'disposable=true'],
    ...['--no-notices', '--require-approval', 'never', '--output', join(folder, 'cdk.out')],
  ];
  const deploy = (file: string) => cdk(['deploy', ...deployment(file)], emulator.environment);
  const client = () => ({
    endpoint: emulator.url,
    region: REGION,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const latest = async (): Promise<RunItem> => {
    const run = await reader.latestOf('Offsite');
    if (run === undefined) throw new Error('There is no published run of Offsite');
    return run;
  };
  /** What the same code comes to in this process, as of the run's own time. */
  const expected = async (file: string, asOf: number) => {
    const source = accountSource({ regions: [REGION], profile: undefined, endpointUrl: sandbox.url }, {
      environment: {},
    } as never);
    const [report] = readDefinitionFile(file);
    if (report === undefined) throw new Error('The file has no report');
    return (await readReport(report.definition, source, { asOf })).conclude([]);
  };

  beforeAll(async () => {
    emulator = await startEmulator();
    sandbox = await startSandbox(scenario);
    await bootstrap(emulator.environment);
  });

  afterAll(async () => {
    await sandbox?.close();
    await emulator?.stop();
  });

  it('deploys the app and publishes the first run of its report', async () => {
    const file = definition('first', CONTROLS);
    const started = Date.now();
    const { code, output } = await deploy(file);
    if (code !== 0) throw new Error(output);
    const { StackResources = [] } = await new CloudFormationClient(client()).send(
      new DescribeStackResourcesCommand({ StackName: STACK }),
    );
    const ofType = (type: RegExp, id = /./) =>
      StackResources.find(
        ({ ResourceType = '', LogicalResourceId = '' }) => type.test(ResourceType) && id.test(LogicalResourceId),
      )?.PhysicalResourceId ?? '';
    machineArn = ofType(/^AWS::StepFunctions::StateMachine$/);
    eventsQueueUrl = ofType(/^AWS::SQS::Queue$/, /Events/);
    const table = ofType(/^AWS::DynamoDB::/);
    reader = new ReportReader(new Table({ name: table, client: client() }));

    const run = await latest();
    const header = await reader.headerOf('Offsite');
    const same = await expected(file, Date.parse(run.asOf));
    expect(run).toMatchObject({
      status: 'NON_COMPLIANT',
      complete: true,
      trigger: 'DEPLOYMENT',
      copyJobs: same.counts.copyJobs,
    });
    expect(header).toMatchObject({ controls: same.controls, counts: same.counts, findingCounts: same.findingCounts });
    expect((await reader.rowsOf('Offsite')).length).toBe(same.resources.length);
    console.log(
      `deployed ${StackResources.length} resources in ${((Date.now() - started) / 1000).toFixed(0)} s; ` +
        `read back: ${run.status}, ${run.copyJobs} copy jobs, ${run.findings} findings, ${run.topCauses[0] ?? 'no cause'}`,
    );
  });

  it('answers a dashboard’s widget, by the name that stacks tell from the auditor’s', async () => {
    const name = widgetFunctionName('default');
    const ask = async (event: object): Promise<unknown> => {
      // As CloudWatch calls it; the emulator asks for a signature and does not check it.
      const response = await fetchAnew(`${emulator.url}/2015-03-31/functions/${name}/invocations`, {
        method: 'POST',
        headers: { authorization: `AWS4-HMAC-SHA256 Credential=test/20261124/${REGION}/lambda/aws4_request` },
        body: JSON.stringify(event),
      });
      return response.json();
    };
    expect(await ask({ describe: true })).toMatchObject({ markdown: expect.stringContaining('### Parameters') });
    const shown = await ask({ view: 'report', report: 'Offsite', widgetContext: { theme: 'dark' } });
    expect(shown).toContain('NON_COMPLIANT');
    expect(shown).toContain(`endpoint="arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}"`);
  });

  it('runs as its schedule would start it', async () => {
    const before = await latest();
    const machine = new SFNClient(client());
    const input = JSON.stringify({ report: 'Offsite', trigger: 'SCHEDULE' });
    const { executionArn } = await machine.send(new StartExecutionCommand({ stateMachineArn: machineArn, input }));
    let status = 'RUNNING';
    for (let second = 0; status === 'RUNNING' && second < 120; second += 1) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      ({ status = 'RUNNING' } = await machine.send(new DescribeExecutionCommand({ executionArn })));
    }
    expect(status).toBe('SUCCEEDED');
    const run = await latest();
    expect(run.runId > before.runId).toBe(true);
    expect(run).toMatchObject({ trigger: 'SCHEDULE', previousRunId: before.runId, copyJobs: before.copyJobs });
  });

  it('puts into it at once what an event of AWS Backup tells of', async () => {
    const before = await latest();
    const now = new Date();
    const failed = aCopyJob({ CopyJobId: 'told-at-once', State: 'FAILED', CreationDate: now, CompletionDate: now });
    const port = Number(new URL(sandbox.url).port);
    await sandbox.close();
    sandbox = await startSandbox({ ...scenario, copyJobs: [...scenario.copyJobs, failed], port });
    // Into the queue, where the rule would put it: the emulator's EventBridge takes no events of AWS's own services.
    await new EmulatedQueue(emulator, eventsQueueUrl).send({
      ...{ version: '0', id: '8e1b6d3c-0000-4000-8000-00000000000a', account: ACCOUNT, region: REGION },
      ...{ source: 'aws.backup', 'detail-type': 'Copy Job State Change', time: now.toISOString() },
      resources: [failed['SourceRecoveryPointArn']],
      detail: { copyJobId: 'told-at-once', state: 'FAILED', resourceArn: failed['ResourceArn'] },
    });
    for (let second = 0; (await latest()).runId === before.runId && second < 90; second += 1)
      await new Promise((resolve) => setTimeout(resolve, 1000));
    const run = await latest();
    expect(run).toMatchObject({ trigger: 'EVENT', basis: { runId: before.runId } });
    const subjects: string[] = [];
    for await (const { subject } of reader.findingsOf('Offsite', run.runId)) subjects.push(subject.id);
    expect(subjects).toContain('told-at-once');
  });

  it('updates the report and judges it anew', async () => {
    const file = definition('second', `${CONTROLS}, { control: minimumCopies, copies: 1 }`);
    const { code, output } = await deploy(file);
    if (code !== 0) throw new Error(output);
    const [report] = readDefinitionFile(file);
    expect((await latest()).definitionHash).toBe(definitionHash(report!.definition));
  });

  it('fails a deployment whose gate is not passed, says why, and keeps what was declared', async () => {
    const before = await latest();
    const { code, output } = await deploy(
      definition('third', `{ control: maximumFailures, failures: 0 }`, 'NON_COMPLIANT'),
    );
    expect(code).not.toBe(0);
    expect(output).toMatch(/Offsite.*NON_COMPLIANT/s);
    expect(output).not.toMatch(/at \w+ \(.*index\.mjs/);
    const [declared] = await reader.reports();
    expect(declared === undefined ? undefined : definitionHash(declared)).toBe(before.definitionHash);
  });

  it('removes everything when the stack is destroyed', async () => {
    const args = ['destroy', '--force', ...deployment(definition('second', CONTROLS))];
    await cdkOrFail(args, emulator.environment);
    const { StackResources } = await new CloudFormationClient(client()).send(
      new DescribeStackResourcesCommand({ StackName: STACK }),
    );
    expect(StackResources).toEqual([]);
  });
});
