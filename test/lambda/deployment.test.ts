import { latestKey } from '../../audit/record/keys.js';
import { HOUR } from '../../audit/schema.js';
import { readDefinition } from '../../aws/table/definitions.js';
import { handler as isComplete } from '../../lambda/is-complete.js';
import { handler as onEvent } from '../../lambda/on-event.js';
import { aCopyJob } from '../kit/a-copy-job.js';
import { dumpTable } from '../kit/dump-table.js';
import { LocalAuditor, request, requestsTo, stackId } from '../kit/local-auditor.js';

jest.setTimeout(60_000);

const now = Date.now();
const job = (name: string, fields = {}) =>
  aCopyJob({
    CopyJobId: name,
    ResourceArn: `arn:aws:ec2:eu-west-1:111111111111:volume/${name}`,
    CreationDate: new Date(now - 3 * HOUR),
    CompletionDate: new Date(now - 2 * HOUR),
    ...fields,
  });
const FAILED = { State: 'FAILED', StatusMessage: 'Access Denied trying to call AWS Backup service' };
const BROKEN = job('broken', FAILED);

const REPORT = { name: 'Offsite', controls: [{ control: 'completed' }] };
const GATED = { ...REPORT, gate: { failOn: 'NON_COMPLIANT' } };
const ID = 'default/Offsite';
const CONTEXT = { getRemainingTimeInMillis: () => 600_000 };

let auditor: LocalAuditor;
const start = async (...copyJobs: Record<string, unknown>[]) => {
  auditor = await LocalAuditor.start({ copyJobs });
};
afterEach(() => auditor.close());

const { create, update, remove } = requestsTo(() => auditor, ID);

const executions = () => auditor.machine.executions.size;
const declared = (report = 'Offsite') => readDefinition(auditor.dynamodb.open(), report);
const declaredControls = async () => {
  const item = await declared();
  return item === undefined ? undefined : (JSON.parse(item.definition!) as { controls?: unknown[] }).controls?.length;
};
/** The error of a deployment, as CloudFormation shows it. */
const failure = async (asked: Promise<unknown>): Promise<Error> => {
  const error = await asked.then(
    () => undefined,
    (reason: unknown) => reason as Error,
  );
  if (error === undefined) throw new Error('It did not fail');
  return error;
};

