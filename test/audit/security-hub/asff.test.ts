import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub';
import type { Finding } from '../../../audit/finding.js';
import { HOUR } from '../../../audit/schema.js';
import { type AsffContext, asffOf } from '../../../audit/security-hub/asff.js';
import { aCopyJob, ago, vaultArn } from '../../kit/a-copy-job.js';
import { brokenLimits } from '../../kit/asff-limits.js';
import { auditOf } from '../../kit/audit-of.js';
import { STEERING, aForeignJob, foreignTexts } from '../../kit/foreign-text.js';

const CONTEXT: AsffContext = {
  auditor: 'default',
  report: 'OffsiteCopies',
  runId: '20260615T120000000Z-a',
  asOf: '2026-06-15T12:00:00.000Z',
  partition: 'aws',
  region: 'eu-west-1',
  accountId: '999999999999',
  titles: new Map([['completed', 'Every copy job that finished has copied everything']]),
};
const failed = aCopyJob({
  State: 'FAILED',
  StatusMessage: 'Access Denied trying to call AWS Backup service',
  AccountId: '111122223333',
});

const found = async (definition: Parameters<typeof auditOf>[0], jobs = [failed]): Promise<Finding> => {
  const [finding] = (await auditOf(definition, jobs)).findings;
  if (finding === undefined) throw new Error('nothing was found');
  return finding;
};
const notCompleted = () => found({ controls: [{ control: 'completed' }] });

