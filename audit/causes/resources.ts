import { guide, type KnownCause } from './cause.js';

/** What the resource is, what is supported for it, and the state it was in. */
export const RESOURCES: readonly KnownCause[] = [
  {
    id: 'option-group-missing',
    title: 'The destination Region lacks the option group that the RDS snapshot needs',
    remedy:
      'Create an option group with the same persistent options in the destination Region; AWS Backup copies with it, but never copies the group itself.',
    page: guide('cross-region-backup.html'),
    scope: 'account',
    says: ['requires a target option group'],
  },
  {
    id: 'storage-gateway-needs-own-vault',
    title: 'A Storage Gateway copy needs a vault and a key that were created by a user',
    remedy: 'Copy it to a vault created with a customer managed KMS key, not to the default vault.',
    page: guide('backup-dashboards.html#problematic-reasons'),
    scope: 'account',
    says: ['storage gateway backup copies require a user-created'],
  },
  {
    id: 'marketplace-image',
    title: 'An image from AWS Marketplace cannot be copied to another account',
    remedy:
      'Copy it within the account, to another Region, or back up the instance’s volumes with EBS backups instead; exempt it where neither is wanted.',
    page: guide('backup-dashboards.html#problematic-reasons'),
    scope: 'resource',
    says: ['images from aws marketplace cannot be copied'],
  },
  {
    id: 'air-gapped-vault-not-supported',
    title: 'The resource cannot be copied to a logically air-gapped vault',
    remedy:
      'Give it a rule whose target is an ordinary vault: some types are not supported there, and others only unencrypted or with a customer managed key.',
    page: guide('lag-vault-primary-backup.html'),
    scope: 'resource',
    says: ['not supported by logically air-gapped backup vault', 'not supported for logically air-gapped'],
    categories: ['LOGICALLY_AIR_GAPPED_BACKUP_VAULT_NOT_SUPPORTED'],
  },
  {
    id: 'copy-not-supported',
    title: 'This kind of copy is not supported for the resource type',
    remedy:
      'Look the type and both Regions up in AWS’s table of features. Where it cannot cross account and Region at once, copy in two steps; an RDS Multi-AZ cluster cannot be copied at all.',
    page: guide('backup-feature-availability.html'),
    scope: 'resource',
    says: [
      'feature is not supported for provided resource type',
      'unsupported resource type',
      'multi-az db cluster snapshot',
      'copying * is not supported',
    ],
    categories: ['RESOURCE_NOT_SUPPORTED'],
  },
  {
    id: 'hypervisor-cannot-snapshot',
    title: 'The hypervisor cannot take the snapshot',
    remedy: 'Check the version and settings of the hypervisor and of the virtual machine against AWS’s requirements.',
    page: guide('vm-troubleshooting.html'),
    scope: 'resource',
    says: ['method not supported on hypervisor'],
  },
  {
    id: 'unsupported-operation',
    title: 'The service does not support the operation',
    remedy: 'Read the operation in the message, and check it against what the service and the vault support.',
    page: guide('backup-feature-availability.html'),
    scope: 'resource',
    says: ['unsupportedoperation', 'unsupported operation'],
    categories: ['UNSUPPORTED_OPERATION'],
  },
  {
    id: 'hypervisor-offline',
    title: 'The hypervisor was not online',
    remedy: 'Bring the hypervisor and its Backup gateway online and check their connection, then start the job again.',
    page: guide('vm-troubleshooting.html'),
    scope: 'resource',
    says: ['specified hypervisor because it is not online'],
    categories: ['HYPERVISOR_OFFLINE'],
  },
  {
    id: 'windows-vss-failed',
    title: 'The Windows VSS backup did not work',
    remedy:
      'Check on the instance that the SSM agent and the VSS components are installed and current, and that its profile may create VSS snapshots; a regular backup may exist in its place.',
    page: guide('windows-backups.html'),
    scope: 'resource',
    says: ['windows vss'],
    categories: ['VSS_ERROR'],
  },
  {
    id: 'tags-not-copied',
    title: 'The copy’s tags could not be copied',
    remedy:
      'Start the copy again, or set the tags on the copy by hand: what depends on tags (access, cost, other plans) does not see it until then.',
    page: guide('tags-on-backups.html'),
    scope: 'job',
    says: ['unable to copy resource tags'],
    categories: ['TAG_COPY_ERROR'],
  },
  {
    id: 'vault-not-found',
    title: 'The vault does not exist',
    remedy:
      'Create the vault again under the same name, in the account and Region of the ARN, or correct the ARN in the plan’s copy action.',
    page: guide('create-a-vault.html'),
    scope: 'account',
    says: ['vault * does not exist', 'could not find cryopod', 'vault * not found', 'vault not found'],
  },
  {
    id: 'recovery-point-gone',
    title: 'The recovery point that was to be copied is gone',
    remedy:
      'Lengthen the retention of the source so that it outlives the wait for the copy, and find out whether somebody deleted it (CloudTrail, DeleteRecoveryPoint).',
    page: guide('recov-point-create-a-copy.html'),
    scope: 'resource',
    says: ['cannot find recovery point', 'recovery point * does not exist', 'recovery point is unavailable'],
  },
  {
    id: 'resource-not-found',
    title: 'The resource does not exist any more',
    remedy:
      'If it was deleted on purpose, take it out of the plan’s selection and exempt it; otherwise find out who deleted it, and keep its recovery points.',
    page: guide('assigning-resources.html'),
    scope: 'resource',
    says: [
      'does not exist',
      'could not find resource',
      'resource not found',
      'no longer available',
      'table not found',
      'specified volume was not found',
      'virtual machine is not found',
    ],
    categories: ['RESOURCE_NOT_FOUND'],
  },
  {
    id: 'resource-not-ready',
    title: 'The resource was in a state, or too close to a window, in which it cannot be copied',
    remedy:
      'Move the rule at least an hour (FSx: four) away from the service’s maintenance and automated backup windows, or start the resource; then copy again.',
    page: guide('plan-options-and-configuration.html'),
    scope: 'resource',
    says: [
      'maintenance window',
      'automated backup window',
      'instance is not in state',
      'not in the available state',
      'not in available state',
      'cannot snapshot volume',
      'cannot be backed up while it is stopped',
    ],
    categories: ['INVALID_STATE'],
  },
];
