import { KNOWN_CAUSES } from '../../audit/causes/known.js';
import { causeOf, maskMessage } from '../../audit/causes.js';

// https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-dashboards.html#problematic-reasons, and the pages that the
// causes name: each message as AWS writes it, `REGEX#…` with words around it.
const DOCUMENTED: readonly (readonly [string, string])[] = [
  [
    'Windows VSS Backup attempt failed because either Instance or SSM Agent has invalid state or insufficient privileges.',
    'windows-vss-failed',
  ],
  [
    'Windows VSS Backup attempt failed because ec2-vss-agent.exe is not installed in the Instance',
    'windows-vss-failed',
  ],
  ['Windows VSS Backup Job Error encountered, trying for regular backup', 'windows-vss-failed'],
  ['Windows VSS Backup attempt failed because of unsupported Windows Server version.', 'windows-vss-failed'],
  [
    'Subscriber limit exceeded: You have reached the maximum concurrent number of backups, which is 300.',
    'limit-exceeded',
  ],
  ['Maximum allowed in-progress snapshots for a single volume exceeded.', 'limit-exceeded'],
  ['Maximum allowed active snapshot limit exceeded.', 'limit-exceeded'],
  ['Cannot create more than 20 user snapshots', 'limit-exceeded'],
  [
    'You have reached the maximum supported backups for your account/database. See Quotas in the Timestream developer guide',
    'limit-exceeded',
  ],
  [
    'You have reached your quota of 50,000 for the number of public and private images allowed in this Region.',
    'limit-exceeded',
  ],
  ['A vault can have at most 5 copies at once', 'limit-exceeded'],
  ['Image creation throttled due to maximum number of concurrent snapshots on an EBS volume.', 'throttled'],
  ['Rate exceeded (Service: AmazonEC2; Status Code: 400)', 'throttled'],
  ['The resultant tag set must not have more than 50 user tags.', 'too-many-tags'],
  ['More than 50 tags specified', 'too-many-tags'],
  [
    'Your backup succeeded, but we were unable to persist NetworkInterfaces metadata as its size exceeded our internal limits.',
    'metadata-too-large',
  ],
  ['You are not authorized to perform this operation.', 'access-denied'],
  ['Access Denied trying to call AWS Backup service', 'destination-vault-denies-copy'],
  [
    'User: arn:aws:sts::111111111111:assumed-role/r/AWSBackup is not authorized to perform: backup:CopyIntoBackupVault',
    'destination-vault-denies-copy',
  ],
  ['is not authorized to perform: backup:CopyFromBackupVault on resource', 'source-vault-denies-copy'],
  ['Customer credential miss permission to get bucket versioning for bucket.', 'access-denied'],
  ['Images from AWS Marketplace cannot be copied to another AWS account.', 'marketplace-image'],
  [
    'Copy job failed because the destination Backup vault is encrypted with the default Backup service managed key. The contents of this vault cannot be copied.',
    'destination-vault-has-default-key',
  ],
  [
    "Snapshots encrypted with the AWS managed key can't be shared. Specify another snapshot.",
    'aws-managed-key-cannot-be-shared',
  ],
  [
    'Snapshots encrypted with the AWS managed CMK can’t be shared. Specify another snapshot.',
    'aws-managed-key-cannot-be-shared',
  ],
  ['Encrypted snapshots with Amazon EBS default key cannot be shared', 'aws-managed-key-cannot-be-shared'],
  ['Encrypted snapshots with EBS default key cannot be shared', 'aws-managed-key-cannot-be-shared'],
  [
    'Copy job failed. Both source and destination account must be a member of the same organization.',
    'not-in-same-organization',
  ],
  ['Access denied, with an explicit deny in a service control policy', 'denied-by-organization-policy'],
  ['The tag policy does not allow the specified value for the following tag key: tier', 'tag-policy-violation'],
  ['Something: Access Denied (Service: S3)', 'access-denied'],
  ['IAM Role arn:aws:iam::111111111111:role/r cannot be assumed by AWS Backup', 'role-cannot-be-assumed'],
  ['The role does not have permission', 'access-denied'],
  ['The role is missing permission s3:GetObject', 'access-denied'],
  ['Access Denied exception while trying to list tags', 'role-cannot-list-tags'],
  ['Backup job failed because there was a running job for the same resource.', 'too-many-copies-of-resource'],
  ['There are too many copy jobs running for resource.', 'too-many-copies-of-resource'],
  [
    'Copy job failed. Cross-account copy feature is not enabled for the current organization.',
    'cross-account-copy-not-enabled',
  ],
  ['Backup job expired before completion.', 'expired-before-completion'],
  [
    'Copy job failed. The retention specified in the job is not within the range specified for the target Backup Vault.',
    'retention-outside-vault-range',
  ],
  [
    'It could not start because it is either inside or too close to the weekly maintenance window configured in RDS',
    'resource-not-ready',
  ],
  [
    'could not start because it is either inside or too close to the automated backup window configured',
    'resource-not-ready',
  ],
  ['Instance is not in state running', 'resource-not-ready'],
  ['The table is not in the available state', 'resource-not-ready'],
  ['db is not in available state', 'resource-not-ready'],
  ['Cannot snapshot volume vol-1', 'resource-not-ready'],
  ['KMS key is either disabled or pending deletion or access to KMS key is denied', 'kms-key-disabled'],
  ['Given key ID is not accessible', 'kms-key-not-accessible'],
  [
    'AMI snapshot copy failed with error: Given key ID is not accessible. You must have DescribeKey permissions on the default key',
    'kms-key-not-accessible',
  ],
  [
    'The source snapshot KMS key does not exist, is not enabled or you do not have permissions to access it.',
    'kms-key-not-accessible',
  ],
  ['Something is wrong with the KMS key of the vault', 'kms-key-error'],
  ['The AWS Access Key Id needs a subscription for the service', 'account-not-subscribed'],
  ['This operation is not valid for the specified hypervisor because it is not online', 'hypervisor-offline'],
  ['The specified volume was not found.', 'resource-not-found'],
  ['The virtual machine is not found.', 'resource-not-found'],
  ['Given key ID does not exist', 'kms-key-not-found'],
  ['Table not found.', 'resource-not-found'],
  ['The snapshot snap-1 does not exist', 'resource-not-found'],
  ['Could not find resource', 'resource-not-found'],
  ['Could not find cryopod', 'vault-not-found'],
  ['Backup vault copies does not exist', 'vault-not-found'],
  ['Cannot find recovery point', 'recovery-point-gone'],
  ['Resource not found', 'resource-not-found'],
  ['The instance is no longer available', 'resource-not-found'],
  ['Unsupported resource type: X', 'copy-not-supported'],
  ['We are unable to copy resource tags to your backup because of the Internal Failure.', 'tags-not-copied'],
  [
    'We are unable to copy resource tags to your backup because source or destination recovery point is unavailable',
    'tags-not-copied',
  ],
  ['Token expired. Try again.', 'token-expired'],
  [
    'CreateSnapshot method not supported on hypervisor during snapshot creation. Aborted backup job',
    'hypervisor-cannot-snapshot',
  ],
  [
    'UnsupportedOperation : Storage Gateway backup copies require a user-created backup vault and key at destination.',
    'storage-gateway-needs-own-vault',
  ],
  ['Feature is not supported for provided resource type.', 'copy-not-supported'],
  ['An internal error occurred.', 'internal-error'],
  ['Copy job encountered a fatal error. Please contact AWS Support for further assistance.', 'internal-error'],
  ['The snapshot requires a target option group with the following options: TDE', 'option-group-missing'],
  ['Source AMI not found in Region', 'image-not-on-allow-list'],
  ['You do not have permission to access the storage of this ami.', 'share-revoked-while-copying'],
  ['Failed to unshare snapshot', 'share-not-taken-back'],
  ['EKS is not supported by logically air-gapped backup vault', 'air-gapped-vault-not-supported'],
  ['Job was stopped by user', 'stopped-by-user'],
];

