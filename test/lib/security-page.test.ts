import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { User } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import {
  AuditorAccess,
  Control,
  CopyAge,
  CopyJobAuditor,
  type CopyJobAuditorProps,
  CopyJobDashboard,
  Expected,
  FilterSet,
  MemberRole,
  type ReportOptions,
  RunExport,
  SecurityHubFindings,
  Target,
} from '../../lib/index.js';
import { explanationsOf } from '../kit/nag.js';
import { type StatementRow, statementRowsOf } from '../kit/statements.js';
import { quickApp, templateOf } from '../kit/synth.js';

type Declare = (auditor: CopyJobAuditor, stack: Stack) => void;

const ROLE = { name: 'Reader', externalId: 'who-asks' };

const withAuditor = (declare: Declare, props: (stack: Stack) => CopyJobAuditorProps = () => ({})) =>
  templateOf((stack) => declare(new CopyJobAuditor(stack, 'A', { dashboard: false, ...props(stack) }), stack));

const zeroProps = withAuditor((auditor) => auditor.addReport('R'));
const added = (declare: Declare) => statementRowsOf(withAuditor(declare), zeroProps);
const addedByReport = (options: ReportOptions) => added((auditor) => auditor.addReport('R', options));
const addedByProps = (props: (stack: Stack) => CopyJobAuditorProps, besides = zeroProps) =>
  statementRowsOf(
    withAuditor((auditor) => auditor.addReport('R'), props),
    besides,
  );
const reading = (target: Target): ReportOptions => ({ filterSets: [new FilterSet('all', { targets: [target] })] });
const reader = (stack: Stack) => new User(stack, 'Reader');

/** What every key of the CDK says of its own account, in which IAM policies then decide. */
const isNotOfTheAccount = ({ who }: StatementRow): boolean => !who.includes('arn:<partition>:iam::<account>:root');

const lists = (): CopyJobAuditorProps => ({ access: [AuditorAccess.longLists()] });
const withLists = withAuditor((auditor) => auditor.addReport('R'), lists);

/** By the heading under which the page has them. */
const SECTIONS: Readonly<Record<string, () => StatementRow[]>> = {
  'An auditor and its report': () => statementRowsOf(zeroProps),
  'Accounts that are read through a role': () =>
    addedByReport(reading(Target.accounts(['111122223333', '444455556666'], { role: ROLE }))),
  'An organization, through a role of each account': () => addedByReport(reading(Target.organization({ role: ROLE }))),
  'Accounts without copy jobs left out': () => {
    const everywhere = withAuditor((auditor) => auditor.addReport('R', reading(Target.organization())));
    const skipping = reading(Target.organization({ skipEmptyAccounts: true }));
    return statementRowsOf(
      withAuditor((auditor) => auditor.addReport('R', skipping)),
      everywhere,
    );
  },
  'When what was copied was backed up': () =>
    addedByReport({ controls: [Control.freshWithin(Duration.hours(26), { from: CopyAge.BACKUP_CREATION })] }),
  'What AWS Backup protects': () => addedByReport({ controls: [Control.covers(Expected.protectedResources())] }),
  Tags: () => addedByReport({ controls: [Control.completed({ taggedWith: { tier: 'gold' } })] }),
  'Long lists of accounts': () => addedByProps(lists),
  'At once': () => addedByReport({ realtime: true }),
  'A key of yours': () =>
    addedByProps((stack) => ({ ...lists(), encryptionKey: new Key(stack, 'Key') }), withLists).filter(
      isNotOfTheAccount,
    ),
  'A key that signs': () =>
    addedByProps((stack) => ({
      signingKey: new Key(stack, 'SigningKey', { keySpec: KeySpec.ECC_NIST_P256, keyUsage: KeyUsage.SIGN_VERIFY }),
    })).filter(isNotOfTheAccount),
  Events: () => addedByProps(() => ({ events: true })),
  Notifications: () =>
    addedByProps((stack) => {
      const masterKey = Key.fromKeyArn(stack, 'TopicKey', 'arn:aws:kms:eu-west-1:111122223333:key/topic');
      return { notifications: [{ topic: new Topic(stack, 'Topic', { masterKey }) }] };
    }),
  'Security Hub': () => addedByProps(() => ({ securityHub: SecurityHubFindings.all() })),
  'Runs exported to S3': () => addedByProps(() => ({ exportTo: RunExport.toNewBucket() })),
  'A VPC': () =>
    addedByProps((stack) => ({
      vpc: Vpc.fromVpcAttributes(stack, 'Vpc', {
        vpcId: 'vpc-1',
        availabilityZones: ['a'],
        privateSubnetIds: ['subnet-1'],
      }),
    })),
  Traces: () => addedByProps(() => ({ tracing: true })),
  'Lists that go with the stack': () =>
    addedByProps(() => ({ ...lists(), removalPolicy: RemovalPolicy.DESTROY }), withLists),
  'Who may look at a dashboard': () =>
    added((auditor, stack) => new CopyJobDashboard(stack, 'Dashboard', { auditor }).viewerPolicy()),
  'grantView of an auditor': () => added((auditor, stack) => auditor.grantView(reader(stack))),
  'grantRead of an auditor': () => added((auditor, stack) => auditor.grantRead(reader(stack))),
  'grantRead of exported runs': () => {
    const exportTo = RunExport.toNewBucket();
    const granted = withAuditor(
      (auditor, stack) => void auditor.exportedRuns?.grantRead(reader(stack)),
      () => ({ exportTo }),
    );
    return statementRowsOf(
      granted,
      withAuditor(
        () => {},
        () => ({ exportTo }),
      ),
    );
  },
  'grantRead of a report': () => added((auditor, stack) => auditor.addReport('R').grantRead(reader(stack))),
  'grantStartRun of an auditor': () => added((auditor, stack) => auditor.grantStartRun(reader(stack))),
  'grantStartRun with a key of yours': () => {
    const encrypted = (stack: Stack) => ({ encryptionKey: new Key(stack, 'Key') });
    const granted = withAuditor((auditor, stack) => auditor.grantStartRun(reader(stack)), encrypted);
    return statementRowsOf(
      granted,
      withAuditor((_auditor, stack) => void reader(stack), encrypted),
    ).filter(({ may }) => !may.some((action) => action.startsWith('states:')));
  },
  'The role of members': () =>
    statementRowsOf(
      templateOf((stack) => {
        const auditorRoleArn = 'arn:aws:iam::111122223333:role/auditor';
        const access = [AuditorAccess.backupJobs(), AuditorAccess.protectedResources(), AuditorAccess.resourceTags()];
        new MemberRole(stack, 'AMember', { roleName: ROLE.name, externalId: ROLE.externalId, auditorRoleArn, access });
      }),
    ),
};

