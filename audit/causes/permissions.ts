import { article, guide, type KnownCause } from './cause.js';

/** Vault policies, roles and what else is allowed. */
export const PERMISSIONS: readonly KnownCause[] = [
  {
    id: 'destination-vault-denies-copy',
    title: 'The destination vault does not allow the copy',
    remedy:
      'Allow backup:CopyIntoBackupVault for the source account in the access policy of the destination vault; across accounts the role in the source account needs it as well.',
    page: guide('create-cross-account-backup.html'),
    scope: 'account',
    says: ['access denied trying to call aws backup service', 'copyintobackupvault'],
  },
  {
    id: 'source-vault-denies-copy',
    title: 'The source vault does not let its recovery points be copied',
    remedy:
      'Take the deny of backup:CopyFromBackupVault off the access policy of the source vault for the copy role, and allow it in the role.',
    page: guide('create-a-vault-access-policy.html'),
    scope: 'account',
    says: ['copyfrombackupvault'],
  },
  {
    id: 'role-cannot-be-assumed',
    title: 'AWS Backup cannot assume the role',
    remedy:
      'Check that the role of the plan’s selection still exists and that its trust policy names backup.amazonaws.com.',
    page: guide('iam-service-roles.html'),
    scope: 'account',
    says: ['cannot be assumed by aws backup', 'is not authorized to perform: sts:assumerole', 'unable to assume'],
  },
  {
    id: 'role-cannot-list-tags',
    title: 'The role may not read the resource’s tags',
    remedy:
      'Attach AWSBackupServiceRolePolicyForBackup to the role, or allow it the service’s tag calls (such as ec2:DescribeTags).',
    page: guide('iam-service-roles.html'),
    scope: 'account',
    says: ['access denied exception while trying to list tags'],
  },
  {
    id: 'share-revoked-while-copying',
    title: 'Something took back the share of the image while it was copied',
    remedy:
      'Except events whose userIdentity.invokedBy is backup.amazonaws.com from the automation that revokes shared AMIs and snapshots; AWS Backup shares them only while it copies.',
    page: guide('logicallyairgappedvault.html#lag-troubleshoot'),
    scope: 'account',
    says: ['do not have permission to access the storage of this ami'],
  },
  {
    id: 'image-not-on-allow-list',
    title: 'The source image is not on the account’s list of allowed AMIs',
    remedy:
      'Add the source account to the EC2 Allowed AMIs setting of the destination account, or check that the image still exists in that Region.',
    page: guide('create-cross-account-backup.html'),
    scope: 'account',
    says: ['source ami not found', 'source ami * not found'],
  },
  {
    id: 'share-not-taken-back',
    title: 'The snapshot stays shared: the copy role was deleted while it copied',
    remedy:
      'Take the share off the source snapshot by hand, and create the role again before the next copy. Delete a copy role only when no copy runs.',
    page: guide('create-cross-account-backup.html'),
    scope: 'account',
    says: ['failed to unshare'],
  },
  {
    id: 'account-not-subscribed',
    title: 'The account’s access key has no subscription for the service',
    remedy:
      'Check that the account is active and that the service, and the Region if it is an opt-in one, are enabled in it.',
    page: guide('backup-dashboards.html#problematic-reasons'),
    scope: 'account',
    says: ['access key id needs a subscription', 'subscriptionrequired', 'optinrequired'],
    categories: ['ACCESS_KEY_ERROR'],
  },
  {
    id: 'access-denied',
    title: 'Access denied',
    remedy:
      'Compare the role and the vault’s access policy with the call that the message names; the role needs AWSBackupServiceRolePolicyForBackup, and across accounts the destination vault must allow backup:CopyIntoBackupVault.',
    page: article('backup-resolve-access-denied-error'),
    scope: 'account',
    says: [
      'access denied',
      'accessdenied',
      'not authorized to',
      'does not have permission',
      'do not have permission',
      'missing permission',
      'miss permission',
      'unauthorizedoperation',
    ],
    categories: ['ACCESS_DENIED'],
  },
];
