import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { AuditStack } from '../../bin/audit-stack.js';
import { AuditorAccess, CopyJobAuditor, type CopyJobAuditorProps, FilterSet, Target } from '../../lib/index.js';
import { explanationsOf, nagFindingsOf, unexcusedFindingsOf } from '../kit/nag.js';
import { quickApp } from '../kit/synth.js';

const synthesized = (declare: (stack: Stack) => void): Stack => {
  const app = quickApp();
  const stack = new Stack(app, 'Stack');
  declare(stack);
  app.synth();
  return stack;
};

const organization = () => new FilterSet('all', { targets: [Target.organization({ role: { name: 'Reader' } })] });

const hardened = (stack: Stack): CopyJobAuditorProps => ({
  encryptionKey: new Key(stack, 'Key', { enableKeyRotation: true }),
  tracing: true,
  vpc: Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-1',
    availabilityZones: ['a'],
    privateSubnetIds: ['subnet-1'],
  }),
  vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
  access: [AuditorAccess.longLists(), AuditorAccess.copyJobEvents()],
});

describe('the rules of AwsSolutions, NIST 800-53 R5 and HIPAA', () => {
  it.each<[string, (stack: Stack) => void]>([
    [
      'an auditor with the report that needs no properties',
      (stack) => new CopyJobAuditor(stack, 'A').addReport('AllCopies'),
    ],
    [
      'all that a report can need',
      (stack) => {
        const auditor = new CopyJobAuditor(stack, 'A', {
          access: [AuditorAccess.backupJobs(), AuditorAccess.role('Other')],
        });
        auditor.dashboard?.viewerPolicy();
        auditor.addReport('R', { filterSets: [organization()] });
      },
    ],
    ['a key of its own, traces and a VPC', (stack) => new CopyJobAuditor(stack, 'A', hardened(stack))],
  ])('find nothing unexplained in %s', (_, declare) => {
    expect(nagFindingsOf(synthesized(declare))).toEqual([]);
  });

  it('find nothing unexplained in the deployable app', () => {
    const app = quickApp();
    new AuditStack(app, 'CopyAudit', { reports: [{ name: 'AllCopies' }] });
    app.synth();
    expect(nagFindingsOf(app)).toEqual([]);
  });

  it('ask of alarms only whom they tell, which their user says, and of a composite’s parts nothing', () => {
    const stack = synthesized((scope) => {
      const report = new CopyJobAuditor(scope, 'A').addReport('R');
      report.alarmWhenNonCompliant('NonCompliant');
      report.alarmWhenStale('Stale');
      report.alarmWhenAuditFails('Fails');
      report.alarmWhenAny('Any');
    });
    const silent = ['NIST.800.53.R5', 'HIPAA.Security'].flatMap((pack) =>
      ['NonCompliant', 'Stale'].map((alarm) => `${pack}-CloudWatchAlarmAction: Stack/A/Reports/R/${alarm}/Resource`),
    );
    expect(nagFindingsOf(stack).sort()).toEqual(silent.sort());
  });

  it.each<[string, (stack: Stack) => CopyJobAuditorProps]>([
    ['no properties', () => ({ access: [AuditorAccess.longLists(), AuditorAccess.copyJobEvents()] })],
    ['a key, traces and a VPC', hardened],
  ])('find all that is explained: with %s no rule is excused that is met', (_, props) => {
    const stack = synthesized((scope) => new CopyJobAuditor(scope, 'A', props(scope)).addReport('AllCopies'));
    const found = unexcusedFindingsOf(stack);
    const idle = explanationsOf(stack).filter(
      ({ path, rule }) => !found.some((finding) => finding.startsWith(`${rule}: ${path}/`)),
    );
    expect(idle).toEqual([]);
  });

  it('are met rather than explained where a property meets them', () => {
    const explained = (props: (stack: Stack) => CopyJobAuditorProps) =>
      new Set(
        explanationsOf(synthesized((scope) => new CopyJobAuditor(scope, 'A', props(scope)))).map(({ rule }) => rule),
      );
    const [without, given] = [explained(() => ({ access: [AuditorAccess.longLists()] })), explained(hardened)];
    expect([...without].filter((rule) => !given.has(rule)).sort()).toEqual([
      ...['HIPAA.Security', 'NIST.800.53.R5'].flatMap((pack) =>
        ['CloudWatchLogGroupEncrypted', 'LambdaInsideVPC', 'S3DefaultEncryptionKMS'].map((rule) => `${pack}-${rule}`),
      ),
    ]);
  });

  it('leave the bucket’s cleaner to whoever lets everything be destroyed, which is the CDK’s own', () => {
    const stack = synthesized(
      (scope) =>
        new CopyJobAuditor(scope, 'A', { removalPolicy: RemovalPolicy.DESTROY, access: [AuditorAccess.longLists()] }),
    );
    const own = nagFindingsOf(stack).filter((finding) => !finding.includes('Custom::S3AutoDeleteObjects'));
    expect(own).toEqual([]);
  });
});
