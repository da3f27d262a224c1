import { Aws, Duration, type Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { User } from 'aws-cdk-lib/aws-iam';
import {
  AuditorAccess,
  Control,
  CopyAge,
  CopyJobAuditor,
  type CopyJobAuditorProps,
  FilterSet,
  type ReportOptions,
  Target,
} from '../../lib/index.js';
import { allowedIn } from '../kit/policies.js';
import { templateOf } from '../kit/synth.js';

type Declare = (auditor: CopyJobAuditor, stack: Stack) => void;

const allowedOf = (props: CopyJobAuditorProps = {}, declare: Declare = () => {}): string[] =>
  allowedIn(templateOf((stack) => declare(new CopyJobAuditor(stack, 'A', { dashboard: false, ...props }), stack))).map(
    (line) => line.replaceAll(/<A(?!WS)/g, '<'),
  );

let bare: ReadonlySet<string> | undefined;

/** What is allowed beyond what an auditor without reports is. */
const addedBy = (declare: Declare): string[] => {
  const without = (bare ??= new Set(allowedOf()));
  return allowedOf({}, declare).filter((line) => !without.has(line));
};
const addedByReport = (options: ReportOptions) => addedBy((auditor) => auditor.addReport('R', options));
const reading = (target: Target): ReportOptions => ({ filterSets: [new FilterSet('all', { targets: [target] })] });

const EXECUTION = 'arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution';
const WRITES_LOG = 'logs:CreateLogStream, logs:PutLogEvents';
const PASSES_ON = ['OnEventFunction', 'IsCompleteFunction'];

// Whoever adds a line here says in lib/auditor why.
const OF_HANDLERS = [
  `<PlanRole> on <PlanLogs.Arn>: ${WRITES_LOG}`,
  '<PlanRole> on <Table.Arn>: dynamodb:BatchWriteItem, dynamodb:GetItem, dynamodb:PutItem',
  `<AuditUnitRole> on <AuditUnitLogs.Arn>: ${WRITES_LOG}`,
  '<AuditUnitRole> on *: backup:ListCopyJobs',
  '<AuditUnitRole> on <Table.Arn>: dynamodb:BatchWriteItem, dynamodb:GetItem, dynamodb:PutItem',
  `<PublishRole> on <PublishLogs.Arn>: ${WRITES_LOG}`,
  '<PublishRole> on <Table.Arn>: dynamodb:BatchWriteItem, dynamodb:GetItem, dynamodb:PutItem, dynamodb:Query',
  `<OnEventRole> on <OnEventLogs.Arn>: ${WRITES_LOG}`,
  '<OnEventRole> on <Table.Arn>: dynamodb:BatchWriteItem, dynamodb:DeleteItem, dynamodb:GetItem, dynamodb:PutItem, dynamodb:Query',
  '<OnEventRole> on <StateMachine>: states:StartExecution',
  `<IsCompleteRole> on <IsCompleteLogs.Arn>: ${WRITES_LOG}`,
  '<IsCompleteRole> on <Table.Arn>: dynamodb:DeleteItem, dynamodb:GetItem, dynamodb:PutItem',
  '<IsCompleteRole> on <StateMachine>: states:StartExecution',
  `<IsCompleteRole> on ${EXECUTION}:<StateMachine.Name>:*: states:DescribeExecution`,
  ...['Heartbeat', 'Widget'].flatMap((name) => [
    `<${name}Role> on <${name}Logs.Arn>: ${WRITES_LOG}`,
    `<${name}Role> on <Table.Arn>: dynamodb:GetItem, dynamodb:Query`,
    `<${name}Role> on <Table.Arn>/index/lookup: dynamodb:Query`,
  ]),
  '<HeartbeatsRole> on <HeartbeatFunction.Arn>: lambda:InvokeFunction',
];
const OF_THE_MACHINE = [
  ...['Plan', 'AuditUnit', 'Publish'].flatMap((name) =>
    ['', ':*'].map((version) => `<StateMachineRole> on <${name}Function.Arn>${version}: lambda:InvokeFunction`),
  ),
  '<StateMachineRole> on *: logs:CreateLogDelivery, logs:DeleteLogDelivery, logs:DescribeLogGroups, logs:DescribeResourcePolicies, logs:GetLogDelivery, logs:ListLogDeliveries, logs:PutResourcePolicy, logs:UpdateLogDelivery',
  '<StateMachineRole> on <StateMachine>: states:StartExecution',
  `<StateMachineRole> on ${EXECUTION}:<part 6 of <StateMachine>>:*: states:DescribeExecution, states:StopExecution`,
  `<StateMachineRole> on ${EXECUTION}:<part 6 of <StateMachine>>/Units:*: states:RedriveExecution`,
  `<StateMachineRole> on ${EXECUTION}:<part 6 of <StateMachine>>/ListedUnits:*: states:RedriveExecution`,
  '<SchedulerRole> on <StateMachine>: states:StartExecution',
];
const OF_THE_PROVIDER = [
  ...['OnEvent', 'Waiter'].flatMap((name) => [
    `<Provider${name}Role> on <ProviderLogs.Arn>: ${WRITES_LOG}`,
    ...PASSES_ON.flatMap((handler) => [
      `<Provider${name}Role> on <${handler}.Arn>: lambda:GetFunction, lambda:InvokeFunction`,
      `<Provider${name}Role> on <${handler}.Arn>:*: lambda:InvokeFunction`,
    ]),
  ]),
  '<ProviderOnEventRole> on <ProviderFrameworkwaiterstatemachine>: states:StartExecution',
  ...['isComplete', 'onTimeout'].flatMap((name) =>
    ['', ':*'].map(
      (version) =>
        `<ProviderFrameworkwaiterstatemachineRole> on <ProviderFrameworkframework${name}.Arn>${version}: lambda:InvokeFunction`,
    ),
  ),
];

describe('an auditor and its zero-props report', () => {
  it('may do exactly this', () => {
    const allowed = allowedOf({}, (auditor) => auditor.addReport('AllCopies'));
    expect(allowed).toEqual([...OF_HANDLERS, ...OF_THE_MACHINE, ...OF_THE_PROVIDER].sort());
  });

  it('lets nothing but the scheduler of its account use the role of schedules', () => {
    const template = templateOf((stack) => new CopyJobAuditor(stack, 'A'));
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Principal: { Service: 'scheduler.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          },
        ],
      },
    });
  });
});

