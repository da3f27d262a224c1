import { CfnParameter, Duration, Fn, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { ManagedPolicy, User } from 'aws-cdk-lib/aws-iam';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Key } from 'aws-cdk-lib/aws-kms';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Topic } from 'aws-cdk-lib/aws-sns';
import {
  ComplianceReport,
  type ComplianceReportProps,
  Control,
  type ControlProps,
  CopyJobAuditor,
  type CopyJobAuditorAttributes,
  type CopyJobAuditorProps,
  Exemption,
  type ExemptionScopeProps,
  FilterSet,
  type FilterSetProps,
  type OrganizationTargetProps,
  ResourceType,
  RunExport,
  type StaleAlarmProps,
  Target,
} from '../../lib/index.js';
import { quickApp } from '../kit/synth.js';

/** Values that are known only at deployment: a text, a number, lists and lengths of time. */
const valuesOf = (stack: Stack) => {
  const text = new CfnParameter(stack, 'LateText').valueAsString;
  const number = new CfnParameter(stack, 'LateNumber', { type: 'Number' }).valueAsNumber;
  return { text, number, list: Fn.split(',', text), texts: [text], days: Duration.days(number) };
};
type Values = ReturnType<typeof valuesOf>;

/** What makes no sense as such a value: a choice of this library's, or a construct. */
type Fixed = { readonly fixed: string };
const fixed = (why: string): Fixed => ({ fixed: why });
/** Every property of an interface, those that are optional too: one that is new and not here does not compile. */
type Late<P> = { readonly [K in keyof Required<P>]: P[K] | Fixed };

const choice = fixed('a choice');
const construct = fixed('a construct');
const flag = fixed('yes or no');
const parts = fixed('made of what is here in rows of its own');

const topicOf = (name: string, stack: Stack) =>
  Topic.fromTopicArn(stack, 'Topic', `arn:aws:sns:eu-west-1:111122223333:${name}`);
const auditorIn = (stack: Stack) => CopyJobAuditor.fromAuditorName(stack, 'Auditor');

/** Declares something with one late value after the other; answers what became of it, by property. */
const declareEach = <P extends object>(
  values: (late: Values, stack: Stack) => Late<P>,
  declare: (stack: Stack, props: Partial<P>, late: Values) => unknown,
): [string, () => string][] => {
  const names = Object.entries(values(valuesOf(new Stack()), new Stack(quickApp(), 'S')) as Record<string, unknown>);
  const isLate = (value: unknown) => !(typeof value === 'object' && value !== null && 'fixed' in value);
  return names
    .filter(([, value]) => isLate(value))
    .map(([name]) => [
      name,
      () => {
        const stack = new Stack(quickApp(), 'Stack');
        const late = valuesOf(stack);
        declare(stack, { [name]: values(late, stack)[name as keyof P] } as Partial<P>, late);
        const { Resources, Outputs } = Template.fromStack(stack).toJSON() as Record<string, unknown>;
        return JSON.stringify([Resources, Outputs]);
      },
    ]);
};