const page = readFileSync(join(__dirname, '../../docs/security.md'), 'utf8');

/** Cells of the rows of the table under a heading, without how they are laid out. */
const tableUnder = (heading: string): string[][] => {
  const [, section = ''] = new RegExp(`^### ${heading}\\n([^]*?)(?=^##|$(?![^]))`, 'm').exec(page) ?? [];
  return [...section.matchAll(/^\|(.*)\|$/gm)]
    .slice(2)
    .map(([, row = '']) => row.split('|').map((cell) => cell.replaceAll('`', '').trim()));
};

const cellsOf = ({ who, may, on, under }: StatementRow): string[] => [
  who.join(', '),
  may.join(', '),
  on.join(', '),
  under,
];

describe('docs/security.md, which is the snapshot of what is allowed', () => {
  it.each(Object.entries(SECTIONS))('has a row for each statement, and none that is not there: %s', (heading, rows) => {
    const said = tableUnder(heading).map((cells) => cells.slice(0, 4));
    expect(said.sort()).toEqual(rows().map(cellsOf).sort());
  });

  it('gives each a reason', () => {
    const without = Object.keys(SECTIONS).flatMap((heading) =>
      tableUnder(heading).filter(([, , , , why = '']) => why.length < 10),
    );
    expect(without).toEqual([]);
  });

  it('has an example of a service control policy that denies all that no role of an auditor uses', () => {
    const [, policy = ''] = /^```json\n(.*?"Deny".*?)^```/ms.exec(page) ?? [];
    const { Statement } = JSON.parse(policy) as { Statement: [{ NotAction: string[] }] };
    const used = Object.keys(SECTIONS)
      .slice(0, 1 + Object.keys(SECTIONS).indexOf('Traces'))
      .flatMap(tableUnder)
      .flatMap(([who = '', may = '']) => (/[.*]/.test(who) ? [] : may.split(', ')));
    expect(Statement[0].NotAction).toEqual([...new Set(used)].sort());
  });

  it('says why each rule is explained that is', () => {
    const rulesOf = (props: CopyJobAuditorProps) => {
      const stack = new Stack(quickApp(), 'Stack');
      new CopyJobAuditor(stack, 'A', props).addReport('R').alarmWhenAny('Any');
      return explanationsOf(stack);
    };
    const explained = rulesOf({ ...lists(), exportTo: RunExport.toNewBucket() }).flatMap(({ rule, reason }) =>
      rule.startsWith('AwsSolutions-IAM5')
        ? []
        : [`${rule.replace(/^(NIST\.800\.53\.R5|HIPAA\.Security)-/, '')}: ${reason}`],
    );
    const said = tableUnder('Explained rules').map(([rule = '', why = '']) => `${rule}: ${why}`);
    expect(said.sort()).toEqual([...new Set(explained.map((each) => each.replaceAll('`', '')))].sort());
  });
});
