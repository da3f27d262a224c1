import { type App, Aspects, CfnParameter, CfnResource, RemovalPolicy, Stack, Stage, Tags } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { ManagedPolicy, PermissionsBoundary, User } from 'aws-cdk-lib/aws-iam';
import { ComplianceReport, Control, CopyJobAuditor, FilterSet, Target } from '../../lib/index.js';
import { allowedIn } from '../kit/policies.js';
import { type Resource, flat, quickApp, resourceOf, resourcesOf, templateOf } from '../kit/synth.js';

const REPORT = 'Custom::CopyComplianceReport';
const SCHEDULE = 'AWS::Scheduler::Schedule';

const parametersOf = (template: Template) =>
  Object.values(template.toJSON()['Parameters'] as Record<string, { Type: string; Default: string }>);

describe('a report of another stack', () => {
  const ofAuditor = (template: Template): string[] =>
    parametersOf(template)
      .filter(({ Type }) => Type === 'AWS::SSM::Parameter::Value<String>')
      .flatMap(({ Default }) => (Default.startsWith('/copy-audit/prod/') ? [Default.slice(17)] : []))
      .sort();

  it('finds its auditor by name, when it is deployed', () => {
    const template = templateOf((stack) =>
      CopyJobAuditor.fromAuditorName(stack, 'Auditor', 'prod').addReport('Offsite'),
    );
    // Not the table: nothing here reads it, and a parameter without a use is a fault to linters of templates.
    expect(ofAuditor(template)).toEqual(['scheduler-role-arn', 'service-token', 'state-machine-arn']);
    // By a parameter: of a {{resolve:…}} the CLI takes the unresolved text for a function's name.
    expect(JSON.stringify(template)).not.toContain('{{resolve');
    expect(Object.values(resourceOf(template, REPORT).Properties['ServiceToken'] as object)).toEqual([
      expect.stringMatching(/servicetoken/),
    ]);
    expect(resourceOf(template, SCHEDULE).Properties['Target']).toMatchObject({
      Arn: { Ref: expect.stringMatching(/statemachinearn/) },
      RoleArn: { Ref: expect.stringMatching(/schedulerrolearn/) },
    });
  });

  it('and its table, where somebody may read it', () => {
    const template = templateOf((stack) =>
      CopyJobAuditor.fromAuditorName(stack, 'Auditor', 'prod')
        .addReport('Offsite')
        .grantRead(new User(stack, 'Reader')),
    );
    expect(ofAuditor(template)).toContain('table-name');
  });

  it('adds nothing to its auditor: a custom resource and a schedule, no more', () => {
    const template = templateOf((stack) => CopyJobAuditor.fromAuditorName(stack, 'Auditor').addReport('Offsite'));
    expect(
      resourcesOf(template)
        .map(([, { Type }]) => Type)
        .sort(),
    ).toEqual([SCHEDULE, REPORT]);
  });

  it('says what its auditor has to be declared with, because it cannot open that itself', () => {
    const stack = new Stack(quickApp(), 'Stack');
    CopyJobAuditor.fromAuditorName(stack, 'Auditor', 'prod').addReport('R', {
      filterSets: [
        new FilterSet('listed', { targets: [Target.account('111122223333', { role: { name: 'Reader' } })] }),
        new FilterSet('everyone', { targets: [Target.organization()] }),
      ],
    });
    const [info] = Annotations.fromStack(stack).findInfo('/Stack/Auditor/Reports/R', Match.anyValue());
    expect(info?.entry.data).toMatch(
      /the auditor "prod" has to be declared with access: \[AuditorAccess\.role\("Reader"\), AuditorAccess\.organization\(\)\]/,
    );
    CopyJobAuditor.fromAuditorName(stack, 'Another', 'other').addReport('R');
    expect(Annotations.fromStack(stack).findInfo('/Stack/Another/Reports/R', Match.anyValue())).toEqual([]);
  });

  it('takes parts that somebody knows, instead of a name', () => {
    const template = templateOf((stack) => {
      const auditor = CopyJobAuditor.fromAuditorAttributes(stack, 'Auditor', {
        serviceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:provider',
        tableName: 'reports',
        stateMachineArn: 'arn:aws:states:eu-west-1:111122223333:stateMachine:runs',
        schedulerRoleArn: 'arn:aws:iam::111122223333:role/scheduler',
        encryptionKey: Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/k'),
      });
      expect(auditor.auditorName).toBe('default');
      const reader = new User(stack, 'Reader');
      auditor.addReport('Offsite').grantRead(reader);
      auditor.grantStartRun(reader);
    });
    expect(resourceOf(template, REPORT).Properties['ServiceToken']).toBe(
      'arn:aws:lambda:eu-west-1:111122223333:function:provider',
    );
    // Of the conditions only which service may use the key.
    const allowed = allowedIn(template).map((line) =>
      line.replace(/ if .*"(states|dynamodb)\.".*: (?=\w+:)/, ' through $1: ').replace(/ if .*: (?=\w+:)/, ' if …: '),
    );
    expect(allowed).toEqual([
      '<Reader> on arn:<AWS::Partition>:dynamodb:<AWS::Region>:<AWS::AccountId>:table/reports if …: dynamodb:BatchGetItem, dynamodb:GetItem, dynamodb:Query',
      '<Reader> on arn:<AWS::Partition>:states:eu-west-1:111122223333:execution:runs:*: states:DescribeExecution',
      '<Reader> on arn:aws:kms:eu-west-1:111122223333:key/k through dynamodb: kms:Decrypt, kms:DescribeKey',
      '<Reader> on arn:aws:kms:eu-west-1:111122223333:key/k through states: kms:Decrypt',
      '<Reader> on arn:aws:states:eu-west-1:111122223333:stateMachine:runs: states:StartExecution',
    ]);
  });

  it('of the same app opens what it needs in the auditor’s stack, and waits for it', () => {
    const app = quickApp();
    const home = new Stack(app, 'Home');
    const auditor = new CopyJobAuditor(home, 'A');
    const away = new Stack(app, 'Away');
    new ComplianceReport(away, 'R', {
      auditor,
      filterSets: [new FilterSet('all', { targets: [Target.organization()] })],
      controls: [Control.completed()],
    });
    expect(allowedIn(Template.fromStack(home)).join('\n')).toContain('organizations:ListAccounts');
    expect(away.dependencies).toEqual([home]);
    expect(flat(resourceOf(Template.fromStack(away), REPORT).Properties['Definition'])).toContain('"organization":{}');
  });
});

