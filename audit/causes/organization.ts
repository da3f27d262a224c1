import { article, guide, type KnownCause } from './cause.js';

/** What only the organization's management account, or whoever keeps its policies, can put right. */
export const ORGANIZATION: readonly KnownCause[] = [
  {
    id: 'cross-account-copy-not-enabled',
    title: 'Cross-account copy is not enabled for the organization',
    remedy:
      'In the management account turn on cross-account backup (AWS Backup settings, or UpdateGlobalSettings with isCrossAccountBackupEnabled=true). Then start the failed copies again.',
    page: guide('create-cross-account-backup.html'),
    scope: 'organization',
    says: ['cross-account copy feature is not enabled'],
    categories: ['FEATURE_NOT_ENABLED'],
  },
  {
    id: 'not-in-same-organization',
    title: 'Source and destination account are not in the same organization',
    remedy:
      'Bring both accounts into one AWS Organizations organization, or copy to a vault in an account of the own one. Check first whether an account was moved lately.',
    page: article('backup-troubleshoot-cross-account-copy'),
    scope: 'organization',
    says: ['must be a member of the same organization', 'must be members of the same organization'],
  },
  {
    id: 'denied-by-organization-policy',
    title: 'A policy of the organization denies the copy',
    remedy:
      'Find the service control or resource control policy that is named in the message and except the copy role from its deny.',
    page: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html',
    scope: 'organization',
    says: [
      'explicit deny in a service control policy',
      'explicit deny in a resource control policy',
      'no service control policy allows',
    ],
  },
  {
    id: 'tag-policy-violation',
    title: 'The copy’s tags break a tag policy of the organization',
    remedy:
      'Correct the tags of the recovery point (or of its resource) to values that the tag policy of the destination account allows, or widen that policy.',
    page: article('backup-troubleshoot-cross-account-copy'),
    scope: 'organization',
    says: ['tag policy', 'tag policies', 'tagpolicy'],
  },
];