// https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CopyJob.html and the page above
const CATEGORIES: readonly (readonly [string, string])[] = [
  ['VSS_ERROR', 'windows-vss-failed'],
  ['LIMIT_EXCEEDED', 'limit-exceeded'],
  ['ACCESS_DENIED', 'access-denied'],
  ['AccessDenied', 'access-denied'],
  ['access-denied', 'access-denied'],
  ['CONCURRENT_JOB', 'too-many-copies-of-resource'],
  ['FEATURE_NOT_ENABLED', 'cross-account-copy-not-enabled'],
  ['JOB_EXPIRED', 'expired-before-completion'],
  ['INVALID_LIFECYCLE', 'retention-outside-vault-range'],
  ['INVALID_STATE', 'resource-not-ready'],
  ['KMS_KEY_ERROR', 'kms-key-error'],
  ['ACCESS_KEY_ERROR', 'account-not-subscribed'],
  ['HYPERVISOR_OFFLINE', 'hypervisor-offline'],
  ['RESOURCE_NOT_FOUND', 'resource-not-found'],
  ['RESOURCE_NOT_SUPPORTED', 'copy-not-supported'],
  ['TAG_COPY_ERROR', 'tags-not-copied'],
  ['TOKEN_EXPIRED', 'token-expired'],
  ['UNSUPPORTED_OPERATION', 'unsupported-operation'],
  ['FATAL_ERROR', 'internal-error'],
  ['INVALIDPARAMETERS', 'invalid-parameters'],
  ['InvalidParameters', 'invalid-parameters'],
  ['LOGICALLY_AIR_GAPPED_BACKUP_VAULT_NOT_SUPPORTED', 'air-gapped-vault-not-supported'],
  ['MISCELLANEOUS', 'unexplained'],
  ['SUCCESS', 'unexplained'],
];

