import { createServer } from 'node:http';
import { ENVIRONMENT, type HandlerName } from '../../audit/environment.js';
import { HOUR } from '../../audit/schema.js';
import { type PlanAnswer, PROPERTIES } from '../../audit/wire.js';
import { handler as auditUnit } from '../../lambda/audit-unit.js';
import { handler as isComplete } from '../../lambda/is-complete.js';
import { handler as onEvent } from '../../lambda/on-event.js';
import { handler as plan } from '../../lambda/plan.js';
import { handler as publish } from '../../lambda/publish.js';
import { handler as heartbeat } from '../../lambda/heartbeat.js';
import { handler as widget } from '../../lambda/widget.js';
import { CopyJobAuditor } from '../../lib/index.js';
import { startSandbox } from '../../sandbox/index.js';
import { aCopyJob } from '../kit/a-copy-job.js';
import { startDynamoDb } from '../kit/embedded-dynamodb.js';
import { close, listen } from '../kit/loopback.js';
import { allowedIn } from '../kit/policies.js';
import { templateOf } from '../kit/synth.js';

jest.setTimeout(60_000);

const FUNCTION = 'arn:aws:lambda:eu-west-1:111111111111:function:plan';
const CONTEXT = { invokedFunctionArn: FUNCTION, getRemainingTimeInMillis: () => 600_000 };

/** The life of a report, in which each handler does whatever it can do. Answers the actions that each one used. */
const actionsUsed = async (): Promise<Map<HandlerName, Set<string>>> => {
  const used = new Map<HandlerName, Set<string>>();
  let active: HandlerName = 'plan';
  const saw = (action: string) => used.set(active, (used.get(active) ?? new Set()).add(action));
  const as = async <T>(handler: HandlerName, does: () => Promise<T>): Promise<T> => {
    active = handler;
    return does();
  };

  const dynamodb = await startDynamoDb();
  dynamodb.wire.decide = ({ operation }) => {
    saw(`dynamodb:${operation}`);
    return 'PASS';
  };
  const now = Date.now();
  const failed = aCopyJob({
    State: 'FAILED',
    CreationDate: new Date(now - 3 * HOUR),
    CompletionDate: new Date(now - 2 * HOUR),
  });
  const sandbox = await startSandbox({ copyJobs: [failed] });
  let started: Record<string, unknown> = {};
  const machine = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += chunk));
    request.on('end', () => {
      const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
      saw(`states:${operation}`);
      const { input } = JSON.parse(text) as { input?: string };
      if (input !== undefined) started = JSON.parse(input) as Record<string, unknown>;
      response.end(JSON.stringify({ executionArn: 'e', startDate: 0, status: 'SUCCEEDED' }));
    });
  });
  const cloudFormation = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += chunk));
    request.on('end', () => {
      saw(`cloudformation:${new URLSearchParams(text).get('Action')}`);
      response.writeHead(403).end('<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>');
    });
  });
  Object.assign(process.env, {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb.wire.url,
    AWS_ENDPOINT_URL_SFN: await listen(machine),
    AWS_ENDPOINT_URL_CLOUDFORMATION: await listen(cloudFormation),
    AWS_ENDPOINT_URL_BACKUP: sandbox.url,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    POWERTOOLS_METRICS_DISABLED: 'true',
    [ENVIRONMENT.auditor]: 'default',
    [ENVIRONMENT.table]: dynamodb.name,
    [ENVIRONMENT.stateMachine]: 'arn:aws:states:eu-west-1:111111111111:stateMachine:Runs',
  });

  let requests = 0;
  const ask = (RequestType: 'Create' | 'Update' | 'Delete', definition: object) => ({
    RequestType,
    RequestId: `request-${(requests += 1)}`,
    StackId: 'arn:aws:cloudformation:eu-west-1:111111111111:stack/App/1',
    LogicalResourceId: 'Report',
    ...(RequestType === 'Create' ? {} : { PhysicalResourceId: 'default/Offsite' }),
    ResourceProperties: { [PROPERTIES.definition]: JSON.stringify(definition), [PROPERTIES.removalPolicy]: 'DESTROY' },
  });
  const run = async () => {
    const execution = { id: 'execution', startTime: new Date().toISOString() };
    const planned: PlanAnswer = await as('plan', () => plan({ ...started, execution }, CONTEXT));
    if (planned.unitsIn !== 'ANSWER') throw new Error('The units lie in S3');
    const { report, runId, batches } = planned;
    for (const batch of batches) await as('audit-unit', () => auditUnit({ report, runId, batch, part: 0 }, CONTEXT));
    await as('publish', () => publish({ report, runId }));
  };
  const deploy = async (type: 'Create' | 'Update', definition: object, makesRun = true) => {
    const event = ask(type, { name: 'Offsite', ...definition });
    const begun = await as('on-event', () => onEvent(event, CONTEXT));
    if (makesRun) await run();
    return as('is-complete', () => isComplete({ ...event, ...begun }));
  };

  try {
    // A gate refuses what was never there before: the definition goes.
    await expect(deploy('Create', { gate: { failOn: 'NON_COMPLIANT' } })).rejects.toThrow('NON_COMPLIANT');
    // One without a gate is accepted.
    expect(await deploy('Create', {})).toMatchObject({ IsComplete: true });
    await as('heartbeat', () => heartbeat());
    for (const shown of [{}, { report: 'Offsite' }, { view: 'top' }]) await as('widget', () => widget(shown, CONTEXT));
    // The run of another one was overtaken: it is started anew.
    expect(await deploy('Update', { controls: [{ control: 'completed' }] }, false)).toEqual({ IsComplete: false });
    // Another goes back to the one before: is it a rollback?
    expect(await deploy('Update', { controls: [{ control: 'completed' }] })).toMatchObject({ IsComplete: true });
    await deploy('Update', {}, false);
    await as('on-event', () => onEvent(ask('Delete', { name: 'Offsite' }), CONTEXT));
    // Removed with its history.
    expect(await dynamodb.open().get({ pk: 'REPORT#Offsite', sk: 'LATEST' })).toBeUndefined();
  } finally {
    await Promise.all([dynamodb.close(), sandbox.close(), close(machine), close(cloudFormation)]);
  }
  return used;
};