describe('a stack that declares a report', () => {
  it('waits for its run and reads what it came to', async () => {
    await start(job('a'), job('b'));
    const { PhysicalResourceId, Data } = await create(REPORT);
    expect(PhysicalResourceId).toBe(ID);
    const latest = await auditor.reader.latestOf('Offsite');
    expect(latest).toMatchObject({ trigger: 'DEPLOYMENT', status: 'COMPLIANT' });
    expect(Data).toEqual({
      ReportName: 'Offsite',
      RunId: latest!.runId,
      ComplianceStatus: 'COMPLIANT',
      CompliancePercent: '100',
      CopyJobCount: '2',
      FindingCount: '0',
    });
    expect((await auditor.reader.reports()).map(({ name }) => name)).toEqual(['Offsite']);
  });

  it('is let through without a gate, whatever the run came to', async () => {
    await start(BROKEN);
    const { Data } = await create(REPORT);
    expect(Data).toMatchObject({ ComplianceStatus: 'NON_COMPLIANT', CompliancePercent: '0', FindingCount: '1' });
  });

  it('is let through without a gate when AWS refuses to be read, and told so', async () => {
    await start();
    process.env['AWS_ENDPOINT_URL_BACKUP'] = `${auditor.sandbox.url}/nowhere`;
    const { Data } = await create(REPORT);
    expect(Data).toMatchObject({ ComplianceStatus: 'ERROR', CompliancePercent: '' });
  });

  it('starts one run, however often CloudFormation sends the request', async () => {
    await start(job('a'));
    const event = request({ RequestType: 'Create', definition: REPORT, requestId: 'once' });
    const answers = [await onEvent(event, CONTEXT), await onEvent(event, CONTEXT)];
    await auditor.machine.idle();
    answers.push(await onEvent(event, CONTEXT));
    expect(answers).toEqual(answers.map(() => ({ PhysicalResourceId: ID })));
    expect(executions()).toBe(1);
    expect((await auditor.complete({ ...event, ...answers[0]! })).Data).toMatchObject({
      ComplianceStatus: 'COMPLIANT',
    });
    expect((await auditor.complete({ ...event, ...answers[0]! })).Data).toMatchObject({
      ComplianceStatus: 'COMPLIANT',
    });
    expect(executions()).toBe(1);
  });

  it.each([
    ['no definition', undefined, /The property Definition is needed/],
    ['no JSON', '{"name":', /The property Definition is not JSON/],
    [
      'no such control',
      { name: 'Offsite', controls: [{ control: 'fresh' }] },
      /controls\[0\].*expected one of completed/,
    ],
    ['a definition of a newer version', { ...REPORT, version: 99 }, /version: expected version 1, got 99/],
    ['no name', { controls: [{ control: 'completed' }] }, /name/],
  ])('is told what is wrong with %s, and changes nothing', async (_what, definition, message) => {
    await start();
    const error = await failure(create(definition));
    expect(error.message).toMatch(message);
    expect(await dumpTable(auditor.dynamodb.open())).toEqual({});
    expect(executions()).toBe(0);
  });

  it('is told so in one short sentence, without a stack trace', async () => {
    await start();
    const controls = Array.from({ length: 900 }, (_, n) => ({ control: `nothing-${n}\u001b[31m\n${'x'.repeat(900)}` }));
    const error = await failure(create({ ...REPORT, controls }));
    expect(error.stack?.split('\n')).toHaveLength(1);
    expect(Buffer.byteLength(error.stack ?? '')).toBeLessThan(2_048);
    expect(error.stack).not.toMatch(/\p{Cc}/u);
  });

  it('leaves nothing behind when its run cannot even be started', async () => {
    await start(job('a'));
    process.env['AWS_ENDPOINT_URL_SFN'] = auditor.sandbox.url;
    await failure(create(REPORT));
    expect(await declared()).toBeUndefined();
  });

  it('fails when its run fails, and says why', async () => {
    await start(job('a'));
    auditor.machine.options.failTask = (task) => (task === 'plan' ? 'the table is gone' : undefined);
    const error = await failure(create(REPORT));
    expect(error.message).toBe('The run of report Offsite could not be made: FAILED: the table is gone');
    expect(await declared()).toBeUndefined();
  });

  it('is refused a name that another stack has, which loses nothing by it', async () => {
    await start(job('a'));
    await create(REPORT, { stack: 'First' });
    const error = await failure(create(GATED, { stack: 'Second' }));
    expect(error.message).toContain('Report Offsite is declared by stack First already');
    expect(await declared()).toMatchObject({ stackId: stackId('First'), definition: JSON.stringify(REPORT) });
    // What the second stack rolls back is not its own.
    await remove(GATED, { stack: 'Second' });
    expect(await declared()).toBeDefined();
  });
});

describe('a gate', () => {
  it('fails a deployment with the reasons, and what was found stays to be read', async () => {
    await start(job('a'), BROKEN);
    const error = await failure(create(GATED));
    expect(error.message).toMatch(
      /^Report Offsite is NON_COMPLIANT, and its gate fails on NON_COMPLIANT: 50 % of outcomes met, 1 findings/,
    );
    expect(error.message).toContain('Controls: completed not met by 1');
    expect(error.message).toMatch(/Causes: 1 × .+vault/);
    const [, pk] = /pk = (\S+)$/.exec(error.message)!;
    expect(
      Object.keys(await dumpTable(auditor.dynamodb.open())).filter((key) => key.startsWith(`${pk} FINDING`)),
    ).toHaveLength(1);
    expect(await declared()).toBeUndefined();
  });

  it('names what could not be read', async () => {
    await start();
    process.env['AWS_ENDPOINT_URL_BACKUP'] = `${auditor.sandbox.url}/nowhere`;
    const error = await failure(create({ ...REPORT, gate: { failOn: 'NOT_COMPLIANT' } }));
    expect(error.message).toMatch(/is ERROR, and its gate fails on NOT_COMPLIANT: nothing to judge/);
    expect(error.message).toMatch(/Not read: all in 111111111111\/eu-west-1: /);
  });

  it('lets a definition pass that was accepted before: CloudFormation rolls back to it', async () => {
    await start(BROKEN);
    await create(REPORT);
    await failure(update(GATED));
    expect(await declared()).toMatchObject({ definition: JSON.stringify(REPORT) });
    const before = executions();
    const { Data } = await update(REPORT);
    expect(Data).toMatchObject({ ReportName: 'Offsite', ComplianceStatus: 'NON_COMPLIANT' });
    expect(await declared()).toMatchObject({ definition: JSON.stringify(REPORT) });
    // What the refused definition published is replaced by a run of the one that stands.
    expect(executions()).toBe(before + 1);
  });

  it('is not asked when a stack rolls back from one accepted definition to the one before', async () => {
    await start(job('a'));
    const strict = { ...GATED, description: 'strict' };
    await create(strict);
    await update({ ...REPORT, controls: [{ control: 'completed' }, { control: 'freshWithin', within: '26h' }] });
    auditor.cloudFormation.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    auditor.machine.options.failTask = () => 'nothing works any more';
    await update(strict);
    expect(await declaredControls()).toBe(1);
    await auditor.machine.idle();
  });

  it('is not asked, and no run is made, where nothing changes that is judged', async () => {
    await start(job('a'));
    await create(GATED);
    const before = executions();
    const { Data } = await update({ ...GATED, schedule: 'rate(6 hours)', description: 'the same' });
    expect(executions()).toBe(before);
    expect(Data).toMatchObject({ ComplianceStatus: 'COMPLIANT' });
    expect((await declared())?.definition).toContain('the same');
  });
});

