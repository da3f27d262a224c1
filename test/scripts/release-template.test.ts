import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDefinition } from '../../audit/definition.js';
import { widgetFunctionName } from '../../audit/widget/function-name.js';
import { archived, writeTemplates } from '../../scripts/release-template/write.js';
import { zip } from '../../scripts/release-template/zip.js';

interface Parameter {
  readonly Default?: string;
  readonly AllowedPattern?: string;
  readonly Description?: string;
}
interface Resource {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly Condition?: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}
interface Written {
  readonly Parameters: Readonly<Record<string, Parameter>>;
  readonly Resources: Readonly<Record<string, Resource>>;
}

const folder = mkdtempSync(join(tmpdir(), 'copy-audit-release-'));
afterAll(() => rmSync(folder, { recursive: true }));

const read = (out: string, name: string): Written => JSON.parse(readFileSync(join(out, name), 'utf8')) as Written;
const ofType = ({ Resources }: Written, type: string): Resource[] =>
  Object.values(Resources).filter(({ Type }) => Type === type);

describe('the templates of a release', () => {
  const out = join(folder, 'template');
  let template: Written;
  beforeAll(() => {
    writeTemplates(out);
    template = read(out, 'copy-audit.template.json');
  });

  const filledIn = (values: Readonly<Record<string, string>> = {}): unknown => {
    const definition = ofType(template, 'Custom::CopyComplianceReport')[0]!.Properties['Definition'] as {
      'Fn::Join': [string, (string | { Ref: string })[]];
    };
    const text = definition['Fn::Join'][1]
      .map((part) =>
        typeof part === 'string' ? part : (values[part.Ref] ?? template.Parameters[part.Ref]?.Default ?? ''),
      )
      .join('');
    return JSON.parse(text);
  };
  const accepts = (name: string, value: string): boolean =>
    new RegExp(template.Parameters[name]?.AllowedPattern ?? '(?!)').test(value);

  it('declare a report that asks what one without properties asks', () => {
    expect(parseDefinition(filledIn())).toEqual(parseDefinition({ name: 'AllCopies' }));
  });

  it('declare what the parameters say', () => {
    const given = {
      ReportGate: 'NON_COMPLIANT',
      ReportControls: '[{"control":"crossRegion"}]',
      ReportSchedule: 'NONE',
    };
    expect(parseDefinition(filledIn(given))).toMatchObject({
      gate: { failOn: 'NON_COMPLIANT' },
      schedule: 'NONE',
      controls: [{ control: 'crossRegion' }],
    });
    const conditions = ofType(template, 'AWS::Scheduler::Schedule').map(({ Condition }) => Condition);
    expect(conditions).toContain('HasReportSchedule');
  });

  it('take no name or schedule that would say more than it is', () => {
    for (const name of ['ReportName', 'ReportSchedule', 'AuditorName', 'AssetsPrefix', 'AssetsBucket'])
      expect([name, accepts(name, 'a","gate":"')]).toEqual([name, false]);
    expect(accepts('ReportSchedule', 'rate("1 day")')).toBe(false);
    for (const schedule of ['rate(6 hours)', 'cron(0 6 ? * MON-FRI *)', 'at(2027-01-01T00:00:00)', 'NONE'])
      expect([schedule, accepts('ReportSchedule', schedule)]).toEqual([schedule, true]);
    expect(accepts('AssetsPrefix', '')).toBe(true);
    expect(accepts('AssetsPrefix', 'copy-audit/1.2.3/')).toBe(true);
    expect(accepts('AssetsPrefix', 'copy-audit')).toBe(false);
  });

  it('take names of auditors that are whole in every name that follows from them', () => {
    const longest = 'a'.repeat(42);
    expect(accepts('AuditorName', longest)).toBe(true);
    expect(widgetFunctionName(longest).endsWith(longest)).toBe(true);
    expect(accepts('AuditorName', `${longest}a`)).toBe(false);
  });

  it('want no bootstrapped account, no transform, and the code from where the parameters say', () => {
    expect(Object.keys(template).sort()).toEqual(['Conditions', 'Description', 'Outputs', 'Parameters', 'Resources']);
    expect(JSON.stringify(template)).not.toMatch(/cdk-hnb659fds|\/cdk-bootstrap\//);
    const code = ofType(template, 'AWS::Lambda::Function').map(({ Properties }) => Properties['Code']);
    expect(code.length).toBeGreaterThan(0);
    for (const each of code) expect(each).toMatchObject({ S3Bucket: { Ref: 'AssetsBucket' } });
    expect(Object.entries(template.Parameters).filter(([, { Default }]) => Default === undefined)).toEqual([
      ['AssetsBucket', expect.anything()],
      ['AssetsPrefix', expect.anything()],
    ]);
  });

  it('keep the history, but for the one that is for trials', () => {
    const trial = read(out, 'copy-audit-trial.template.json');
    const kept = [template, trial].map((each) => ofType(each, 'AWS::DynamoDB::Table')[0]!);
    expect(kept.map(({ DeletionPolicy }) => DeletionPolicy)).toEqual(['Retain', 'Delete']);
    expect(kept.map(({ Properties }) => Properties['DeletionProtectionEnabled'])).toEqual([true, false]);
    expect(Object.keys(trial.Resources)).toEqual(Object.keys(template.Resources));
  });

  it('have the reports of a file, and the rights that these need', () => {
    const own = join(folder, 'own');
    const reports = [{ name: 'Coverage', controls: [{ control: 'covers' as const, protectedResources: {} }] }];
    writeTemplates(own, reports);
    const declared = read(own, 'copy-audit.template.json');
    expect(JSON.stringify(declared)).toContain('backup:ListProtectedResources');
    expect(JSON.stringify(template)).not.toContain('backup:ListProtectedResources');
    expect(Object.keys(declared.Parameters)).toEqual([
      'AssetsBucket',
      'AssetsPrefix',
      'AuditorName',
      'BackupEndpointUrl',
    ]);
    expect(readdirSync(join(own, 'assets'))).toEqual(readdirSync(join(out, 'assets')));
  });

  it('are the same bytes when they are made again', () => {
    const again = join(folder, 'again');
    writeTemplates(again);
    expect(archived(again).equals(archived(out))).toBe(true);
  });
});

describe('an archive', () => {
  const [first, second] = ['a', 'b'].map((name) => ({ name, content: Buffer.from(name.repeat(100)) }));

  it('says nothing of when it was made', () => {
    // Time and date of the first file, as the format has them.
    expect(zip([first!]).subarray(10, 14).toString('hex')).toBe('00002100');
  });

  it('does not depend on the order of its files', () => {
    expect(zip([first!, second!]).equals(zip([second!, first!]))).toBe(true);
    expect(zip([first!]).equals(zip([second!]))).toBe(false);
  });
});