/** A value that is passed on stands in the template as what it is, never as the CDK's own mark of it. */
const isPassedOn = (template: string): void => {
  expect(template).toMatch(/\{"Ref":"Late(Text|Number)"\}/);
  expect(template).not.toMatch(/\$\{Token\[|-1\.88\d*e\+?289|#\{Token\[/);
};

const report = (stack: Stack, props: Partial<ComplianceReportProps>) =>
  new ComplianceReport(stack, 'Report', { auditor: auditorIn(stack), ...props });
const filtered = (stack: Stack, props: FilterSetProps) => report(stack, { filterSets: [new FilterSet('late', props)] });

describe('a property of a report passes what is known only at deployment:', () => {
  it.each(
    declareEach<ComplianceReportProps>(
      ({ text, number, days }) => ({
        auditor: construct,
        reportName: text,
        description: text,
        schedule: ScheduleExpression.expression(text),
        filterSets: parts,
        controls: parts,
        exemptions: parts,
        gate: choice,
        forgetResourcesAfter: days,
        requestsPerSecond: number,
        maxConcurrency: number,
        keepRunsFor: days,
        realtime: flag,
        removalPolicy: choice,
      }),
      report,
    ),
  )('%s', (_, template) => isPassedOn(template()));
});

describe('a property of a filter set passes it:', () => {
  it.each(
    declareEach<FilterSetProps>(
      ({ text, number, days }) => ({
        accountId: text,
        completedAfter: text,
        completedBefore: text,
        createdAfter: text,
        createdBefore: text,
        destinationVault: construct,
        destinationVaultArn: text,
        messageCategory: text,
        parentJobId: text,
        resourceArn: text,
        resourceType: ResourceType.of(text),
        sourceRecoveryPointArn: text,
        state: choice,
        taggedWith: { tier: text },
        createdWithin: days,
        completedWithin: days,
        pageSize: number,
        maxItems: number,
        startingToken: text,
        backupPlanId: text,
        backupRuleName: text,
        targets: [Target.account(text)],
      }),
      filtered,
    ),
  )('%s', (_, template) => isPassedOn(template()));
});

describe('a property of a target passes it:', () => {
  it.each(
    declareEach<OrganizationTargetProps>(
      ({ text, list }) => ({
        regions: list,
        role: { name: text, externalId: text },
        monitoredSince: text,
        includeOrganizationalUnits: list,
        excludeOrganizationalUnits: list,
        excludeAccounts: list,
        skipEmptyAccounts: flag,
      }),
      (stack, props) => filtered(stack, { targets: [Target.organization(props)] }),
    ),
  )('%s', (_, template) => isPassedOn(template()));
});

describe('a property of every control passes it:', () => {
  it.each(
    declareEach<ControlProps>(
      ({ text, texts }) => ({
        id: text,
        severity: choice,
        filterSets: parts,
        resourceTypes: [ResourceType.of(text)],
        resourceArns: texts,
        taggedWith: { tier: text },
        allowEmpty: flag,
      }),
      (stack, props) => report(stack, { controls: [Control.completed(props)] }),
    ),
  )('%s', (_, template) => isPassedOn(template()));
});

describe('an option of a control passes it:', () => {
  it.each<[string, (late: Values) => Control]>([
    ['finishesWithin', ({ days }) => Control.finishesWithin(days)],
    ['destinationVault', ({ list }) => Control.destinationVault(list)],
    ['crossRegion', ({ list }) => Control.crossRegion({ allowed: list })],
    ['crossAccount', ({ texts }) => Control.crossAccount({ allowed: texts })],
    ['encryptedWith', ({ texts }) => Control.encryptedWith({ keys: texts })],
    ['retainedFor', ({ days }) => Control.retainedFor({ atLeast: days, atMost: days })],
    ['coldStorage', ({ days }) => Control.coldStorage({ after: days, within: days })],
    ['createdByPlan', ({ texts, list }) => Control.createdByPlan(texts, { rules: list })],
    ['usesRole', ({ texts }) => Control.usesRole(texts)],
    ['sizeWithin', ({ number }) => Control.sizeWithin({ percent: number, of: number })],
    ['freshWithin', ({ days }) => Control.freshWithin(days)],
    ['copiedAtLeast', ({ number, days }) => Control.copiedAtLeast(number, { every: days })],
    ['onSchedule', ({ days }) => Control.onSchedule({ grace: days })],
    ['inDistinct', ({ number }) => Control.inDistinct({ vaults: number, regions: number, accounts: number })],
    ['everyRecoveryPointCopied', ({ days }) => Control.everyRecoveryPointCopied({ within: days })],
    ['minimumSuccessRate', ({ number }) => Control.minimumSuccessRate(number)],
    ['maximumFailures', ({ number }) => Control.maximumFailures(number)],
    ['minimumCopies', ({ number }) => Control.minimumCopies(number)],
    ['noMessageCategory', ({ list }) => Control.noMessageCategory(list)],
  ])('%s', (_, control) => {
    const stack = new Stack(quickApp(), 'Stack');
    report(stack, { controls: [control(valuesOf(stack))] });
    isPassedOn(JSON.stringify(Template.fromStack(stack).toJSON()['Resources']));
  });
});

describe('a property of an exemption passes it:', () => {
  it.each(
    declareEach<ExemptionScopeProps>(
      ({ text }) => ({ reason: text, until: text, resource: text, vault: text, control: text, job: text }),
      (stack, props) =>
        report(stack, {
          exemptions: [Exemption.of({ resource: '*', reason: 'known', until: '2027-03-31', ...props })],
        }),
    ),
  )('%s', (_, template) => isPassedOn(template()));
});

describe('a property of an auditor passes it:', () => {
  it.each(
    declareEach<CopyJobAuditorProps>(
      ({ text, number }, stack) => ({
        auditorName: text,
        access: parts,
        table: Table.fromTableName(stack, 'Table', text),
        removalPolicy: choice,
        deletionProtection: flag,
        encryptionKey: Key.fromKeyArn(stack, 'Key', `arn:aws:kms:eu-west-1:111122223333:key/${text}`),
        signingKey: Key.fromKeyArn(stack, 'Signer', `arn:aws:kms:eu-west-1:111122223333:key/${text}`),
        securityHub: choice,
        exportTo: RunExport.toNewBucket({ prefix: text, databaseName: text }),
        events: choice,
        notifications: [{ topic: topicOf(text, stack), reports: [text] }],
        eventBus: EventBus.fromEventBusName(stack, 'Bus', text),
        dashboard: flag,
        // Step Functions wants it in seconds, to which a late number cannot be converted.
        runTimeout: Duration.seconds(number),
        deploymentTimeout: fixed('the CDK does arithmetic with it'),
        logRetention: choice,
        tracing: flag,
        environment: { AWS_ENDPOINT_URL_BACKUP: text },
        permissionsBoundary: ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', text),
        vpc: construct,
        vpcSubnets: choice,
        securityGroups: construct,
      }),
      (stack, props) => new CopyJobAuditor(stack, 'A', { ...props }).addReport('R'),
    ),
  )('%s', (_, template) => isPassedOn(template()));
});

describe('what is known of another stack’s auditor passes it:', () => {
  it.each(
    declareEach<CopyJobAuditorAttributes>(
      ({ text }, stack) => ({
        auditorName: text,
        serviceToken: text,
        tableName: text,
        stateMachineArn: text,
        schedulerRoleArn: text,
        encryptionKey: Key.fromKeyArn(stack, 'Key', `arn:aws:kms:eu-west-1:111122223333:key/${text}`),
        eventBus: EventBus.fromEventBusName(stack, 'Bus', text),
      }),
      (stack, attributes) => {
        const arn = (service: string, name: string) => `arn:aws:${service}:eu-west-1:111122223333:${name}`;
        const auditor = CopyJobAuditor.fromAuditorAttributes(stack, 'Auditor', {
          serviceToken: arn('lambda', 'function:provider'),
          tableName: 'reports',
          stateMachineArn: arn('states', 'stateMachine:runs'),
          schedulerRoleArn: 'arn:aws:iam::111122223333:role/scheduler',
          ...attributes,
        });
        const declared = auditor.addReport('R', { removalPolicy: RemovalPolicy.DESTROY });
        const reader = new User(stack, 'Reader');
        declared.grantRead(reader);
        declared.grantStartRun(reader);
        declared.onStatusChange('Changed');
      },
    ),
  )('%s', (_, template) => isPassedOn(template()));
});

describe('a property of an alarm passes it:', () => {
  it.each(
    declareEach<StaleAlarmProps>(
      ({ text }) => ({
        alarmName: text,
        alarmDescription: text,
        actionsEnabled: flag,
        after: fixed('the alarm’s periods are counted at synth'),
      }),
      (stack, props) => report(stack, {}).alarmWhenStale('Stale', props),
    ),
  )('%s', (_, template) => isPassedOn(template()));
});

describe('what has to be known at synth is refused otherwise', () => {
  const days = Duration.days(Token.asNumber({ Ref: 'Days' }));
  it('the silence after which an alarm goes off', () => {
    expect(() => report(new Stack(), {}).alarmWhenStale('Stale', { after: days })).toThrow(
      'alarmWhenStale of the report Report: after is known only when it is deployed',
    );
  });

  it('the time that a deployment waits', () => {
    expect(() => new CopyJobAuditor(new Stack(), 'A', { deploymentTimeout: days })).toThrow(
      'deploymentTimeout: expected a length of time that is known at synth',
    );
  });
});
