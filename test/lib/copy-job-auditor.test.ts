import { Duration, RemovalPolicy, Stack, Stage } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { HANDLERS } from '../../audit/environment.js';
import { CopyJobAuditor, type CopyJobAuditorProps } from '../../lib/index.js';
import { quickApp, resourceOf, resourcesOf, templateOf } from '../kit/synth.js';

const auditorWith = (props: CopyJobAuditorProps = {}) => templateOf((stack) => new CopyJobAuditor(stack, 'A', props));
const ours = (template: Template) =>
  resourcesOf(template).filter(
    ([, { Type, Properties }]) =>
      Type === 'AWS::Lambda::Function' && String(Properties['Description']).startsWith('Copy audit:'),
  );

describe('the table', () => {
  const table = (props: CopyJobAuditorProps = {}) => resourceOf(auditorWith(props), 'AWS::DynamoDB::Table');

  it('has the keys and the index that items are written with, and expires them', () => {
    expect(table().Properties).toMatchObject({
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'lookup',
          KeySchema: [
            { AttributeName: 'lookupPk', KeyType: 'HASH' },
            { AttributeName: 'lookupSk', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
      TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
    });
  });

  it('costs by the request, can be restored, is encrypted, and cannot be lost by a mistake', () => {
    const { Properties, DeletionPolicy } = table();
    expect(Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true },
      DeletionProtectionEnabled: true,
    });
    expect(DeletionPolicy).toBe('Retain');
  });

  it('goes with the stack where that was asked for, unless it is protected', () => {
    const removable = table({ removalPolicy: RemovalPolicy.DESTROY });
    expect(removable.DeletionPolicy).toBe('Delete');
    expect(removable.Properties['DeletionProtectionEnabled']).toBe(false);
    const kept = table({ removalPolicy: RemovalPolicy.DESTROY, deletionProtection: true });
    expect(kept.Properties['DeletionProtectionEnabled']).toBe(true);
  });

  it('can be one that is there already', () => {
    const template = templateOf((stack) => {
      const restored = TableV2.fromTableAttributes(stack, 'Restored', {
        tableName: 'restored',
        globalIndexes: ['lookup'],
      });
      new CopyJobAuditor(stack, 'A', { table: restored });
    });
    template.resourceCountIs('AWS::DynamoDB::Table', 0);
    for (const [, { Properties }] of ours(template))
      expect(Properties).toHaveProperty('Environment.Variables.COPY_AUDIT_TABLE', 'restored');
  });

  it('is encrypted with a key that was given, in a stack of any Region', () => {
    const template = templateOf((stack) => new CopyJobAuditor(stack, 'A', { encryptionKey: new Key(stack, 'Key') }));
    expect(resourceOf(template, 'AWS::DynamoDB::Table').Properties['SSESpecification']).toMatchObject({
      SSEType: 'KMS',
    });
  });
});

describe('the functions', () => {
  const template = auditorWith({ environment: { AWS_ENDPOINT_URL_BACKUP: 'https://vpce.example' } });

  it('are one for each handler, from bundles that ship with the package', () => {
    expect(ours(template)).toHaveLength(HANDLERS.length);
    for (const [, { Properties }] of ours(template))
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        LoggingConfig: { LogFormat: 'JSON' },
      });
  });

  it('know the table and their auditor, and what was given besides', () => {
    for (const [, { Properties }] of ours(template))
      expect(Properties).toMatchObject({
        Environment: {
          Variables: {
            COPY_AUDIT_AUDITOR: 'default',
            COPY_AUDIT_TABLE: { Ref: expect.any(String) },
            AWS_ENDPOINT_URL_BACKUP: 'https://vpce.example',
          },
        },
      });
  });

  it('log for three months, or as long as was asked for', () => {
    const retentionsOf = (props: CopyJobAuditorProps) =>
      Object.values(auditorWith(props).findResources('AWS::Logs::LogGroup')).map(
        (each) => each['Properties'].RetentionInDays,
      );
    expect(new Set(retentionsOf({}))).toEqual(new Set([90]));
    expect(new Set(retentionsOf({ logRetention: RetentionDays.ONE_WEEK }))).toEqual(new Set([7]));
  });

  it('have no policy that AWS manages', () => {
    for (const { Properties } of Object.values(template.findResources('AWS::IAM::Role')))
      expect(Properties).not.toHaveProperty('ManagedPolicyArns');
  });

  it('trace where that was asked for, and only then', () => {
    const traced = (props: CopyJobAuditorProps) =>
      ours(auditorWith(props)).map(([, { Properties }]) => Properties['TracingConfig']);
    expect(traced({ tracing: true })).toEqual(HANDLERS.map(() => ({ Mode: 'Active' })));
    expect(traced({})).toEqual(HANDLERS.map(() => undefined));
  });

  it('can be in a VPC, the provider’s too', () => {
    const inVpc = templateOf((stack) => {
      const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
        vpcId: 'v',
        availabilityZones: ['a'],
        privateSubnetIds: ['s'],
      });
      new CopyJobAuditor(stack, 'A', { vpc, dashboard: false });
    });
    const functions = Object.values(inVpc.findResources('AWS::Lambda::Function'));
    expect(functions).toHaveLength(HANDLERS.length + 3);
    for (const { Properties } of functions) expect(Properties.VpcConfig.SubnetIds).toEqual(['s']);
  });
});