describe('a report opens what it needs', () => {
  const AUDIT_UNIT = '<AuditUnitRole> on *: backup:ListCopyJobs';

  it.each<[string, ReportOptions, string[]]>([
    [
      'backup jobs, for the age of what was copied',
      { controls: [Control.freshWithin(Duration.hours(26), { from: CopyAge.BACKUP_CREATION })] },
      ['<AuditUnitRole> on *: backup:ListBackupJobs, backup:ListCopyJobs'],
    ],
    [
      'tags, for a control that is narrowed by them',
      { controls: [Control.completed({ taggedWith: { tier: 'gold' } })] },
      [`${AUDIT_UNIT}, tag:GetResources`],
    ],
    [
      'tags, for a filter set that is narrowed by them',
      { filterSets: [new FilterSet('gold', { taggedWith: { tier: 'gold' } })] },
      [`${AUDIT_UNIT}, tag:GetResources`],
    ],
    [
      'the role of listed accounts',
      reading(Target.accounts(['111122223333', '444455556666'], { role: { name: 'CopyAuditReader' } })),
      [
        '<AuditUnitRole> on arn:<AWS::Partition>:iam::111122223333:role/CopyAuditReader: sts:AssumeRole',
        '<AuditUnitRole> on arn:<AWS::Partition>:iam::444455556666:role/CopyAuditReader: sts:AssumeRole',
      ],
    ],
    ['nothing for accounts that are read from its own', reading(Target.account('111122223333')), []],
    ['nothing for its own account, whatever the role', reading(Target.ownAccount({ role: { name: 'Reader' } })), []],
  ])('%s', (_, options, added) => {
    expect(addedByReport(options)).toEqual(added);
  });

  it('accounts of the organization, a role in each of them, and a bucket for long lists', () => {
    expect(addedByReport(reading(Target.organization({ role: { name: 'Reader' } })))).toEqual([
      '<AuditUnitRole> on arn:<AWS::Partition>:iam::*:role/Reader: sts:AssumeRole',
      '<PlanRole> on *: organizations:ListAccounts, organizations:ListAccountsForParent, organizations:ListOrganizationalUnitsForParent',
      '<PlanRole> on <UnitLists.Arn>/*: s3:PutObject',
      '<StateMachineRole> on <UnitLists.Arn>/*: s3:GetObject',
    ]);
  });

  it('summaries, where accounts without copy jobs are skipped', () => {
    const [plan] = addedByReport(reading(Target.organization({ skipEmptyAccounts: true })));
    expect(plan).toMatch(/^<PlanRole> on \*: backup:ListCopyJobSummaries, organizations:/);
  });

  it('a bucket, where the list of units can be longer than a state can hold', () => {
    const accounts = Array.from({ length: 301 }, (_, index) => String(100_000_000_000 + index));
    expect(addedByReport(reading(Target.accounts(accounts)))).toEqual([
      '<PlanRole> on <UnitLists.Arn>/*: s3:PutObject',
      '<StateMachineRole> on <UnitLists.Arn>/*: s3:GetObject',
    ]);
    expect(addedByReport(reading(Target.accounts(accounts.slice(1))))).toEqual([]);
  });

  it('and no more than once, by however many reports', () => {
    const options = reading(Target.organization());
    const once = addedByReport(options);
    expect(addedBy((auditor) => ['A', 'B', 'C'].forEach((id) => auditor.addReport(id, options)))).toEqual(once);
  });

  it('which an auditor does beforehand for reports that reach it by its name', () => {
    const told = allowedOf({
      access: [
        AuditorAccess.backupJobs(),
        AuditorAccess.protectedResources(),
        AuditorAccess.resourceTags(),
        AuditorAccess.organization(),
        AuditorAccess.copyJobSummaries(),
        AuditorAccess.longLists(),
        AuditorAccess.role('Reader'),
      ],
    });
    expect(told.filter((line) => /^<(Plan|AuditUnit)Role> on (\*|arn|<UnitLists)/.test(line))).toEqual([
      '<AuditUnitRole> on *: backup:ListBackupJobs, backup:ListCopyJobs, backup:ListProtectedResources, tag:GetResources',
      '<AuditUnitRole> on arn:<AWS::Partition>:iam::*:role/Reader: sts:AssumeRole',
      '<PlanRole> on *: backup:ListCopyJobSummaries, organizations:ListAccounts, organizations:ListAccountsForParent, organizations:ListOrganizationalUnitsForParent',
      '<PlanRole> on <UnitLists.Arn>/*: s3:PutObject',
    ]);
  });
});