describe('the same app', () => {
  const declare = (app: App): void => {
    const stack = new Stack(app, 'Stack');
    const auditor = new CopyJobAuditor(stack, 'A');
    for (const id of ['One', 'Two']) {
      const report = auditor.addReport(id);
      report.alarmWhenStale('Stale');
      report.alarmWhenAuditFails('Fails');
    }
    new ComplianceReport(new Stack(app, 'Other'), 'R', {
      auditor: CopyJobAuditor.fromAuditorName(stack, 'Named'),
      reportName: 'Three',
    });
  };

  it('makes the same templates a second time, to the byte', () => {
    const synthesized = () => {
      const app = quickApp();
      declare(app);
      return app.synth().stacks.map(({ template }) => JSON.stringify(template));
    };
    expect(synthesized()).toEqual(synthesized());
  });

  it('says nothing in its templates that CloudFormation could garble: ASCII only', () => {
    const app = quickApp();
    declare(app);
    for (const { template } of app.synth().stacks) expect(JSON.stringify(template)).toMatch(/^[ -~]*$/);
  });

  it('can be declared once for each stage', () => {
    const app = quickApp();
    for (const name of ['Beta', 'Prod']) {
      const stack = new Stack(new Stage(app, name), 'Stack');
      new CopyJobAuditor(stack, 'A').addReport('AllCopies');
    }
    expect(app.synth().nestedAssemblies).toHaveLength(2);
  });
});

describe('whoever uses it', () => {
  const withAuditor = (change: (stack: Stack) => void): [string, Resource][] =>
    resourcesOf(
      templateOf((stack) => {
        new CopyJobAuditor(stack, 'A').addReport('R');
        change(stack);
      }),
    );

  it('tags all that can be tagged', () => {
    const tagged = withAuditor((stack) => Tags.of(stack).add('team', 'backup'));
    const has = (type: string) =>
      tagged
        .filter(([, { Type }]) => Type === type)
        .every(([, { Properties }]) => JSON.stringify(Properties['Tags'] ?? {}).includes('backup'));
    for (const type of [
      'AWS::DynamoDB::Table',
      'AWS::Lambda::Function',
      'AWS::StepFunctions::StateMachine',
      'AWS::IAM::Role',
    ])
      expect([type, has(type)]).toEqual([type, true]);
  });

  it('visits every resource with an aspect', () => {
    const visited: string[] = [];
    const resources = withAuditor((stack) =>
      Aspects.of(stack).add({
        visit: (node) => (CfnResource.isCfnResource(node) ? void visited.push(node.cfnResourceType) : undefined),
      }),
    );
    expect(visited).toHaveLength(resources.length);
  });

  it('changes every resource with an aspect, after it was declared', () => {
    const kept = (policy: RemovalPolicy) =>
      withAuditor((stack) =>
        Aspects.of(stack).add({
          visit: (node) => {
            if (CfnResource.isCfnResource(node)) node.applyRemovalPolicy(policy);
          },
        }),
      ).map(([, { DeletionPolicy }]) => DeletionPolicy);
    expect(new Set(kept(RemovalPolicy.RETAIN))).toEqual(new Set(['Retain']));
    expect(new Set(kept(RemovalPolicy.DESTROY))).toEqual(new Set(['Delete']));
  });

  it('bounds every role with an aspect of the CDK’s own', () => {
    const roles = withAuditor((stack) =>
      PermissionsBoundary.of(stack).apply(ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'bound')),
    ).filter(([, { Type }]) => Type === 'AWS::IAM::Role');
    expect(roles.length).toBeGreaterThan(5);
    for (const [id, { Properties }] of roles)
      expect([id, flat(Properties['PermissionsBoundary'])]).toEqual([id, expect.stringMatching(/:policy\/bound$/)]);
  });

  it('names the auditor by a parameter', () => {
    const template = templateOf((stack) => {
      const auditorName = new CfnParameter(stack, 'Name').valueAsString;
      new CopyJobAuditor(stack, 'A', { auditorName });
    });
    const names = Object.values(template.findResources('AWS::SSM::Parameter')).map(({ Properties }) =>
      flat(Properties.Name),
    );
    expect(names.sort()[0]).toBe('/copy-audit/<Name>/scheduler-role-arn');
  });
});
