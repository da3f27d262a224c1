import { rmSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudFormationClient,
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  type StackEvent,
  type StackResource,
} from '@aws-sdk/client-cloudformation';
import { DescribeExecutionCommand, ListExecutionsCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { Construct } from 'constructs';
import { App, CfnOutput, CustomResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ATTRIBUTES, RESOURCE_TYPE } from '../../../audit/wire.js';
import type { DefinitionItem } from '../../../audit/record/items.js';
import { readDefinition } from '../../../aws/table/definitions.js';
import { ReportReader } from '../../../aws/table/reader.js';
import { Table } from '../../../aws/table/table.js';
import { ComplianceReport, CopyJobAuditor, type ICopyJobAuditor, type ReportOptions } from '../../../lib/index.js';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../../sandbox/index.js';
import { dumpTable } from '../../kit/dump-table.js';
import { type CdkResult, bootstrap, cdk, cdkOrFail } from '../kit/cdk.js';
import { ACCOUNT, type Emulator, REGION, startEmulator } from '../kit/emulator.js';
import { fetchAnew } from '../kit/fetch-anew.js';

const NAME = 'paths';
const FLAGS = ['--no-notices', '--require-approval', 'never', '--method', 'direct', '--exclusively'];
const env = { account: ACCOUNT, region: REGION };

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { readonly port: number };
      server.close(() => resolve(port));
    });
  });

/** What CloudFormation sends a provider. */
export interface Event {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly RequestId: string;
  readonly StackId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Readonly<Record<string, unknown>>;
}

/** An answer to CloudFormation, and its size in bytes. */
export interface Answer {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason: string;
  readonly PhysicalResourceId: string;
  readonly Data?: Readonly<Record<string, string>>;
  readonly bytes: number;
}

/** Declares what a stack holds. */
export type DeclareStack = (stack: Stack) => unknown;

/** An auditor that was deployed by the CDK into an emulated account, and stacks that declare reports against it. */
export class Deployed {
  readonly #folder = mkdtempSync(join(tmpdir(), 'copy-audit-paths-'));
  readonly #cloudFormation: CloudFormationClient;
  readonly #machine: SFNClient;
  #sandbox: Sandbox | undefined;
  #machineArn = '';
  #providerName = '';
  #table: Table | undefined;
  #assemblies = 0;

  private constructor(
    readonly emulator: Emulator,
    readonly backupPort: number,
  ) {
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const client = { endpoint: emulator.url, region: REGION, credentials };
    this.#cloudFormation = new CloudFormationClient(client);
    this.#machine = new SFNClient(client);
  }

