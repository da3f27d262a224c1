import { deflateRawSync } from 'node:zlib';
import { definitionKey, latestKey } from '../../audit/record/keys.js';
import { HOUR } from '../../audit/schema.js';
import { putDefinition, readDefinition } from '../../aws/table/definitions.js';
import { handler as isComplete } from '../../lambda/is-complete.js';
import { handler as onEvent } from '../../lambda/on-event.js';
import { aCopyJob } from '../kit/a-copy-job.js';
import { dumpTable } from '../kit/dump-table.js';
import { LocalAuditor, request, requestsTo, stackId } from '../kit/local-auditor.js';

jest.setTimeout(60_000);

const REPORT = { name: 'Offsite', controls: [{ control: 'completed' }] };
const STRICT = { ...REPORT, gate: { failOn: 'NOT_COMPLIANT' } };
const ID = 'default/Offsite';
const CONTEXT = { getRemainingTimeInMillis: () => 600_000 };

let auditor: LocalAuditor;
beforeEach(async () => {
  const created = new Date(Date.now() - 3 * HOUR);
  const ResourceArn = 'arn:aws:ec2:eu-west-1:111111111111:volume/a';
  auditor = await LocalAuditor.start({ copyJobs: [aCopyJob({ ResourceArn, CreationDate: created })] });
});
afterEach(() => auditor.close());

const { create, update, remove } = requestsTo(() => auditor, ID);

const declared = (report = 'Offsite') => readDefinition(auditor.dynamodb.open(), report);
/** From now on there is nothing that AWS Backup lets read. */
const breakReading = () => {
  process.env['AWS_ENDPOINT_URL_BACKUP'] = `${auditor.sandbox.url}/nowhere`;
};
const breakStepFunctions = () => {
  process.env['AWS_ENDPOINT_URL_SFN'] = auditor.sandbox.url;
};
/** What happens at the first request to the table that fits, before it is answered. */
const atFirst = (fits: (operation: string, key: string) => boolean, happens: () => Promise<unknown> | 'DENY') => {
  let isFirst = true;
  auditor.dynamodb.wire.decide = async ({ operation, body }) => {
    const key = (body['Key'] ?? body['Item']) as { sk?: { S?: string } } | undefined;
    if (!isFirst || !fits(operation, key?.sk?.S ?? '')) return 'PASS';
    isFirst = false;
    return (await happens()) === 'DENY' ? 'DENY' : 'PASS';
  };
};

describe('a request that comes again', () => {
  it('after another that came later changes nothing of what that one declared', async () => {
    await create(REPORT, { requestId: 'first' });
    await update({ ...REPORT, description: 'newer' }, { requestId: 'second' });
    const before = await declared();
    const again = request({ RequestType: 'Create', definition: REPORT, requestId: 'first' });
    expect(await onEvent(again, CONTEXT)).toEqual({ PhysicalResourceId: ID });
    await expect(isComplete({ ...again, PhysicalResourceId: ID })).rejects.toThrow(/declared anew/);
    expect(await declared()).toEqual(before);
  });

  it('after it was refused changes nothing of what was put back', async () => {
    await create(REPORT);
    breakReading();
    await expect(update(STRICT, { requestId: 'refused' })).rejects.toThrow(/its gate fails/);
    const before = await declared();
    await onEvent(
      request({ RequestType: 'Update', definition: STRICT, physicalId: ID, requestId: 'refused' }),
      CONTEXT,
    );
    expect(await declared()).toEqual(before);
  });
});

describe('a create that fails', () => {
  it('leaves no report in any list, and what its run found to be read until it expires', async () => {
    breakReading();
    await expect(create(STRICT)).rejects.toThrow(/its gate fails/);
    expect(await auditor.reader.reports()).toEqual([]);
    expect(await auditor.reader.inStatus()).toEqual([]);
    expect(await auditor.dynamodb.open().get(latestKey('Offsite'))).toMatchObject({
      status: 'ERROR',
      expires: expect.any(Number) as number,
    });
    // CloudFormation removes what the answer named, and makes it again under the same name.
    await remove(STRICT);
    await create(REPORT);
    expect(await declared()).toBeDefined();
  });

  it('leaves nothing behind where the table fails after the definition was written', async () => {
    atFirst(
      (operation, key) => operation === 'GetItem' && key === 'LATEST',
      () => 'DENY',
    );
    await expect(create(REPORT)).rejects.toThrow(/not authorized/);
    expect(await dumpTable(auditor.dynamodb.open())).toEqual({});
  });
});

describe('a rollback', () => {
  it('goes on where its run cannot be started', async () => {
    await create(REPORT);
    breakReading();
    await expect(update(STRICT)).rejects.toThrow(/its gate fails/);
    breakStepFunctions();
    expect((await update(REPORT)).Data).toMatchObject({ ReportName: 'Offsite' });
    expect(await declared()).toMatchObject({ definition: JSON.stringify(REPORT) });
  });

  it('uses up the way back: what was rolled back is judged when it is declared again', async () => {
    await create(REPORT);
    await update(STRICT);
    breakReading();
    // Another resource of the stack failed.
    auditor.cloudFormation.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    await update(REPORT);
    await expect(update(STRICT)).rejects.toThrow(/its gate fails/);
    expect(await declared()).toMatchObject({ definition: JSON.stringify(REPORT) });
  });

  it('is told from a change back to the definition before, which is judged', async () => {
    await create(STRICT);
    await update(REPORT);
    breakReading();
    await expect(update(STRICT)).rejects.toThrow(/its gate fails/);
    expect(auditor.cloudFormation.asked).toBe(1);
    expect(await declared()).toMatchObject({ definition: JSON.stringify(REPORT) });
  });

  it('is what a change back is taken for where CloudFormation does not say', async () => {
    await create(STRICT);
    await update(REPORT);
    breakReading();
    auditor.cloudFormation.status = undefined;
    await update(STRICT);
    expect(await declared()).toMatchObject({ definition: JSON.stringify(STRICT) });
  });
});