/** What the role of each handler is allowed to do to the table and the state machine. */
const actionsAllowed = (): Map<string, string[]> => {
  const lines = allowedIn(templateOf((stack) => new CopyJobAuditor(stack, 'A', { dashboard: false })));
  const allowed = new Map<string, string[]>();
  for (const line of lines) {
    const [, role, actions = ''] = /^<A(\w+)Role> on .*: ((?:cloudformation|dynamodb|states):.*)$/.exec(line) ?? [];
    if (role !== undefined) allowed.set(role, [...(allowed.get(role) ?? []), ...actions.split(', ')].sort());
  }
  return allowed;
};

it('allows each handler what it does, and nothing that it never does', async () => {
  const used = await actionsUsed();
  const allowed = actionsAllowed();
  const usedBy = (handler: HandlerName, ...besides: string[]) =>
    [...new Set([...(used.get(handler) ?? []), ...besides])].sort();
  // A plan or a unit that is too long for an item is written in pieces.
  expect(allowed.get('Plan')).toEqual(usedBy('plan', 'dynamodb:BatchWriteItem'));
  expect(allowed.get('AuditUnit')).toEqual(usedBy('audit-unit', 'dynamodb:BatchWriteItem'));
  expect(allowed.get('Publish')).toEqual(usedBy('publish'));
  expect(allowed.get('OnEvent')).toEqual(usedBy('on-event'));
  expect(new Set(allowed.get('Widget'))).toEqual(new Set(usedBy('widget')));
  expect(new Set(allowed.get('Heartbeat'))).toEqual(new Set(usedBy('heartbeat')));
  expect(allowed.get('IsComplete')).toEqual(usedBy('is-complete'));
});