describe('the cause of a failed job', () => {
  it.each(DOCUMENTED)('"%s" is %s', (StatusMessage, id) => {
    expect(causeOf({ State: 'FAILED', StatusMessage }).id).toBe(id);
  });

  it.each(CATEGORIES)('of category %s alone is %s', (MessageCategory, id) => {
    expect(causeOf({ State: 'FAILED', MessageCategory }).id).toBe(id);
    expect(causeOf({ State: 'FAILED', MessageCategory, StatusMessage: '' }).id).toBe(id);
  });

  it('is told by the message before the category, which "might not explain the issue"', () => {
    const MessageCategory = 'ACCESS_DENIED';
    expect(causeOf({ MessageCategory, StatusMessage: 'Given key ID is not accessible' }).id).toBe(
      'kms-key-not-accessible',
    );
    expect(causeOf({ MessageCategory, StatusMessage: 'Something else' }).id).toBe('access-denied');
  });

  it('is recognised in whatever case, over line breaks', () => {
    expect(
      causeOf({ StatusMessage: 'COPY JOB FAILED.\n The Retention specified in the\r\n\tjob is not within the range' })
        .id,
    ).toBe('retention-outside-vault-range');
  });

  it('that nobody knows is what the message says, without whom it says it of', () => {
    const of = (volume: string, n: number) =>
      causeOf({ StatusMessage: `Snapshot of ${volume} turned blue after ${n} s`, MessageCategory: 'MISCELLANEOUS' });
    expect(of('vol-0123456789abcdef0', 3)).toEqual(of('vol-0fedcba9876543210', 17.5));
    expect(of('vol-0123456789abcdef0', 3)).toMatchObject({
      id: expect.stringMatching(/^message:[0-9a-f]{12}$/),
      title: 'Snapshot of vol-<id> turned blue after <n> s',
      scope: 'job',
    });
    expect(causeOf({ StatusMessage: 'It turned green' }).id).not.toBe(of('vol-0123456789abcdef0', 3).id);
  });

  it('of a category that is newer than the table is that category', () => {
    expect(causeOf({ MessageCategory: 'SOLAR_FLARE' })).toMatchObject({
      id: 'category:solarflare',
      title: 'AWS’s message category SOLARFLARE',
    });
    expect(causeOf({ MessageCategory: 'Solar-Flare' })).toEqual(causeOf({ MessageCategory: 'SOLAR_FLARE' }));
    const foreign = ['太陽', '月', 'A B', 'A!B'].map((MessageCategory) => causeOf({ MessageCategory }).id);
    expect(new Set(foreign).size).toBe(foreign.length);
  });

  it('of a composite without a word is what was left out, of another job that there is no word', () => {
    expect(causeOf({ State: 'PARTIAL' }).id).toBe('nested-points-left-out');
    expect(causeOf({ State: 'FAILED' }).id).toBe('unexplained');
  });

  it('is found in a message of any length', () => {
    expect(causeOf({ StatusMessage: `${'x'.repeat(1_000)} access denied ${'*?'.repeat(500_000)}` }).id).toBe(
      'access-denied',
    );
  });
});

