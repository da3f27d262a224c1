import { CopyJob } from '../../audit/copy-job.js';
import { fingerprintOf } from '../../audit/fingerprint.js';
import { aJob, hoursAgo } from '../kit/judged.js';

const mark = (fields: Readonly<Record<string, unknown>>): number => fingerprintOf(new CopyJob(fields));

const CHANGES: Readonly<Record<string, unknown>> = {
  State: 'FAILED',
  AccountId: '111111111112',
  ResourceArn: 'arn:aws:ec2:eu-west-1:111111111111:volume/vol-2',
  ResourceType: 'EFS',
  ResourceName: 'db',
  StatusMessage: 'Access denied',
  MessageCategory: 'SUCCESS',
  IamRoleArn: 'arn:aws:iam::111111111111:role/backup',
  ParentJobId: 'parent',
  IsParent: true,
  CreatedByBackupJobId: 'backup-1',
  SourceRecoveryPointArn: 'arn:aws:ec2:eu-west-1::snapshot/snap-1',
  SourceBackupVaultArn: 'arn:aws:backup:eu-west-2:111111111111:backup-vault:main',
  DestinationBackupVaultArn: 'arn:aws:backup:us-east-2:111111111111:backup-vault:copies',
  DestinationRecoveryPointArn: 'arn:aws:ec2:us-east-1::snapshot/snap-1',
  DestinationVaultType: 'BACKUP_VAULT',
  DestinationVaultLockState: 'LOCKED',
  DestinationEncryptionKeyArn: 'arn:aws:kms:us-east-1:111111111111:key/a',
  BackupSizeInBytes: 0,
  CreationDate: hoursAgo(3.5),
  CompletionDate: hoursAgo(2.5),
  CreatedBy: {},
  DestinationRecoveryPointLifecycle: { DeleteAfterDays: 35 },
};

describe('the fingerprint of a record', () => {
  it.each(Object.entries(CHANGES))('tells a record with another %s apart', (field, value) => {
    expect(mark(aJob({ [field]: value }))).not.toBe(mark(aJob()));
  });

  it.each(['BackupPlanId', 'BackupPlanName', 'BackupRuleId', 'BackupRuleCron', 'BackupRuleTimezone'])(
    'tells a record with another %s apart',
    (field) => {
      expect(mark(aJob({ CreatedBy: { [field]: 'other' } }))).not.toBe(mark(aJob({ CreatedBy: {} })));
    },
  );

  it('is the same in whatever order and form the fields come', () => {
    const backwards = Object.fromEntries(Object.entries(aJob()).reverse());
    expect(mark({ ...backwards, CreationDate: hoursAgo(3).toISOString(), StatusMessage: '' })).toBe(mark(aJob()));
  });
});