describe('two stacks with one name for a report', () => {
  it('are one after the other where the first is gone and its removal never came', async () => {
    await create(REPORT, { unique: 'first' });
    await create({ ...REPORT, description: 'made again' }, { unique: 'second' });
    expect(await declared()).toMatchObject({ stackId: stackId('App', 'second') });
    // That of the first comes after all.
    await remove(REPORT, { unique: 'first', removalPolicy: 'DESTROY' });
    expect(await declared()).toMatchObject({ stackId: stackId('App', 'second') });
    expect(await auditor.reader.rowsOf('Offsite')).toHaveLength(1);
  });

  it('have each a gate of its own: what was accepted in a stack that is gone is judged in the next', async () => {
    await create(STRICT, { unique: 'first' });
    breakReading();
    await expect(create(STRICT, { unique: 'second' })).rejects.toThrow(/its gate fails/);
    expect(await declared()).toBeUndefined();
  });

  it('do not stand in each other’s way for a create that was never answered', async () => {
    const { PhysicalResourceId } = await onEvent(
      request({ RequestType: 'Create', definition: REPORT, stack: 'Lost' }),
      CONTEXT,
    );
    expect(PhysicalResourceId).toBe(ID);
    await expect(create(REPORT, { stack: 'Next' })).rejects.toThrow(
      /declared by stack Lost already.*item REPORT#Offsite/,
    );
    const lost = (await declared())!;
    await putDefinition(
      auditor.dynamodb.open(),
      { ...lost, updatedAt: new Date(Date.now() - 3 * HOUR).toISOString() },
      lost,
    );
    await create(REPORT, { stack: 'Next' });
    expect(await declared()).toMatchObject({ stackId: stackId('Next') });
  });
});

describe('a delete', () => {
  it('removes what was accepted in the very moment', async () => {
    const event = request({ RequestType: 'Create', definition: REPORT });
    const begun = { ...event, ...(await onEvent(event, CONTEXT)) };
    await auditor.machine.idle();
    atFirst(
      (operation) => operation === 'DeleteItem',
      () => isComplete(begun),
    );
    await remove(REPORT);
    expect(await declared()).toBeUndefined();
  });

  it('that purges takes with it what a run publishes in the very moment', async () => {
    await create(REPORT);
    atFirst(
      (operation, key) => operation === 'PutItem' && key === 'LATEST',
      () => remove(REPORT, { removalPolicy: 'DESTROY' }),
    );
    await auditor.run({ report: 'Offsite' });
    expect(await dumpTable(auditor.dynamodb.open())).toEqual({});
  });

  it('that purges takes with it what a run had still to write', async () => {
    await create(REPORT);
    // The plan was made; that the unit is read comes after the removal.
    atFirst(
      (operation, key) => operation === 'PutItem' && key.startsWith('UNIT#'),
      () => remove(REPORT, { removalPolicy: 'DESTROY' }),
    );
    expect(await auditor.run({ report: 'Offsite' })).toMatchObject({ published: false });
    expect(await dumpTable(auditor.dynamodb.open())).toEqual({});
  });

  it('takes the report out of all lists where a purge has no time left', async () => {
    breakReading();
    await create(REPORT);
    expect(await auditor.reader.inStatus()).toHaveLength(1);
    await onEvent(request({ RequestType: 'Delete', definition: REPORT, physicalId: ID, removalPolicy: 'DESTROY' }), {
      getRemainingTimeInMillis: () => 0,
    });
    expect(await auditor.reader.inStatus()).toEqual([]);
  });
});

describe('a definition of any size', () => {
  const exemptions = Array.from({ length: 300 }, (_, n) => ({
    resource: `arn:aws:ec2:eu-west-1:111111111111:volume/${n}`,
    reason: 'rebuilt every night from what is kept elsewhere, as decided by those who own it',
    until: '2099-12-31',
  }));
  const large = { ...REPORT, filterSets: [{ name: 'all', resourceType: { $: 0 } }], exemptions };
  const packed = deflateRawSync(JSON.stringify(large)).toString('base64');

  it('comes packed, with what only CloudFormation knew beside it, and is kept and read by its run', async () => {
    expect(JSON.stringify(large).length).toBeGreaterThan(40_000);
    await create(packed, { properties: { DefinitionValues: ['EBS'] } });
    const item = await auditor.dynamodb.open().get(definitionKey('Offsite'));
    expect(item?.['definition']).toBeUndefined();
    const [definition] = await auditor.reader.reports();
    expect(definition).toMatchObject({ filterSets: [{ name: 'all', resourceType: 'EBS' }] });
    expect((await auditor.reader.headerOf('Offsite'))?.exemptions).toHaveLength(300);
  });

  it.each([
    ['too long to be handed on', JSON.stringify(large), /has \d+ characters, and 40000 at most can be handed on/],
    ['packed with a value missing', packed, /filterSets\[0\].resourceType/],
    ['packed by something else', Buffer.from('nothing').toString('base64'), /The property Definition is not JSON/],
  ])('is refused when it is %s, and nothing is changed', async (_what, definition, message) => {
    await expect(create(definition)).rejects.toThrow(message);
    expect(await dumpTable(auditor.dynamodb.open())).toEqual({});
  });
});
