import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { AuditorAccess, CopyJobAuditor, FilterSet, Target } from '../../lib/index.js';
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

describe('the AwsSolutions rules of cdk-nag', () => {
  it.each<[string, (stack: Stack) => void]>([
    [
      'an auditor with the report that needs no properties',
      (stack) => new CopyJobAuditor(stack, 'A').addReport('AllCopies'),
    ],
    [
      'all that a report can need, and all alarms',
      (stack) => {
        const auditor = new CopyJobAuditor(stack, 'A', {
          access: [AuditorAccess.backupJobs(), AuditorAccess.role('Other')],
        });
        auditor.dashboard?.viewerPolicy();
        const report = auditor.addReport('R', { filterSets: [organization()] });
        report.alarmWhenNonCompliant('NonCompliant');
        report.alarmWhenStale('Stale');
        report.alarmWhenAuditFails('Fails');
        report.alarmWhenAny('Any');
      },
    ],
    [
      'a key of its own, traces and a VPC',
      (stack) => {
        const encryptionKey = new Key(stack, 'Key', { enableKeyRotation: true });
        const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
          vpcId: 'vpc-1',
          availabilityZones: ['a'],
          privateSubnetIds: ['subnet-1'],
        });
        new CopyJobAuditor(stack, 'A', {
          encryptionKey,
          tracing: true,
          vpc,
          vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
          access: [AuditorAccess.longLists()],
        });
      },
    ],
  ])('find nothing unexplained in %s', (_, declare) => {
    expect(nagFindingsOf(synthesized(declare))).toEqual([]);
  });

  it('find nothing that is explained and not there', () => {
    const stack = synthesized((scope) => new CopyJobAuditor(scope, 'A').addReport('AllCopies'));
    const ruleOf = (line: string) => line.slice(0, line.indexOf(': '));
    const explained = new Set(explanationsOf(stack).map(ruleOf));
    const found = new Set(unexcusedFindingsOf(stack).map(ruleOf));
    expect(explained).toEqual(found);
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