describe('a customer-managed key', () => {
  it('is used only by way of the services whose data it encrypts', () => {
    const allowed = allowedIn(
      templateOf((stack) => {
        const encryptionKey = new Key(stack, 'Key');
        new CopyJobAuditor(stack, 'A', { encryptionKey, access: [AuditorAccess.longLists()], dashboard: false });
      }),
    ).filter((line) => line.includes('kms:'));
    const via = (service: string) =>
      ` if ${JSON.stringify({ StringEquals: { 'kms:ViaService': { 'Fn::Join': ['', [`${service}.`, { Ref: 'AWS::Region' }, '.amazonaws.com']] } } })}`;
    const table = 'kms:Decrypt, kms:DescribeKey, kms:Encrypt, kms:GenerateDataKey, kms:ReEncryptFrom, kms:ReEncryptTo';
    expect(allowed).toEqual(
      [
        ...['Plan', 'AuditUnit', 'Publish', 'OnEvent', 'IsComplete'].map(
          (name) => `<A${name}Role> on <Key.Arn>${via('dynamodb')}: ${table}`,
        ),
        ...['Heartbeat', 'Widget'].map(
          (name) => `<A${name}Role> on <Key.Arn>${via('dynamodb')}: kms:Decrypt, kms:DescribeKey`,
        ),
        `<APlanRole> on <Key.Arn>${via('s3')}: kms:Decrypt, kms:GenerateDataKey`,
        `<AStateMachineRole> on <Key.Arn>${via('s3')}: kms:Decrypt`,
      ].sort(),
    );
  });
});

describe('grants', () => {
  const granted = (grant: (auditor: CopyJobAuditor, user: User) => void) =>
    addedBy((auditor, stack) => grant(auditor, new User(stack, 'Reader'))).filter((line) =>
      line.startsWith('<Reader>'),
    );

  it('of an auditor: all of the table, or a start', () => {
    expect(granted((auditor, user) => auditor.grantRead(user))).toEqual([
      '<Reader> on <Table.Arn>/index/lookup: dynamodb:BatchGetItem, dynamodb:GetItem, dynamodb:PartiQLSelect, dynamodb:Query',
      '<Reader> on <Table.Arn>: dynamodb:BatchGetItem, dynamodb:GetItem, dynamodb:PartiQLSelect, dynamodb:Query',
    ]);
    expect(granted((auditor, user) => auditor.grantStartRun(user))).toEqual([
      '<Reader> on <StateMachine>: states:StartExecution',
    ]);
  });

  it('of a dashboard’s reader: the widget’s answer, not the table', () => {
    expect(granted((auditor, user) => auditor.grantView(user))).toEqual([
      '<Reader> on *: cloudwatch:DescribeAlarms, cloudwatch:GetDashboard, cloudwatch:GetMetricData, cloudwatch:ListDashboards, cloudwatch:ListMetrics',
      '<Reader> on <WidgetFunction.Arn>: lambda:InvokeFunction',
    ]);
  });

  it('of a report: its own items and no other’s', () => {
    const keys = ['REPORT#R', 'REPORT#R#*', 'RUN#R#*', 'ROWS#R'];
    expect(granted((auditor, user) => auditor.addReport('R').grantRead(user))).toEqual([
      `<Reader> on <Table.Arn> if ${JSON.stringify({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys } })}: dynamodb:BatchGetItem, dynamodb:GetItem, dynamodb:Query`,
    ]);
  });
});

it('asks every role of the auditor to stay within a permissions boundary', () => {
  const template = templateOf((stack) => {
    const boundary = { managedPolicyArn: `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:policy/boundary` };
    new CopyJobAuditor(stack, 'A', { permissionsBoundary: boundary as never }).addReport('R');
  });
  const roles = Object.values(template.findResources('AWS::IAM::Role'));
  expect(roles.length).toBeGreaterThan(8);
  for (const { Properties } of roles) expect(Properties).toHaveProperty('PermissionsBoundary');
});
