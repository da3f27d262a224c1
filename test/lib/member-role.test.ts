import { App, CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  AuditorAccess,
  Control,
  CopyAge,
  CopyJobAuditor,
  Expected,
  FilterSet,
  MemberRole,
  MemberRoleStack,
  type ReportOptions,
  Target,
} from '../../lib/index.js';
import { explanationsOf, nagFindingsOf } from '../kit/nag.js';
import { quickApp, resourceOf, templateOf } from '../kit/synth.js';

const ROLE = { name: 'reader', externalId: 'who-asks' };
const auditorRoleArn = 'arn:aws:iam::111122223333:role/auditor';

const throughRole = (options: Partial<ReportOptions> = {}): ReportOptions => ({
  filterSets: [new FilterSet('all', { targets: [Target.organization({ role: ROLE })] })],
  ...options,
});

const actionsOf = (template: object): unknown => {
  const { Properties } = resourceOf(Template.fromJSON(template), 'AWS::IAM::Role');
  const [{ PolicyDocument }] = Properties['Policies'] as [{ PolicyDocument: { Statement: [{ Action: unknown }] } }];
  return [PolicyDocument.Statement[0].Action].flat().sort();
};
const parsed = (props: Parameters<typeof MemberRoleStack.template>[0]) =>
  JSON.parse(MemberRoleStack.template(props)) as Readonly<Record<string, object>>;

describe('the role of members', () => {
  it('is the whole of a template that needs no bootstrapping, no assets, and what whoever deploys it says', () => {
    expect(parsed({ roleName: 'reader', reports: [throughRole()] })).toEqual({
      Description: expect.any(String),
      Parameters: {
        AuditorRoleArn: { Type: 'String', Description: expect.any(String), AllowedPattern: expect.any(String) },
        ExternalId: { Type: 'String', Description: expect.any(String), AllowedPattern: expect.any(String) },
      },
      Resources: {
        [String(Object.keys(parsed({ roleName: 'reader' })['Resources'] ?? {})[0])]: expect.objectContaining({
          Type: 'AWS::IAM::Role',
          Properties: {
            RoleName: 'reader',
            Description: expect.any(String),
            AssumeRolePolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                {
                  Effect: 'Allow',
                  Action: 'sts:AssumeRole',
                  Principal: { AWS: { Ref: 'AuditorRoleArn' } },
                  Condition: { StringEquals: { 'sts:ExternalId': { Ref: 'ExternalId' } } },
                },
              ],
            },
            Policies: [
              {
                PolicyName: 'Read',
                PolicyDocument: {
                  Version: '2012-10-17',
                  Statement: [{ Effect: 'Allow', Action: 'backup:ListCopyJobs', Resource: '*' }],
                },
              },
            ],
          },
        }),
      },
      Outputs: { RoleArn: expect.any(Object) },
    });
  });

  it('fits into a StackSet without a bucket', () => {
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
    expect(MemberRoleStack.template({ roleName: 'reader', reports: [throughRole()] }).length).toBeLessThan(51_200);
  });

  it('has the values of its parameters where they are given', () => {
    const { Parameters } = parsed({ roleName: 'reader', auditorRoleArn, externalId: 'who-asks' });
    expect(Parameters).toMatchObject({
      AuditorRoleArn: { Default: auditorRoleArn },
      ExternalId: { Default: 'who-asks' },
    });
  });

  it('is declared in a stack of its own account too', () => {
    const template = templateOf((stack) => {
      new MemberRole(stack, 'Reader', { roleName: 'reader', auditorRoleArn, externalId: 'who-asks' });
    });
    expect(resourceOf(template, 'AWS::IAM::Role').Properties['AssumeRolePolicyDocument']).toMatchObject({
      Statement: [
        { Principal: { AWS: auditorRoleArn }, Condition: { StringEquals: { 'sts:ExternalId': 'who-asks' } } },
      ],
    });
  });

  it('trusts the role with which the auditor reads', () => {
    const stack = new Stack(quickApp(), 'Stack');
    const { readerRole } = new CopyJobAuditor(stack, 'A', { dashboard: false });
    const name = (stack.resolve(readerRole.roleArn) as { 'Fn::GetAtt': [string] })['Fn::GetAtt'][0];
    const assumes = Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Function')).filter(
      ({ Properties }) => JSON.stringify((Properties as { Role: unknown }).Role).includes(name),
    );
    expect(assumes).toEqual([
      expect.objectContaining({ Properties: expect.objectContaining({ Description: expect.stringMatching(/reads/) }) }),
    ]);
  });

  it('gives rule packs nothing that is not explained', () => {
    const stack = new MemberRoleStack(new App(), 'Stack', { roleName: 'reader', reports: [throughRole()] });
    expect(nagFindingsOf(stack)).toEqual([]);
    expect(explanationsOf(stack).map(({ rule }) => rule)).toEqual([
      'AwsSolutions-IAM5[Resource::*]',
      'NIST.800.53.R5-IAMNoInlinePolicy',
      'HIPAA.Security-IAMNoInlinePolicy',
    ]);
  });
});

