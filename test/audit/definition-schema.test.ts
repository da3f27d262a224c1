import Ajv from 'ajv';
import { CONTROLS } from '../../audit/controls/index.js';
import { definitionJsonSchema } from '../../audit/definition-schema.js';
import { parseDefinitionFile } from '../../audit/definition.js';

/** A JSON Schema, as far as it is looked into here. */
interface Schema {
  readonly title?: string;
  readonly description?: string;
  readonly const?: unknown;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

const schema: Schema = definitionJsonSchema();
const report = schema.properties?.['reports']?.items ?? {};
const validate = new Ajv({ strict: true, allErrors: true }).compile(schema);
const errorsOf = (file: unknown): string[] => {
  validate(file);
  return (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
};
const inReport = (report: Readonly<Record<string, unknown>>) => ({ reports: [{ name: 'report', ...report }] });

const everything = inReport({
  version: 1,
  description: 'everything there is',
  schedule: 'cron(0 6 * * ? *)',
  filterSets: [
    {
      name: 'all of it',
      accountId: '111111111111',
      completedAfter: '2026-10-12T00:00:00.700Z',
      completedBefore: '2026-10-18T00:00+02:00',
      createdAfter: '2026-10-10',
      createdBefore: '2026-10-20',
      destinationVaultArn: 'arn:aws:backup:us-east-1:111111111111:backup-vault:copies',
      messageCategory: 'ACCESS_DENIED',
      parentJobId: 'parent',
      resourceArn: 'arn:aws:s3:::bucket',
      resourceType: 'Storage Gateway',
      sourceRecoveryPointArn: 'arn:aws:ec2:eu-west-1::snapshot/snap-1',
      state: 'FAILED',
      taggedWith: { tier: 'gold' },
      pageSize: 1000,
      maxItems: 1,
      startingToken: 'token',
      targets: [
        { accounts: ['222222222222'], regions: ['us-gov-west-1'], role: { name: 'reader', externalId: 'x' } },
        {
          organization: { excludeAccounts: ['111111111111'], includeOrganizationalUnits: ['ou-abcd-12345678'] },
          role: { name: 'reader' },
        },
      ],
    },
    { name: 'windows', createdWithin: '1d12h', completedWithin: 'PT90M' },
  ],
  controls: [
    {
      control: 'completed',
      allowPartial: true,
      id: 'mine',
      severity: 'LOW',
      filterSets: ['windows'],
      allowEmpty: true,
    },
    { control: 'freshWithin', within: 'P1DT2H', from: 'BACKUP_CREATION', resourceTypes: ['RDS'], resourceArns: ['*'] },
    { control: 'crossRegion', allowed: ['eu-west-1'], taggedWith: { tier: '' } },
  ],
  exemptions: [{ resource: 'arn:*', vault: '*', control: 'mine', job: 'job-1', reason: 'r', until: '2027-03-31' }],
  gate: { failOn: 'NOT_COMPLIANT' },
  forgetResourcesAfter: '2w',
  requestsPerSecond: 20,
  maxConcurrency: 5,
  keepRunsFor: '400d',
});

const controls = (control: Readonly<Record<string, unknown>>) => inReport({ controls: [control] });
const filterSets = (filters: Readonly<Record<string, unknown>>) =>
  inReport({ filterSets: [{ name: 'a', ...filters }] });

describe('the JSON Schema of copy-audit.yaml', () => {
  it.each([
    ['everything', everything],
    ['nothing but names', { version: 1, reports: [{ name: 'a' }, { name: 'b' }] }],
    [
      'a reason of several lines',
      inReport({ exemptions: [{ job: 'a', reason: 'one\ntwo', until: '2027-03-31T12:00Z' }] }),
    ],
  ])('takes %s, as the definition does', (_, file) => {
    expect(errorsOf(file)).toEqual([]);
    expect(() => parseDefinitionFile(file)).not.toThrow();
  });

  it.each<[string, unknown, RegExp]>([
    ['no reports', {}, /required property 'reports'/],
    ['a newer version', { version: 2, reports: [{ name: 'a' }] }, /^\/version /],
    ['a report without name', { reports: [{}] }, /^\/reports\/0 must have required property 'name'/],
    ['an unknown property', inReport({ colour: 1 }), /^\/reports\/0 must NOT have additional properties/],
    ['a schedule in words', inReport({ schedule: 'daily' }), /^\/reports\/0\/schedule /],
    ['an unknown filter', filterSets({ byState: 'FAILED' }), /^\/reports\/0\/filterSets\/0 must NOT have additional/],
    ['an unknown state', filterSets({ state: 'ABORTED' }), /\/state must be equal to one of/],
    ['an ARN that is none', filterSets({ resourceArn: 'orders' }), /\/resourceArn must match pattern/],
    ['a page that is too long', filterSets({ pageSize: 1001 }), /\/pageSize must be <= 1000/],
    ['a duration as number', filterSets({ createdWithin: 7 }), /\/createdWithin must be string/],
    ['a duration in words', filterSets({ createdWithin: '7 days' }), /\/createdWithin must match pattern/],
    ['a duration of months', filterSets({ createdWithin: 'P1M' }), /\/createdWithin must match pattern/],
    ['an empty duration', filterSets({ createdWithin: '' }), /\/createdWithin must match pattern/],
    ['a time without zone', filterSets({ createdAfter: '2026-11-01T00:00' }), /\/createdAfter must match pattern/],
    ['an empty text', filterSets({ resourceType: '' }), /\/resourceType must NOT have fewer than 1 characters/],
    ['an unknown control', controls({ control: 'complete' }), /\/controls\/0\/control must be equal to constant/],
    [
      'a control without its option',
      controls({ control: 'freshWithin' }),
      /\/controls\/0 must have required property 'within'/,
    ],
    [
      'an option of another control',
      controls({ control: 'completed', within: '1d' }),
      /\/controls\/0 must NOT have additional/,
    ],
    [
      'no tags',
      controls({ control: 'completed', taggedWith: {} }),
      /\/taggedWith must NOT have fewer than 1 properties/,
    ],
    [
      'an exemption without end',
      inReport({ exemptions: [{ job: 'a', reason: 'r' }] }),
      /\/exemptions\/0 must have required property 'until'/,
    ],
    ['an unknown gate', inReport({ gate: { failOn: 'ALWAYS' } }), /\/gate\/failOn must be equal to one of/],
  ])('refuses %s, as the definition does', (_, file, error) => {
    expect(errorsOf(file)).toEqual(expect.arrayContaining([expect.stringMatching(error)]));
    expect(() => parseDefinitionFile(file)).toThrow();
  });

  it('knows every control by name and title', () => {
    const controls = report.properties?.['controls']?.items?.oneOf ?? [];
    expect(controls.map(({ properties, title }) => [properties?.['control']?.const, title])).toEqual(
      CONTROLS.map(({ name, title }) => [name, title]),
    );
  });

  it('helps with every property, and its defaults are what may be written', () => {
    const silent: string[] = [];
    const visit = ({ properties = {}, items, oneOf = [], anyOf = [] }: Schema, path: string): void => {
      for (const [name, property] of Object.entries(properties)) {
        if (property.description === undefined) silent.push(`${path}.${name}`);
        visit(property, `${path}.${name}`);
      }
      if (items !== undefined) visit(items, `${path}[]`);
      for (const option of [...oneOf, ...anyOf]) visit(option, `${path}<${option.title ?? ''}>`);
    };
    visit(schema, '');
    expect(silent).toEqual([]);
    const defaults = Object.entries(report.properties ?? {}).flatMap(([name, property]) =>
      property.default === undefined ? [] : [[name, property.default] as const],
    );
    expect(defaults.length).toBeGreaterThan(5);
    expect(errorsOf(inReport(Object.fromEntries(defaults)))).toEqual([]);
  });

  it('is of its own: no reference to another place', () => {
    expect(schema).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#', title: expect.any(String) });
    expect(JSON.stringify(schema)).not.toMatch(/"\$(ref|id)"/);
  });
});