describe('a customer-managed key', () => {
  it('encrypts table, logs, environments and lists; CloudWatch Logs may use it', () => {
    const template = templateOf((stack) => {
      const encryptionKey = new Key(stack, 'Key');
      new CopyJobAuditor(stack, 'A', { encryptionKey, dashboard: false });
    });
    const key = { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] };
    for (const { Properties } of Object.values(template.findResources('AWS::Logs::LogGroup')))
      expect(Properties.KmsKeyId).toEqual(key);
    for (const { Properties } of Object.values(template.findResources('AWS::Lambda::Function')))
      expect(Properties.KmsKeyArn).toEqual(key);
    template.hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Principal: { Service: { 'Fn::Join': ['', ['logs.', { Ref: 'AWS::Region' }, '.amazonaws.com']] } },
            Condition: { ArnLike: Match.anyValue() },
          }),
        ]),
      },
    });
  });
});

describe('what other stacks have to know', () => {
  it('is kept under the auditor’s name', () => {
    const names = Object.values(auditorWith({ auditorName: 'prod' }).findResources('AWS::SSM::Parameter')).map(
      (each) => each['Properties'].Name,
    );
    expect(names.sort()).toEqual(
      ['scheduler-role-arn', 'service-token', 'state-machine-arn', 'table-name'].map(
        (name) => `/copy-audit/prod/${name}`,
      ),
    );
  });
});

describe('a deployment', () => {
  it('waits for a run in steps of five seconds', () => {
    const waiterOf = (props: CopyJobAuditorProps) =>
      JSON.stringify(auditorWith(props).findResources('AWS::StepFunctions::StateMachine'));
    expect(waiterOf({})).toContain('\\"IntervalSeconds\\":5,\\"MaxAttempts\\":540,');
    expect(waiterOf({ deploymentTimeout: Duration.minutes(10) })).toContain('\\"MaxAttempts\\":120,');
  });

  it('says what became of the run before the framework says that time is up', () => {
    const patienceOf = (props: CopyJobAuditorProps) =>
      ours(auditorWith(props)).flatMap(([, { Properties }]) => {
        const { Variables } = Properties['Environment'] as { readonly Variables: Record<string, string> };
        return Variables['COPY_AUDIT_PATIENCE_SECONDS'] ?? [];
      });
    expect(patienceOf({})).toEqual([String(42 * 60)]);
    expect(patienceOf({ deploymentTimeout: Duration.minutes(5) })).toEqual(['150']);
  });
});

describe('is refused', () => {
  it.each<[string, CopyJobAuditorProps, string]>([
    ['a name that is none', { auditorName: 'a b' }, 'auditorName: expected 1 to 64 letters'],
    [
      'more time than CloudFormation has',
      { deploymentTimeout: Duration.hours(2) },
      'deploymentTimeout: expected from 5 seconds to 1 hour',
    ],
    ['time that is no step', { deploymentTimeout: Duration.seconds(12) }, 'deploymentTimeout: expected from 5 seconds'],
    ['subnets of no VPC', { vpcSubnets: {} }, 'vpcSubnets: is of a VPC: give vpc too'],
  ])('%s', (_, props, message) => {
    expect(() => auditorWith(props)).toThrow(message);
  });

  it('what is about a table of its own, with a table that was given', () => {
    expect(() =>
      templateOf((stack) => {
        const table = TableV2.fromTableAttributes(stack, 'T', { tableName: 't' });
        new CopyJobAuditor(stack, 'A', { table, deletionProtection: true });
      }),
    ).toThrow('deletionProtection: is of a table of its own: cannot be given together with table');
  });

  it('every problem at once', () => {
    expect(() => auditorWith({ auditorName: '-', deploymentTimeout: Duration.seconds(1) })).toThrow(
      /auditorName: .*; deploymentTimeout: /,
    );
  });

  it('a second auditor of one name in one place, and not of another name, Region or stage', () => {
    const app = quickApp();
    const stackIn = (id: string, region: string) => new Stack(app, id, { env: { account: '111122223333', region } });
    const first = new CopyJobAuditor(stackIn('First', 'eu-west-1'), 'A');
    const second = stackIn('Second', 'eu-west-1');
    expect(() => new CopyJobAuditor(second, 'A')).toThrow(`auditorName: ${first.node.path} has this name`);
    new CopyJobAuditor(second, 'B', { auditorName: 'other' });
    new CopyJobAuditor(stackIn('Third', 'eu-central-1'), 'A');
    new CopyJobAuditor(
      new Stack(new Stage(app, 'Beta'), 'Fourth', { env: { account: '111122223333', region: 'eu-west-1' } }),
      'A',
    );
  });
});
