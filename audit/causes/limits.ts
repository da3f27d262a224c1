import { guide, type KnownCause } from './cause.js';

/** Too much, too long, or not now. */
export const LIMITS: readonly KnownCause[] = [
  {
    id: 'retention-outside-vault-range',
    title: 'The copy’s retention is outside what the destination vault’s lock allows',
    remedy:
      'Set the retention of the plan’s copy action between the minimum and maximum of the destination vault’s lock (DescribeBackupVault shows both).',
    page: guide('vault-lock.html'),
    scope: 'account',
    says: [
      'retention specified in the job is not within the range',
      'lifecycle is outside the valid range for backup vault',
    ],
    categories: ['INVALID_LIFECYCLE'],
  },
  {
    id: 'too-many-copies-of-resource',
    title: 'Another backup or copy of the same resource was running',
    remedy:
      'AWS Backup runs one backup or copy of a resource at a time: let the plan’s rules start further apart, or copy less often. Start the failed copy again when the running one is done.',
    page: guide('aws-backup-limits.html'),
    scope: 'resource',
    says: ['too many copy jobs running for resource', 'there was a running job for the same resource'],
    categories: ['CONCURRENT_JOB'],
  },
  {
    id: 'too-many-tags',
    title: 'The copy would have more tags than AWS allows',
    remedy: 'Take tags off the resource or the plan’s copies; a resource can have 50 user tags.',
    page: guide('tags-on-backups.html'),
    scope: 'resource',
    says: ['more than 50 tags', 'more than 50 user tags'],
  },
  {
    id: 'metadata-too-large',
    title: 'The backup succeeded without the metadata of its network interfaces, which is too large',
    remedy: 'Write down the network interfaces elsewhere; a restore has to be given them by hand.',
    page: guide('backup-dashboards.html#problematic-reasons'),
    scope: 'resource',
    says: ['unable to persist networkinterfaces metadata'],
  },
  {
    id: 'limit-exceeded',
    title: 'A quota of the account is used up',
    remedy:
      'Compare the quota that the message names with AWS Backup’s and the service’s own; ask for an increase in Service Quotas, delete what is no longer needed, or spread the plan’s start times.',
    page: guide('aws-backup-limits.html'),
    scope: 'account',
    says: [
      'limit exceeded',
      'limitexceeded',
      'quota',
      'can have at most',
      'cannot create more than',
      'maximum allowed in-progress snapshots',
      'maximum number of concurrent snapshots',
      'reached the maximum',
      'too many snapshot copies',
    ],
    categories: ['LIMIT_EXCEEDED'],
  },
  {
    id: 'throttled',
    title: 'AWS refused calls because there were too many at once',
    remedy: 'Start the copy again; if it comes back, spread the plan’s start times over the hour.',
    page: guide('aws-backup-limits.html'),
    scope: 'account',
    says: ['throttl', 'rate exceeded', 'requestlimitexceeded'],
  },
  {
    id: 'expired-before-completion',
    title: 'The job expired before it was done',
    remedy:
      'Widen the rule’s start and completion windows, or give the resource a rule of its own that starts at a quieter time.',
    page: guide('plan-options-and-configuration.html'),
    scope: 'resource',
    says: ['expired before completion'],
    categories: ['JOB_EXPIRED'],
  },
  {
    id: 'token-expired',
    title: 'The credentials expired during the job',
    remedy: 'Start the copy again. If large copies keep failing so, lengthen the role’s maximum session.',
    page: guide('backup-dashboards.html#problematic-reasons'),
    scope: 'job',
    says: ['token expired', 'expiredtoken', 'security token included in the request is expired'],
    categories: ['TOKEN_EXPIRED'],
  },
];
