/** Words that random jobs and random definitions share, few enough to meet often. */
export const ACCOUNTS = ['111111111111', '222222222222', '333333333333'] as const;
export const REGIONS = ['eu-west-1', 'us-east-1', 'eu-central-1'] as const;
export const TYPES = ['EBS', 'RDS', 'S3', 'DynamoDB'] as const;
export const RESOURCES = [
  'arn:aws:ec2:eu-west-1:111111111111:volume/vol-1',
  'arn:aws:rds:eu-west-1:222222222222:db:orders',
  'arn:aws:s3:::bucket',
  'arn:aws:dynamodb:eu-west-1:111111111111:table/*?[x]',
] as const;
export const VAULTS = [
  'arn:aws:backup:eu-west-1:111111111111:backup-vault:main',
  'arn:aws:backup:us-east-1:111111111111:backup-vault:copies',
  'arn:aws:backup:us-east-1:222222222222:backup-vault:copies',
  'arn:aws:backup:eu-central-1:333333333333:backup-vault:gap',
  'arn:aws:backup:::backup-vault:nowhere',
  'arn:aws:backup:us-east-1::backup-vault:nobody',
  'no-arn',
] as const;
/** Source vaults of the accounts that have jobs. */
export const SOURCES = [
  [VAULTS[0], VAULTS[1], VAULTS[4], VAULTS[6]],
  [VAULTS[2], 'arn:aws:backup:eu-west-1:222222222222:backup-vault:main', VAULTS[5], VAULTS[6]],
] as const;
export const CATEGORIES = [
  'SUCCESS',
  'success',
  'ACCESS_DENIED',
  'AccessDenied',
  'access-denied',
  'VSS_ERROR',
] as const;
export const KEYS = ['arn:aws:kms:us-east-1:111111111111:key/a', 'arn:aws:kms:us-east-1:222222222222:key/b'] as const;
export const ROLES = ['arn:aws:iam::111111111111:role/backup', 'arn:aws:iam::222222222222:role/other'] as const;
export const PLANS = ['plan-1', 'plan-2'] as const;
export const RULES = ['rule-1', 'rule-2'] as const;
export const POINTS = [1, 2, 3, 4, 5].map((n) => `arn:aws:ec2:eu-west-1::snapshot/snap-${n}`);
export const BACKUPS = [1, 2, 3, 4, 5].map((n) => `backup-${n}`);
export const JOB_IDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((n) => `job-${n}`);
export const STATES = ['COMPLETED', 'FAILED', 'PARTIAL', 'CREATED', 'RUNNING', 'PAUSED'] as const;
