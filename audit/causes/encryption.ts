import { article, guide, type KnownCause } from './cause.js';

/**
 * Two different keys can stand in the way. Fully managed types are encrypted with the key of the vault, all others with the
 * key of the resource. https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html#copy-encryption
 */
export const ENCRYPTION: readonly KnownCause[] = [
  {
    id: 'destination-vault-has-default-key',
    title: 'The vault is encrypted with AWS Backup’s own managed key',
    remedy:
      'Copy to (and from) a vault that was created with a customer managed KMS key; the default vault cannot take part in a cross-account copy, and a vault’s key cannot be changed.',
    page: guide('create-cross-account-backup.html'),
    scope: 'account',
    says: ['encrypted with the default backup service managed key'],
  },
  {
    id: 'aws-managed-key-cannot-be-shared',
    title: 'The resource is encrypted with an AWS managed key, which no other account can use',
    remedy:
      'Encrypt the resource anew with a customer managed KMS key (for EBS: copy the snapshot with that key and restore from it), then back it up and copy again.',
    page: guide('encryption.html#copy-encryption'),
    scope: 'resource',
    says: [
      'encrypted with the aws managed key can*t be shared',
      'encrypted with the aws managed cmk can*t be shared',
      'encrypted snapshots with * default key cannot be shared',
      'encrypted with an aws managed key and cannot be copied',
    ],
  },
  {
    id: 'kms-key-not-accessible',
    title: 'The destination account may not use the key of the source',
    remedy:
      'Allow the destination account in the policy of the source’s KMS key (DescribeKey, Decrypt, ReEncrypt*, GenerateDataKey*, CreateGrant): the vault’s key for fully managed types, else the resource’s own, which must be customer managed.',
    page: article('backup-cross-account-copy-error'),
    scope: 'account',
    says: [
      'given key id is not accessible',
      'given key id not accessible',
      'source snapshot kms key does not exist, is not enabled or you do not have permissions',
    ],
  },
  {
    id: 'kms-key-disabled',
    title: 'The KMS key is disabled, waits for deletion, or refuses access',
    remedy:
      'Enable the key or cancel its deletion at once: without it the existing recovery points cannot be restored either. Then check that its policy allows the copy role.',
    page: guide('encryption.html'),
    scope: 'account',
    says: [
      'kms key is either disabled or pending deletion',
      'is pending deletion',
      'kmsinvalidstate',
      'kms key * is disabled',
    ],
  },
  {
    id: 'kms-key-not-found',
    title: 'The KMS key does not exist',
    remedy:
      'Look up the key of the destination vault (or of the resource) in the Region the message means; a vault whose key was deleted has to be replaced.',
    page: guide('encryption.html'),
    scope: 'account',
    says: ['given key id does not exist', 'kms key * does not exist', 'kms key does not exist'],
  },
  {
    id: 'kms-key-error',
    title: 'A KMS key cannot be used',
    remedy:
      'Check that the keys of the source and of the destination vault are enabled, and that the policies of both allow the copy role and, across accounts, the other account.',
    page: article('backup-cross-account-copy-error'),
    scope: 'account',
    says: ['kms key', 'kmskey', 'kmsaccessdenied', 'perform: kms:'],
    categories: ['KMS_KEY_ERROR'],
  },
];
