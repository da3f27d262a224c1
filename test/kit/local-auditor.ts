import type { Run } from '../../audit/run.js';
import { PROPERTIES, type PublishAnswer } from '../../audit/wire.js';
import { ENVIRONMENT } from '../../audit/environment.js';
import { putDefinition } from '../../aws/table/definitions.js';
import { ReportReader } from '../../aws/table/reader.js';
import { handler as isComplete } from '../../lambda/is-complete.js';
import { handler as onEvent } from '../../lambda/on-event.js';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/index.js';
import { type EmbeddedDynamoDb, startDynamoDb } from './embedded-dynamodb.js';
import { type LocalCloudFormation, startCloudFormation } from './local-cloudformation.js';
import { type LocalStateMachine, startStateMachine } from './local-state-machine.js';

/** What a stack asks for. */
export interface Asked {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly definition?: unknown;
  readonly requestId?: string;
  readonly stack?: string;
  readonly unique?: string;
  readonly logicalId?: string;
  readonly physicalId?: string;
  readonly removalPolicy?: 'RETAIN' | 'DESTROY';
  /** Properties besides, or in the place of those. */
  readonly properties?: Readonly<Record<string, unknown>>;
}

export interface Answered {
  readonly PhysicalResourceId: string;
  readonly Data: Readonly<Record<string, string>> | undefined;
}

/** A stack of a name; one that was removed and made again has another `unique` id. */
export const stackId = (name: string, unique = '51af3dc0-da77-11e4-872e-1234567db123'): string =>
  `arn:aws:cloudformation:eu-west-1:111111111111:stack/${name}/${unique}`;

let requests = 0;
let runs = 0;

/** A request as the CDK's provider framework hands it over. */
export const request = (asked: Asked) => {
  const { definition, requestId = `request-${(requests += 1)}`, stack = 'App', removalPolicy = 'RETAIN' } = asked;
  return {
    RequestType: asked.RequestType,
    RequestId: requestId,
    StackId: stackId(stack, asked.unique),
    LogicalResourceId: asked.logicalId ?? 'Report',
    ResourceType: 'Custom::CopyComplianceReport',
    ...(asked.physicalId === undefined ? {} : { PhysicalResourceId: asked.physicalId }),
    ResourceProperties: {
      ServiceToken: 'arn:aws:lambda:eu-west-1:111111111111:function:framework',
      [PROPERTIES.definition]: typeof definition === 'string' ? definition : JSON.stringify(definition),
      [PROPERTIES.removalPolicy]: removalPolicy,
      ...asked.properties,
    },
  };
};

const CONTEXT = { getRemainingTimeInMillis: () => 600_000 };

/** A deployed auditor in this process: its handlers, with a DynamoDB, a Step Functions and an AWS Backup of this machine. */
export class LocalAuditor {
  private constructor(
    readonly dynamodb: EmbeddedDynamoDb,
    readonly machine: LocalStateMachine,
    readonly sandbox: Sandbox,
    readonly cloudFormation: LocalCloudFormation,
  ) {}

  static async start(options: SandboxOptions = {}): Promise<LocalAuditor> {
    const auditor = new LocalAuditor(
      await startDynamoDb(),
      await startStateMachine(),
      await startSandbox(options),
      await startCloudFormation(),
    );
    Object.assign(process.env, {
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL_DYNAMODB: auditor.dynamodb.wire.url,
      AWS_ENDPOINT_URL_SFN: auditor.machine.url,
      AWS_ENDPOINT_URL_BACKUP: auditor.sandbox.url,
      AWS_ENDPOINT_URL_CLOUDFORMATION: auditor.cloudFormation.url,
      [ENVIRONMENT.auditor]: 'default',
      [ENVIRONMENT.table]: auditor.dynamodb.name,
      [ENVIRONMENT.stateMachine]: auditor.machine.arn,
      POWERTOOLS_LOG_LEVEL: 'SILENT',
      POWERTOOLS_METRICS_DISABLED: 'true',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    });
    return auditor;
  }

  get reader(): ReportReader {
    return new ReportReader(this.dynamodb.open());
  }

  /** Keeps a definition without a deployment, as if it had been accepted long ago. */
  async declare(definition: { readonly name: string }): Promise<void> {
    const now = new Date().toISOString();
    const owner = { stackId: stackId('App'), logicalId: 'Report', definitionHash: 'hash', acceptedHash: 'hash' };
    const item = {
      version: 1,
      report: definition.name,
      definition: JSON.stringify(definition),
      ...owner,
      updatedAt: now,
    };
    await putDefinition(this.dynamodb.open(), { ...item, version: 1 }, undefined);
  }

  /** A run from its beginning to its end, as the schedule starts it; answers what `publish` answered. */
  async run(input: {
    readonly report: string;
    readonly asOf?: string;
    readonly runId?: string;
  }): Promise<PublishAnswer> {
    const { status, cause, answer } = await this.machine.run(`run-${(runs += 1)}`, { trigger: 'SCHEDULE', ...input });
    if (status === 'FAILED') throw new Error((JSON.parse(cause!) as { errorMessage: string }).errorMessage);
    return answer as PublishAnswer;
  }

  /** The latest run of a report, whole. */
  async published(report: string): Promise<Run> {
    const header = (await this.reader.headerOf(report))!;
    const findings = [];
    for await (const finding of this.reader.findingsOf(report, header.runId)) findings.push(finding);
    return { ...header, findings, resources: await this.reader.rowsOf(report) };
  }

  /** A request from its beginning to its answer, as the framework drives it. */
  async ask(asked: Asked): Promise<Answered> {
    const event = request(asked);
    const begun = await onEvent(event, CONTEXT);
    return this.complete({ ...event, ...begun });
  }

  /** Asks whether it is complete until it is. */
  async complete<E extends { readonly PhysicalResourceId: string }>(event: E): Promise<Answered> {
    for (;;) {
      const answer = await isComplete(event);
      if (answer.IsComplete) return { PhysicalResourceId: event.PhysicalResourceId, Data: answer.Data };
      await Promise.race([this.machine.idle(), new Promise((resolve) => setTimeout(resolve, 20))]);
    }
  }

  async close(): Promise<void> {
    await this.machine.idle();
    await Promise.all([this.dynamodb.close(), this.machine.close(), this.sandbox.close(), this.cloudFormation.close()]);
  }
}

/** What CloudFormation asks of a report's resource in its life, of whichever auditor a test has started. */
export const requestsTo = (auditor: () => LocalAuditor, physicalId: string) => ({
  create: (definition: unknown, asked: Partial<Asked> = {}) =>
    auditor().ask({ RequestType: 'Create', definition, ...asked }),
  update: (definition: unknown, asked: Partial<Asked> = {}) =>
    auditor().ask({ RequestType: 'Update', definition, physicalId, ...asked }),
  remove: (definition: unknown, asked: Partial<Asked> = {}) =>
    auditor().ask({ RequestType: 'Delete', definition, physicalId, ...asked }),
});
