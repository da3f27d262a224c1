import { guide, type KnownCause } from './cause.js';

/** What happened to the job itself, and what AWS's own side did. */
export const SERVICE: readonly KnownCause[] = [
  {
    id: 'stopped-by-user',
    title: 'Somebody stopped the job',
    remedy: 'Find out who and why (CloudTrail, StopBackupJob), and start it again if that was not meant.',
    page: guide('stopping-a-backup-job.html'),
    scope: 'job',
    says: ['stopped by user'],
  },
  {
    id: 'nothing-was-backed-up',
    title: 'Objects were left out of the backup',
    remedy:
      'Give the backup role the S3 or cluster permissions that the type needs, and turn on the vault’s notifications, which name what was left out.',
    page: guide('s3-backups.html'),
    scope: 'resource',
    says: ['no objects were backed up', 'objects failed to be backed up'],
  },
  {
    id: 'other-continuous-backup',
    title: 'The resource has a continuous backup in another vault, or with other options',
    remedy: 'Keep continuous backup of a resource in one plan only, and give its snapshots the same options.',
    page: guide('lag-vault-primary-backup.html'),
    scope: 'resource',
    says: ['already has continuous backup enabled', 'different backup options than the continuous backup'],
  },
  {
    id: 'invalid-parameters',
    title: 'The job was asked for with parameters that AWS refuses',
    remedy: 'Compare the plan’s copy action (vault ARN, lifecycle, role) with what the message says is wrong.',
    page: guide('API_CopyAction.html'),
    scope: 'account',
    categories: ['INVALID_PARAMETERS', 'INVALID_PARAMETER_VALUE'],
  },
  {
    id: 'internal-error',
    title: 'AWS Backup had an error of its own',
    remedy:
      'Start the copy again (StartCopyJob from the same recovery point). If it fails again, open a case with AWS Support and give the CopyJobId.',
    page: guide('recov-point-create-a-copy.html#backup-copy-retry'),
    scope: 'job',
    says: [
      'fatal error',
      'internal error',
      'internal failure',
      'internalfailure',
      'serviceunavailable',
      'service unavailable',
    ],
    categories: ['FATAL_ERROR'],
  },
];