describe('the table of causes', () => {
  it('has an id, a title, a remedy, a scope and a page of AWS for each', () => {
    expect(new Set(KNOWN_CAUSES.map(({ id }) => id)).size).toBe(KNOWN_CAUSES.length);
    for (const cause of KNOWN_CAUSES) {
      expect(cause).toMatchObject({
        id: expect.stringMatching(/^[a-z]+(-[a-z]+)*$/),
        title: expect.stringMatching(/^[A-Z].*[^.]$/),
        remedy: expect.stringMatching(/\.$/),
        page: expect.stringMatching(/^https:\/\/(docs\.aws\.amazon\.com|repost\.aws)\//),
      });
    }
  });

  it('has no part of a message that another cause takes first, and no category that two causes claim', () => {
    for (const { id, says = [], categories = [] } of KNOWN_CAUSES) {
      expect([id, ...says.map((part) => causeOf({ StatusMessage: part.replaceAll('*', '…') }).id)]).toEqual([
        id,
        ...says.map(() => id),
      ]);
      expect([id, ...categories.map((MessageCategory) => causeOf({ MessageCategory }).id)]).toEqual([
        id,
        ...categories.map(() => id),
      ]);
      expect(says.length + categories.length).toBeGreaterThan(0);
      expect(says.filter((part) => part !== part.toLowerCase() || part.includes('?'))).toEqual([]);
    }
  });

  it('says once for the organization what only the organization can put right', () => {
    const ofOrganization = KNOWN_CAUSES.filter(({ scope }) => scope === 'organization').map(({ id }) => id);
    expect(ofOrganization).toEqual(
      expect.arrayContaining(['cross-account-copy-not-enabled', 'not-in-same-organization']),
    );
  });
});

describe('a masked message', () => {
  it.each([
    ['arn:aws:iam::111111111111:role/r cannot do it', '<arn> cannot do it'],
    ['job 1EB3B5E7-9EB0-435A-A80B-108B488B0D45 failed', 'job <id> failed'],
    ['at 2026-11-01T00:00:00.123Z it', 'at <time> it'],
    ['at 2026-11-01 00:00:00 UTC it', 'at <time> it'],
    ['on Nov 1, 2026 3:04:05 PM it', 'on <time> it'],
    ['snap-0123456789abcdef0 and vol-1a2b3c4d', 'snap-<id> and vol-<id>'],
    ['from eu-west-1 to us-gov-east-1a', 'from <region> to <region>'],
    ['account 111111111111 in 3 of 4,000.5', 'account <account> in <n> of <n>'],
    ['request 0123456789abcdef0123', 'request <id>'],
    ['The facade decade failed', 'The facade decade failed'],
    ['ec2-vss-agent.exe', 'ec2-vss-agent.exe'],
    ['  two\nlines\u001b[31m and\u202e more\u0000 ', 'two lines [<n>m and more'],
    ['', ''],
  ])('of %j is %j', (message, masked) => {
    expect(maskMessage(message)).toBe(masked);
  });

  it('is short, whole letters, and quickly made of anything', () => {
    for (const hostile of ['💾', 'arn:', '1-', '-a1', '1.', 'a', '0', 'Nov 1 ', '2026-11-01 '].map((part) =>
      part.repeat(100_000),
    )) {
      expect(maskMessage(hostile).length).toBeLessThanOrEqual(300);
      expect(maskMessage(hostile)).not.toMatch(/\p{Surrogate}/u);
    }
  });
});