describe('a finding in the AWS Security Finding Format', () => {
  it('is one that the SDK takes, and says who, what, why and what to do', async () => {
    // That it is assigned is the test: the type is the SDK's.
    const asff: AwsSecurityFinding = asffOf(await notCompleted(), CONTEXT);
    expect(asff).toMatchObject({
      GeneratorId: 'copy-audit/default/OffsiteCopies/completed',
      ProductArn: 'arn:aws:securityhub:eu-west-1:999999999999:product/999999999999/default',
      AwsAccountId: '999999999999',
      Title:
        'Every copy job that finished has copied everything: not met for ec2:eu-west-1:111111111111:volume/vol-0123456789abcdef0 (account 111122223333)',
      Compliance: { Status: 'FAILED' },
      RecordState: 'ACTIVE',
      Remediation: { Recommendation: { Url: expect.stringMatching(/^https:\/\/docs\.aws\.amazon\.com\//) } },
      FindingProviderFields: { Severity: { Label: 'HIGH' } },
      Resources: [
        { Type: 'AwsEc2Volume', Region: 'eu-west-1', Partition: 'aws' },
        { Type: 'AwsBackupRecoveryPoint', Id: failed['SourceRecoveryPointArn'] },
        { Type: 'AwsBackupBackupVault', Id: failed['DestinationBackupVaultArn'] },
      ],
      ProductFields: {
        'copy-audit/CopyJobId': failed['CopyJobId'],
        'copy-audit/SubjectAccountId': '111122223333',
        'copy-audit/CopyJobState': 'FAILED',
      },
    });
    expect(brokenLimits({ ...asff })).toEqual([]);
    // Their readers' own: a provider that sends them is not heard.
    for (const theirs of ['Note', 'Workflow', 'Severity', 'Types', 'UserDefinedFields'])
      expect(asff).not.toHaveProperty(theirs);
  });

  it('is the same one in every run, of another time', async () => {
    const finding = { ...(await notCompleted()), firstSeen: '2026-06-01T00:00:00.000Z' };
    const first = asffOf(finding, CONTEXT);
    const later = asffOf(finding, { ...CONTEXT, runId: 'b', asOf: '2026-06-16T12:00:00.000Z' });
    expect(later.Id).toBe(first.Id);
    expect(later.CreatedAt).toBe('2026-06-01T00:00:00.000Z');
    expect([first.UpdatedAt, later.UpdatedAt]).toEqual(['2026-06-15T12:00:00.000Z', '2026-06-16T12:00:00.000Z']);
    for (const other of [{ auditor: 'other' }, { report: 'Other' }])
      expect(asffOf(finding, { ...CONTEXT, ...other }).Id).not.toBe(first.Id);
  });

  it('is of the default product of its partition', async () => {
    const { ProductArn } = asffOf(await notCompleted(), {
      ...CONTEXT,
      partition: 'aws-us-gov',
      region: 'us-gov-west-1',
    });
    expect(ProductArn).toBe('arn:aws-us-gov:securityhub:us-gov-west-1:999999999999:product/999999999999/default');
  });

  it('fails where a control is not met, and warns where it cannot be told', async () => {
    const unknown = await found({ controls: [{ control: 'completed' }] }, [aCopyJob({ State: 'PONDERING' })]);
    expect(asffOf(unknown, CONTEXT)).toMatchObject({
      Compliance: { Status: 'WARNING' },
      Title: expect.stringContaining('cannot be told') as string,
    });
  });

  it('is archived with its reason when it is closed, and passed only where it is in order', async () => {
    const finding = await notCompleted();
    expect(asffOf(finding, CONTEXT, 'RESOLVED')).toMatchObject({
      RecordState: 'ARCHIVED',
      Compliance: { Status: 'PASSED' },
      Description: expect.stringContaining('it was judged again, and is in order') as string,
    });
    const exempt = { reason: 'rebuilt nightly', until: '2027-01-01T00:00:00.000Z' };
    expect(asffOf({ ...finding, exempt }, CONTEXT, 'EXEMPTED')).toMatchObject({
      RecordState: 'ARCHIVED',
      Compliance: { Status: 'NOT_AVAILABLE' },
      Description: expect.stringContaining('rebuilt nightly') as string,
      ProductFields: { 'copy-audit/ExemptReason': 'rebuilt nightly', 'copy-audit/ClosedBecause': 'EXEMPTED' },
    });
  });

  it.each<[string, string, Parameters<typeof auditOf>[0], object[]]>([
    [
      'a database',
      'arn:aws:rds:eu-west-1:111111111111:db:orders',
      { controls: [{ control: 'freshWithin', within: '1h' }] },
      [{ Type: 'AwsRdsDbInstance' }],
    ],
    [
      'a cluster',
      'arn:aws:rds:eu-west-1:111111111111:cluster:orders',
      { controls: [{ control: 'freshWithin', within: '1h' }] },
      [{ Type: 'AwsRdsDbCluster' }],
    ],
    [
      'what it has no name for',
      'arn:aws:elasticfilesystem:eu-west-1:111111111111:file-system/fs-1',
      { controls: [{ control: 'freshWithin', within: '1h' }] },
      [{ Type: 'Other' }],
    ],
  ])('names %s', async (_, ResourceArn, definition, resources) => {
    const finding = await found(definition, [aCopyJob({ ResourceArn })]);
    expect(asffOf(finding, CONTEXT).Resources).toEqual([expect.objectContaining({ Id: ResourceArn, ...resources[0] })]);
  });

  it('names the vault of a schedule', async () => {
    const finding = await found({ controls: [{ control: 'onSchedule', grace: '1h' }] }, [
      aCopyJob({ CreationDate: ago(60 * HOUR) }),
    ]);
    expect(asffOf(finding, CONTEXT).Resources.map(({ Type, Id }) => [Type, Id])).toEqual([
      ['AwsEc2Volume', finding.subject.resourceArn],
      ['AwsBackupBackupVault', vaultArn('eu-central-1', '222222222222')],
    ]);
  });

  it('is about the account where nothing else is known', async () => {
    const finding = await found({ controls: [{ control: 'maximumFailures', failures: 0 }] });
    expect(asffOf(finding, CONTEXT).Resources).toEqual([{ Type: 'AwsAccount', Id: 'AWS::::Account:999999999999' }]);
  });

  it('names no more resources than it may', async () => {
    const children = Array.from({ length: 40 }, (_, n) => ({
      resourceArn: `arn:aws:ec2:eu-west-1:111111111111:volume/${n}`,
    }));
    const { Resources } = asffOf({ ...(await notCompleted()), children }, CONTEXT);
    expect(Resources).toHaveLength(32);
  });

  it.each(foreignTexts)('keeps every limit with foreign text: %s', async (_, text) => {
    const { findings } = await auditOf(
      { controls: [{ control: 'completed' }, { control: 'maximumFailures', failures: 0 }] },
      [aForeignJob(text)],
    );
    expect(findings.length).toBeGreaterThan(1);
    for (const finding of findings) {
      const exempt = { reason: text, until: '2027-01-01T00:00:00.000Z' };
      const asff = asffOf({ ...finding, exempt }, CONTEXT, 'EXEMPTED');
      expect(brokenLimits({ ...asff })).toEqual([]);
      expect(JSON.stringify(asff)).not.toMatch(STEERING);
    }
  });
});