  /** Deploys an auditor, and all stacks that the paths begin with at once. */
  static async start(options: SandboxOptions, stacks: Readonly<Record<string, DeclareStack>>): Promise<Deployed> {
    const deployed = new Deployed(await startEmulator(), await freePort());
    try {
      await bootstrap(deployed.emulator.environment);
      await deployed.serve(options);
      await deployed.#deployAuditor();
      succeeded(await deployed.#deployStacks(stacks));
    } catch (error) {
      await deployed.stop();
      throw error;
    }
    return deployed;
  }

  async #deployAuditor(): Promise<void> {
    const { code, output } = await this.deployStack('Auditor', (stack) => {
      new CopyJobAuditor(stack, 'Auditor', {
        auditorName: NAME,
        removalPolicy: RemovalPolicy.DESTROY,
        dashboard: false,
        environment: { AWS_ENDPOINT_URL_BACKUP: `http://127.0.0.1:${this.backupPort}` },
      });
    });
    succeeded({ code, output });
    const resources = await this.resources('Auditor');
    const named = (fits: (resource: StackResource) => boolean) => resources.find(fits)?.PhysicalResourceId ?? '';
    this.#machineArn = named(
      ({ ResourceType, LogicalResourceId }) =>
        ResourceType === 'AWS::StepFunctions::StateMachine' && !/Provider/.test(LogicalResourceId ?? ''),
    );
    this.#providerName = named(
      ({ ResourceType, LogicalResourceId }) =>
        ResourceType === 'AWS::Lambda::Function' && /onEvent/.test(LogicalResourceId ?? ''),
    );
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    this.#table = new Table({
      name: named(({ ResourceType }) => /^AWS::DynamoDB::/.test(ResourceType ?? '')),
      client: { endpoint: this.emulator.url, region: REGION, credentials },
    });
  }

  get table(): Table {
    if (this.#table === undefined) throw new Error('The auditor is not deployed');
    return this.#table;
  }

  get reader(): ReportReader {
    return new ReportReader(this.table);
  }

  /** Names of the reports that the table has a definition of, or shows as not compliant. */
  async listed(): Promise<string[]> {
    const shown = (await this.reader.inStatus()).map(({ report }) => report);
    return [...(await this.reader.reportNames()), ...shown];
  }

  definition(report: string): Promise<DefinitionItem | undefined> {
    return readDefinition(this.table, report);
  }

  /** Id of the stack that declares a report. */
  async declaredBy(report: string): Promise<string | undefined> {
    return (await this.definition(report))?.stackId;
  }

  /** Keys of all that the table holds of a report. */
  async keysOf(report: string): Promise<string[]> {
    const keys = Object.keys(await dumpTable(this.table));
    return keys.filter((key) => new RegExp(`^\\w+#${report}[ #]`).test(key));
  }

  /** AWS Backup as it is from now on, at the endpoint that the auditor was deployed with. */
  async serve(options: SandboxOptions): Promise<void> {
    await this.#sandbox?.close();
    this.#sandbox = await startSandbox({ ...options, port: this.backupPort });
  }

  /** `cdk deploy` of a stack with whatever is declared in it. */
  deployStack(name: string, declare: DeclareStack): Promise<CdkResult> {
    return this.#deployStacks({ [name]: declare });
  }

  #deployStacks(stacks: Readonly<Record<string, DeclareStack>>): Promise<CdkResult> {
    const names = Object.keys(stacks);
    const args = ['deploy', ...names, '--concurrency', '4', ...FLAGS, ...this.#synth(stacks)];
    return cdk(args, this.emulator.environment);
  }

  /** `cdk deploy` of a stack that declares reports, by their ids, and outputs what they answer. */
  deploy(name: string, reports: Readonly<Record<string, ReportOptions>>): Promise<CdkResult> {
    return this.deployStack(name, (stack) => declareReports(stack, reports));
  }

  /** `cdk destroy`. */
  async destroy(name: string): Promise<void> {
    const app = this.#synth({ [name]: (stack) => new CfnOutput(stack, 'Nothing', { value: 'nothing' }) });
    await cdkOrFail(['destroy', name, '--force', '--no-notices', ...app], this.emulator.environment);
  }

  #synth(stacks: Readonly<Record<string, DeclareStack>>): string[] {
    const outdir = join(this.#folder, String((this.#assemblies += 1)));
    const app = new App({ outdir, analyticsReporting: false });
    for (const [name, declare] of Object.entries(stacks)) declare(new Stack(app, name, { env }));
    app.synth();
    return ['--app', outdir];
  }

  async resources(stackName: string): Promise<StackResource[]> {
    const { StackResources = [] } = await this.#cloudFormation.send(
      new DescribeStackResourcesCommand({ StackName: stackName }),
    );
    return StackResources;
  }

  /** Physical ids of the reports of a stack. */
  async physicalIds(stackName: string): Promise<(string | undefined)[]> {
    const resources = await this.resources(stackName);
    return resources
      .filter(({ ResourceType }) => ResourceType === RESOURCE_TYPE)
      .map(({ PhysicalResourceId }) => PhysicalResourceId);
  }

  async stack(
    stackName: string,
  ): Promise<{ readonly id: string; readonly status: string; readonly outputs: Record<string, string> }> {
    const { Stacks: [stack] = [] } = await this.#cloudFormation.send(
      new DescribeStacksCommand({ StackName: stackName }),
    );
    const outputs = (stack?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]);
    return {
      id: stack?.StackId ?? '',
      status: stack?.StackStatus ?? '',
      outputs: Object.fromEntries(outputs) as Record<string, string>,
    };
  }

  /** Why reports of a stack failed, as its events say, the latest first. */
  async reasons(stackName: string): Promise<string[]> {
    const { StackEvents = [] } = await this.#cloudFormation.send(
      new DescribeStackEventsCommand({ StackName: stackName }),
    );
    const isFailure = ({ ResourceType, ResourceStatus }: StackEvent) =>
      ResourceType === RESOURCE_TYPE && /_FAILED$/.test(ResourceStatus ?? '');
    return StackEvents.filter(isFailure).map(({ ResourceStatusReason = '' }) => ResourceStatusReason);
  }

  /** How many runs the state machine was asked for. */
  async executions(): Promise<number> {
    const { executions = [] } = await this.#machine.send(
      new ListExecutionsCommand({ stateMachineArn: this.#machineArn, maxResults: 1000 }),
    );
    return executions.length;
  }

  /** Starts a run as a schedule does; answers what waits for its end. */
  async startRun(report: string): Promise<() => Promise<string>> {
    const { executionArn } = await this.#machine.send(
      new StartExecutionCommand({
        stateMachineArn: this.#machineArn,
        input: JSON.stringify({ report, trigger: 'SCHEDULE' }),
      }),
    );
    return async () => {
      for (;;) {
        const { status = '' } = await this.#machine.send(new DescribeExecutionCommand({ executionArn }));
        if (status !== 'RUNNING') return status;
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
    };
  }

  /**
   * Hands the deployed provider an event as CloudFormation does, and waits for what it puts to the event's URL: a place in S3,
   * as AWS's own.
   */
  async ask(event: Event): Promise<Answer> {
    const bucket = `${this.emulator.url}/cloudformation-answers`;
    await fetchAnew(bucket, { method: 'PUT' });
    const key = `${event.RequestId}-${Math.random().toString(36).slice(2)}`;
    const response = await fetchAnew(`${this.emulator.url}/2015-03-31/functions/${this.#providerName}/invocations`, {
      method: 'POST',
      headers: { authorization: `AWS4-HMAC-SHA256 Credential=test/20261124/${REGION}/lambda/aws4_request` },
      body: JSON.stringify({ ResourceType: RESOURCE_TYPE, ...event, ResponseURL: `${bucket}/${key}` }),
    });
    if (!response.ok) throw new Error(await response.text());
    for (let attempt = 0; attempt < 300; attempt += 1) {
      const answer = await fetchAnew(`${bucket}/${key}`);
      const text = await answer.text();
      if (answer.ok) return { ...(JSON.parse(text) as Omit<Answer, 'bytes'>), bytes: Buffer.byteLength(text) };
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error(`Nobody answered ${event.RequestType} ${event.RequestId}`);
  }

  async stop(): Promise<void> {
    await this.#sandbox?.close();
    await this.emulator.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

const auditorIn = (stack: Stack): ICopyJobAuditor => {
  const known = stack.node.tryFindChild('Auditor');
  if (known !== undefined) return known as unknown as ICopyJobAuditor;
  return CopyJobAuditor.fromAuditorName(stack, 'Auditor', NAME);
};

/** Reports by their ids, with an output for each thing that they answer. */
export const declareReports = (stack: Stack, reports: Readonly<Record<string, ReportOptions>>): ComplianceReport[] => {
  const auditor = auditorIn(stack);
  return Object.entries(reports).map(([id, options]) => {
    const report = new ComplianceReport(stack, id, { auditor, ...options });
    for (const [attribute, value] of Object.entries({
      [ATTRIBUTES.reportName]: report.reportName,
      [ATTRIBUTES.runId]: report.runId,
      [ATTRIBUTES.complianceStatus]: report.complianceStatus,
      [ATTRIBUTES.compliancePercent]: report.compliancePercent,
      [ATTRIBUTES.copyJobCount]: report.copyJobCount,
      [ATTRIBUTES.findingCount]: report.findingCount,
    }))
      new CfnOutput(stack, `${id}${attribute}`, { value });
    return report;
  });
};

/** A custom resource of any properties, in the place in which a report of this id would be. */
export const declareRaw = (stack: Stack, id: string, properties: Readonly<Record<string, unknown>>): Construct => {
  const { serviceToken } = auditorIn(stack);
  return new CustomResource(new Construct(stack, id), 'Resource', {
    ...{ serviceToken, resourceType: RESOURCE_TYPE },
    properties: { ...properties },
  });
};

/** What the CDK said, where it did not deploy. */
export const succeeded = ({ code, output }: CdkResult): void => {
  if (code !== 0) throw new Error(output);
};