describe('an update', () => {
  it('that is not valid leaves the definition as it was', async () => {
    await start(job('a'));
    await create(REPORT);
    await failure(update({ ...REPORT, controls: [] }));
    expect(await declared()).toMatchObject({ definition: JSON.stringify(REPORT) });
  });

  it('under another name is another report; the old one goes when CloudFormation says so', async () => {
    await start(job('a'));
    await create(REPORT);
    const renamed = { ...REPORT, name: 'Renamed' };
    const { PhysicalResourceId } = await update(renamed);
    expect(PhysicalResourceId).toBe('default/Renamed');
    expect(await declared()).toBeDefined();
    await remove(REPORT);
    expect(await declared()).toBeUndefined();
    expect(await declared('Renamed')).toBeDefined();
  });

  it('of the logical id takes the report over, and a rollback gives it back', async () => {
    await start(job('a'));
    await create(REPORT, { logicalId: 'Old' });
    await create({ ...REPORT, description: 'moved' }, { logicalId: 'New' });
    expect(await declared()).toMatchObject({ logicalId: 'New' });
    await remove(REPORT, { logicalId: 'New' });
    expect(await declared()).toMatchObject({ logicalId: 'Old', definition: JSON.stringify(REPORT) });

    await create({ ...REPORT, description: 'moved' }, { logicalId: 'New' });
    await remove(REPORT, { logicalId: 'Old' });
    expect(await declared()).toMatchObject({ logicalId: 'New' });
    await remove(REPORT, { logicalId: 'New' });
    expect(await declared()).toBeUndefined();
  });
});

describe('a run that takes long', () => {
  const patient = (seconds: number) => {
    process.env['COPY_AUDIT_PATIENCE_SECONDS'] = String(seconds);
  };
  const holdBack = () => {
    let go: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    auditor.machine.options.before = () => held;
    return go;
  };
  afterEach(() => {
    delete process.env['COPY_AUDIT_PATIENCE_SECONDS'];
  });

  it('does not hold up a deployment that no gate is asked of', async () => {
    await start(job('a'));
    const go = holdBack();
    const event = request({ RequestType: 'Create', definition: REPORT });
    const begun = { ...event, ...(await onEvent(event, CONTEXT)) };
    expect(await isComplete(begun)).toEqual({ IsComplete: false });
    patient(0);
    expect(await isComplete(begun)).toMatchObject({
      IsComplete: true,
      Data: { ComplianceStatus: 'INSUFFICIENT_DATA', CopyJobCount: '0' },
    });
    go();
    await auditor.machine.idle();
    expect((await auditor.reader.latestOf('Offsite'))?.status).toBe('COMPLIANT');
  });

  it('fails one that a gate is asked of: what is not known is not let through', async () => {
    await start(job('a'));
    const go = holdBack();
    patient(0);
    const error = await failure(create(GATED));
    expect(error.message).toMatch(/did not end within 0 minutes/);
    expect(await declared()).toBeUndefined();
    go();
  });

  it('is started anew where a run planned with the definition before overtook it', async () => {
    await start(job('a'));
    await create(REPORT);
    const definition = { ...REPORT, controls: [{ control: 'completed', severity: 'LOW' }] };
    const event = request({ RequestType: 'Update', definition, physicalId: ID });
    const begun = { ...event, ...(await onEvent(event, CONTEXT)) };
    await auditor.machine.idle();
    // As if a run of the schedule had read the old definition, and its time were later.
    const latest = (await auditor.dynamodb.open().get(latestKey('Offsite')))!;
    const overtaking = {
      ...latest,
      runId: `${new Date().toISOString().replaceAll(/[-:.]/g, '')}-zzz`,
      definitionHash: 'old',
    };
    await auditor.dynamodb.open().put({ ...overtaking, ...latestKey('Offsite') });
    await auditor.complete(begun);
    expect(executions()).toBe(3);
    expect(await auditor.reader.latestOf('Offsite')).toMatchObject({
      definitionHash: (await declared())?.definitionHash,
    });
  });

  it('is asked for again where the table or Step Functions are out of reach for a moment', async () => {
    await start(job('a'));
    const event = request({ RequestType: 'Create', definition: REPORT });
    const begun = { ...event, ...(await onEvent(event, CONTEXT)) };
    process.env['AWS_ENDPOINT_URL_SFN'] = 'http://127.0.0.1:1';
    expect(await isComplete(begun)).toEqual({ IsComplete: false });
    process.env['AWS_ENDPOINT_URL_SFN'] = auditor.machine.url;
    expect((await auditor.complete(begun)).Data).toMatchObject({ ComplianceStatus: 'COMPLIANT' });
  });
});