describe('what the role of members allows is what the auditor is allowed for the same reports', () => {
  const allowedToAuditor = (options: ReportOptions): unknown => {
    const template = templateOf((stack) => {
      new CopyJobAuditor(stack, 'A', { dashboard: false }).addReport('R', options);
    });
    const reading = Object.values(template.findResources('AWS::IAM::Policy'))
      .flatMap(
        ({ Properties }) =>
          (Properties as { PolicyDocument: { Statement: { Action: string | string[]; Resource: unknown }[] } })
            .PolicyDocument.Statement,
      )
      .filter(({ Resource }) => Resource === '*')
      .flatMap(({ Action }) => Action)
      .filter((action) => /^(backup|tag):/.test(action) && action !== 'backup:ListCopyJobSummaries');
    return [...new Set(reading)].sort();
  };

  it.each<[string, ReportOptions, string[]]>([
    ['copy jobs', throughRole(), ['backup:ListCopyJobs']],
    [
      'backup jobs, for the age of what was copied',
      throughRole({ controls: [Control.freshWithin(Duration.hours(26), { from: CopyAge.BACKUP_CREATION })] }),
      ['backup:ListBackupJobs', 'backup:ListCopyJobs'],
    ],
    [
      'protected resources, where each of them is expected',
      throughRole({ controls: [Control.covers(Expected.protectedResources())] }),
      ['backup:ListCopyJobs', 'backup:ListProtectedResources'],
    ],
    [
      'tags of a control',
      throughRole({ controls: [Control.completed({ taggedWith: { tier: 'gold' } })] }),
      ['backup:ListCopyJobs', 'tag:GetResources'],
    ],
    [
      'tags of a filter set, and nothing of an organization',
      throughRole({
        filterSets: [
          new FilterSet('all', {
            taggedWith: { tier: 'gold' },
            targets: [Target.organization({ role: ROLE, skipEmptyAccounts: true })],
          }),
        ],
      }),
      ['backup:ListCopyJobs', 'tag:GetResources'],
    ],
  ])('%s', (_, options, allowed) => {
    expect(actionsOf(parsed({ roleName: 'reader', reports: [options] }))).toEqual(allowed);
    expect(allowedToAuditor(options)).toEqual(allowed);
  });

  it('but not what is asked of other accounts only', () => {
    const own = new FilterSet('own', { taggedWith: { tier: 'gold' } });
    const report = throughRole({
      filterSets: [new FilterSet('members', { targets: [Target.organization({ role: ROLE })] }), own],
      controls: [Control.completed(), Control.covers(Expected.protectedResources(), { filterSets: [own] })],
    });
    expect(actionsOf(parsed({ roleName: 'reader', reports: [report] }))).toEqual(['backup:ListCopyJobs']);
  });

  it('and what is said besides, of which it takes what belongs to an account', () => {
    const access = [AuditorAccess.backupJobs(), AuditorAccess.organization(), AuditorAccess.role('other')];
    expect(actionsOf(parsed({ roleName: 'reader', access }))).toEqual(['backup:ListBackupJobs', 'backup:ListCopyJobs']);
  });
});

describe('the role of members refuses', () => {
  it.each([
    ['a whole account', 'arn:aws:iam::111122223333:root'],
    ['every role of an account', 'arn:aws:iam::111122223333:role/*'],
    ['everybody', '*'],
    ['a user', 'arn:aws:iam::111122223333:user/someone'],
  ])('to trust %s', (_, someone) => {
    const expected = /auditorRoleArn: expected the ARN of one role, the readerRole of the auditor, got/;
    expect(() => MemberRoleStack.template({ roleName: 'reader', auditorRoleArn: someone })).toThrow(expected);
    const declare = (stack: Stack) =>
      new MemberRole(stack, 'R', { roleName: 'reader', auditorRoleArn: someone, externalId: 'who-asks' });
    expect(() => templateOf(declare)).toThrow(expected);
  });

  it.each(['', 'x', 'with a space', 'any*'])('the external id %p', (externalId) => {
    const declare = (stack: Stack) => new MemberRole(stack, 'R', { roleName: 'reader', auditorRoleArn, externalId });
    expect(() => templateOf(declare)).toThrow(/externalId: expected 2 to 1,224 letters/);
  });

  const reading = (role: { name: string; externalId?: string }) => ({
    filterSets: [new FilterSet('all', { targets: [Target.account('111122223333', { role })] })],
  });

  it.each<[string, ReportOptions, RegExp]>([
    [
      'reports that do not use it',
      reading({ name: 'other', externalId: 'x' }),
      /no target of theirs has the role "reader"/,
    ],
    ['targets without its external id', reading({ name: 'reader' }), /without an external id, which the role asks for/],
    ['targets with another external id', reading({ name: 'reader', externalId: 'x' }), /has another external id/],
  ])('%s', (_, report, message) => {
    expect(() => MemberRoleStack.template({ roleName: 'reader', externalId: 'who-asks', reports: [report] })).toThrow(
      message,
    );
  });

  it('what another stack knows only when it is deployed', () => {
    const parameter = new CfnParameter(new Stack(quickApp(), 'Stack'), 'Arn');
    expect(() => MemberRoleStack.template({ roleName: 'reader', auditorRoleArn: parameter.valueAsString })).toThrow(
      /auditorRoleArn: known only at deployment: .* parameter of that name/,
    );
  });
});
