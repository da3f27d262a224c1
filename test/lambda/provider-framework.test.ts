import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LONGEST_PROPERTY } from '../../audit/wire.js';
import { readDefinition } from '../../aws/table/definitions.js';
import { type Asked, LocalAuditor, request } from '../kit/local-auditor.js';
import { askFramework } from '../kit/provider-framework.js';

jest.setTimeout(60_000);

const REPORT = { name: 'Offsite', controls: [{ control: 'completed' }] };
const GATED = { ...REPORT, gate: { failOn: 'NOT_COMPLIANT' } };
const ID = 'default/Offsite';
const FIXTURES = join(__dirname, '..', 'fixtures', 'custom-resource');

let auditor: LocalAuditor;
beforeEach(async () => {
  // The framework says all that it does.
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
  auditor = await LocalAuditor.start();
});
afterEach(() => auditor.close());

const ask = (asked: Asked, besides: Readonly<Record<string, unknown>> = {}) =>
  askFramework({ ...request(asked), ...besides });
const declared = (report = 'Offsite') => readDefinition(auditor.dynamodb.open(), report);

describe('CloudFormation, by way of the CDK’s own framework', () => {
  it('gets the physical id and every attribute', async () => {
    const { body } = await ask({ RequestType: 'Create', definition: REPORT });
    expect(body).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: ID,
      Data: {
        ReportName: 'Offsite',
        RunId: expect.stringMatching(/^\d{8}T/) as string,
        ComplianceStatus: 'INSUFFICIENT_DATA',
        CompliancePercent: '',
        CopyJobCount: '0',
        FindingCount: '0',
      },
    });
  });

  it.each([
    [
      'a definition with 50 mistakes',
      { ...REPORT, controls: Array(50).fill({ control: '"ä'.repeat(200) }) },
      /; and 45 more/,
    ],
    ['no definition', '', /The property Definition is needed/],
    ['a gate that refuses', GATED, /its gate fails on NOT_COMPLIANT: .* under pk = RUN#Offsite#\S+/],
  ])('gets a reason without a stack trace and less than 4 KB for %s', async (_what, definition, reason) => {
    const { body, bytes } = await ask({ RequestType: 'Create', definition });
    expect(body).toMatchObject({ Status: 'FAILED', Reason: expect.stringMatching(reason) as string });
    expect(body['Reason']).not.toMatch(/^\s+at /m);
    expect(bytes).toBeLessThan(4_096);
    expect(await declared()).toBeUndefined();
  });

  it('has its delete of a create that failed kept back by the framework, or sends it with the id of the answer', async () => {
    const invalid = await ask({ RequestType: 'Create', definition: '{}' });
    const refused = await ask({ RequestType: 'Create', definition: GATED });
    expect(refused.body['PhysicalResourceId']).toBe(ID);
    for (const { PhysicalResourceId } of [invalid.body, refused.body] as { PhysicalResourceId: string }[]) {
      const { body } = await ask({ RequestType: 'Delete', definition: GATED, physicalId: PhysicalResourceId });
      expect(body).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId });
    }
  });

  it('gets its answer for the longest property before and after an update, within what a state machine takes', async () => {
    const wordy = (description: string) => {
      const exemption = { resource: 'arn:aws:ec2:eu-west-1:111111111111:volume/a', reason: 'r', until: '2099-12-31' };
      const one = JSON.stringify(exemption).length + 1;
      const count = Math.floor((LONGEST_PROPERTY - 300) / one);
      return JSON.stringify({ ...REPORT, description, exemptions: Array(count).fill(exemption) });
    };
    const [before, after] = [wordy('before'), wordy('after')];
    expect(after.length).toBeGreaterThan(LONGEST_PROPERTY - 400);
    await ask({ RequestType: 'Create', definition: before });
    const OldResourceProperties = request({ RequestType: 'Create', definition: before }).ResourceProperties;
    // A change of what is judged, so that the wait asks again.
    const changed = after.replace('"completed"', '"completed","severity":"LOW"');
    const { body, passedOn } = await ask(
      { RequestType: 'Update', definition: changed, physicalId: ID },
      { OldResourceProperties },
    );
    expect(body).toMatchObject({ Status: 'SUCCESS' });
    expect(passedOn).toBeGreaterThan(2 * LONGEST_PROPERTY);
    expect(passedOn).toBeLessThan(262_144);
  });
});

describe('properties as a version wrote them', () => {
  it.each(readdirSync(FIXTURES))('are created, updated and deleted: %s', async (file) => {
    const properties = JSON.parse(readFileSync(join(FIXTURES, file), 'utf8')) as Record<string, string>;
    const definition = properties['Definition'];
    const only = { properties: { HistoryRemovalPolicy: properties['HistoryRemovalPolicy'] } };
    const asked = { definition, physicalId: 'default/Older', ...only };
    expect((await ask({ RequestType: 'Create', definition, ...only })).body).toMatchObject({ Status: 'SUCCESS' });
    expect(await declared('Older')).toMatchObject({ definition });
    expect((await ask({ RequestType: 'Update', ...asked })).body).toMatchObject({ Status: 'SUCCESS' });
    expect((await ask({ RequestType: 'Delete', ...asked })).body).toMatchObject({ Status: 'SUCCESS' });
    expect(await declared('Older')).toBeUndefined();
    expect(await auditor.reader.latestOf('Older')).toBeDefined();
  });
});