describe('a delete', () => {
  it('keeps the history, and takes the report out of all lists', async () => {
    await start(BROKEN);
    await create(REPORT);
    expect(await auditor.reader.inStatus()).toHaveLength(1);
    await remove(REPORT);
    expect(await auditor.reader.reports()).toEqual([]);
    expect(await auditor.reader.inStatus()).toEqual([]);
    expect(await auditor.reader.latestOf('Offsite')).toMatchObject({ status: 'NON_COMPLIANT' });
    expect(await auditor.reader.rowsOf('Offsite')).toHaveLength(1);
    // Declared again, it goes on where it was.
    await create(REPORT);
    expect((await auditor.reader.latestOf('Offsite'))?.previousRunId).toBeDefined();
  });

  it('purges everything when it is asked to', async () => {
    await start(job('a'), BROKEN);
    await create(REPORT);
    await remove(REPORT, { removalPolicy: 'DESTROY' });
    expect(await dumpTable(auditor.dynamodb.open())).toEqual({});
  });

  it('succeeds and changes nothing with an id that CloudFormation invented', async () => {
    await start(job('a'));
    await create(REPORT);
    for (const physicalId of ['App-Report-1AB2C3', 'other/Offsite', 'default/Unknown', 'default/'])
      await remove(REPORT, { physicalId, removalPolicy: 'DESTROY' });
    expect(await declared()).toBeDefined();
    expect(await auditor.reader.rowsOf('Offsite')).toHaveLength(1);
  });

  it('with an invented id removes what a create left that was never complete', async () => {
    await start(job('a'));
    const event = request({ RequestType: 'Create', definition: REPORT });
    await onEvent(event, CONTEXT);
    await remove(REPORT, { physicalId: 'App-Report-1AB2C3' });
    expect(await declared()).toBeUndefined();
    const polled = await failure(isComplete({ ...event, PhysicalResourceId: ID }));
    expect(polled.message).toMatch(/was removed or declared anew/);
  });

  it('succeeds whatever is wrong with its properties, or with the table', async () => {
    await start(job('a'));
    await create(REPORT);
    for (const definition of ['no JSON', undefined, { of: 'an older version' }])
      await remove(definition, { physicalId: 'App-Report-1AB2C3' });
    auditor.dynamodb.wire.decide = () => 'DENY';
    await remove(REPORT);
    auditor.dynamodb.wire.decide = () => 'PASS';
    expect(await declared()).toBeDefined();
    await remove('no JSON');
    expect(await declared()).toBeUndefined();
  });

  it('while a run goes on: the run is not published, or only into the history', async () => {
    await start(job('a'));
    let removed: Promise<unknown> | undefined;
    auditor.machine.options.before = async (task) => {
      if (task === 'publish') await (removed ??= remove(REPORT, { removalPolicy: 'DESTROY' }));
    };
    const event = request({ RequestType: 'Create', definition: REPORT });
    await onEvent(event, CONTEXT);
    await auditor.machine.idle();
    const left = Object.keys(await dumpTable(auditor.dynamodb.open()));
    expect(left.filter((key) => /LATEST|FINDING|ROW|DEFINITION/.test(key))).toEqual([]);
    expect([...auditor.machine.executions.values()]).toMatchObject([
      { status: 'SUCCEEDED', answer: { published: false } },
    ]);
  });
});
