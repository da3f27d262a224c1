import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAssembly } from '../../../cli/preview/assembly.js';
import { type DashboardBody, dashboardsOf, secondsOf, withVariables } from '../../../cli/preview/dashboard.js';
import { functionsOf } from '../../../cli/preview/functions.js';
import { Intrinsics } from '../../../cli/preview/intrinsics.js';

const assemblyOf = (resources: object, environment = 'aws://unknown-account/unknown-region'): string => {
  const folder = mkdtempSync(join(tmpdir(), 'copy-audit-'));
  const inner = join(folder, 'assembly-Stage');
  mkdirSync(inner);
  const write = (path: string, content: object) => writeFileSync(path, JSON.stringify(content));
  write(join(folder, 'manifest.json'), {
    artifacts: { 'assembly-Stage': { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Stage' } } },
  });
  const properties = { templateFile: 'Own.template.json' };
  write(join(inner, 'manifest.json'), {
    artifacts: {
      'Own.assets': { type: 'cdk:asset-manifest', properties: { file: 'Own.assets.json' } },
      Own: { type: 'aws:cloudformation:stack', environment, properties },
      Tree: { type: 'cdk:tree' },
    },
  });
  write(join(inner, 'Own.assets.json'), { files: { abc: { source: { path: 'asset.abc' } } } });
  write(join(inner, 'Own.template.json'), { Resources: resources, Parameters: { P: { Default: 'given' }, Q: {} } });
  return folder;
};

const stackOf = (resources: object, environment?: string) => readAssembly(assemblyOf(resources, environment))[0]!;

describe('a cloud assembly', () => {
  it('holds the stacks of its stages too', () => {
    const folder = assemblyOf({ Table: { Type: 'AWS::DynamoDB::Table' } }, 'aws://123456789012/eu-north-1');
    expect(readAssembly(folder)).toEqual([
      expect.objectContaining({
        name: 'Own',
        folder: join(folder, 'assembly-Stage'),
        account: '123456789012',
        region: 'eu-north-1',
      }),
    ]);
  });

  it('that is not there is asked for, with what to do', () => {
    expect(() => readAssembly('/nowhere')).toThrow('Run `npx cdk synth` in your CDK app first');
  });
});

describe('what CloudFormation would fill in', () => {
  const resources = {
    Machine: { Type: 'AWS::StepFunctions::StateMachine' },
    Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'copies' } },
    Function: { Type: 'AWS::Lambda::Function' },
  };
  const intrinsics = new Intrinsics(stackOf(resources));

  it.each([
    [{ Ref: 'AWS::Region' }, 'eu-west-1'],
    [{ Ref: 'Table' }, 'copies'],
    [{ Ref: 'Function' }, 'Own-Function'],
    [{ Ref: 'Machine' }, 'arn:aws:states:eu-west-1:111122223333:stateMachine:Own-Machine'],
    [{ Ref: 'P' }, 'given'],
    [{ Ref: 'Q' }, '<Q>'],
    [{ 'Fn::GetAtt': ['Function', 'Arn'] }, 'arn:aws:lambda:eu-west-1:111122223333:function:Own-Function'],
    [{ 'Fn::GetAtt': ['Table', 'StreamArn'] }, '<Table.StreamArn>'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'Table' }]] }, 'a-copies'],
    [{ 'Fn::Sub': 'x-${AWS::AccountId}-${Table}-${!Kept}' }, 'x-111122223333-copies-${Kept}'],
    [{ 'Fn::Sub': ['${a}', { a: { Ref: 'Table' } }] }, 'copies'],
    [{ 'Fn::Select': [1, { 'Fn::Split': [':', 'a:b'] }] }, 'b'],
    [{ 'Fn::ImportValue': 'x' }, '<Fn::ImportValue x>'],
  ])('%j', (written, filled) => {
    expect(intrinsics.text(written)).toBe(filled);
  });

  it('is filled in wherever it is', () => {
    expect(intrinsics.resolve({ a: [{ Ref: 'Table' }], b: { c: 1 } })).toEqual({ a: ['copies'], b: { c: 1 } });
  });
});

describe('functions', () => {
  it('have the code that would be deployed, and their environment', () => {
    const code = {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Handler: 'index.handler',
        Code: { S3Key: 'abc.zip' },
        Environment: { Variables: { TABLE: { Ref: 'Table' } } },
      },
    };
    const stack = stackOf({
      Widget: code,
      Table: { Type: 'AWS::DynamoDB::Table' },
      Inline: { Type: 'AWS::Lambda::Function' },
    });
    expect(functionsOf([stack])).toEqual([
      {
        arn: 'arn:aws:lambda:eu-west-1:111122223333:function:Own-Widget',
        folder: join(stack.folder, 'asset.abc'),
        handler: 'index.handler',
        environment: { TABLE: 'Own-Table' },
      },
    ]);
  });
});

describe('a dashboard', () => {
  const metric = ['CopyAudit', 'FailedJobs', 'Auditor', 'default', 'Report', 'A'];
  const widget = (properties: object) => ({
    type: 'metric',
    x: 0,
    y: 0,
    width: 6,
    height: 6,
    properties: { ...properties },
  });
  const bodyOf = (variable: object, properties: object): DashboardBody =>
    dashboardsOf([
      stackOf({
        D: {
          Type: 'AWS::CloudWatch::Dashboard',
          Properties: {
            DashboardName: 'copies',
            DashboardBody: JSON.stringify({ start: '-P14D', variables: [variable], widgets: [widget(properties)] }),
          },
        },
      }),
    ])[0]!.body;

  it('shows another report where a dimension is a variable', () => {
    const body = bodyOf(
      { type: 'property', property: 'Report', id: 'report', inputType: 'select' },
      { metrics: [metric] },
    );
    const [changed] = withVariables(body, { report: 'B' });
    expect(changed?.properties['metrics']).toEqual([[...metric.slice(0, 5), 'B']]);
    expect(withVariables(body, {})[0]?.properties['metrics']).toEqual([metric]);
  });

  it('shows another Region where that is a variable', () => {
    const body = bodyOf({ type: 'property', property: 'region', id: 'r', defaultValue: 'eu-west-1' }, { region: 'x' });
    expect(withVariables(body, {})[0]?.properties['region']).toBe('eu-west-1');
    expect(withVariables(body, { r: 'us-east-1' })[0]?.properties['region']).toBe('us-east-1');
  });

  it('has a pattern replaced wherever it is', () => {
    const body = bodyOf(
      { type: 'pattern', pattern: 'REPORT', id: 'report' },
      { title: 'REPORT', metrics: [[{ expression: 'x REPORT' }]] },
    );
    expect(withVariables(body, { report: 'B' })[0]?.properties).toEqual({
      title: 'B',
      metrics: [[{ expression: 'x B' }]],
    });
  });

  it.each([
    ['-P14D', 14 * 86_400],
    ['-PT6H', 6 * 3600],
    ['-P1W', 7 * 86_400],
    ['2026-01-01T00:00:00Z', 3 * 3600],
  ])('shows the time that it says: %s', (start, seconds) => {
    expect(secondsOf({ start, variables: [], widgets: [] })).toBe(seconds);
  });

  it('that CloudWatch would not take is refused by name', () => {
    const stack = stackOf({
      D: { Type: 'AWS::CloudWatch::Dashboard', Properties: { DashboardName: 'odd', DashboardBody: '{' } },
    });
    expect(() => dashboardsOf([stack])).toThrow('The body of the dashboard odd');
  });
});
