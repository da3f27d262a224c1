/** What AWS Backup says of a job that did not go well. */
export interface Message {
  readonly text: string;
  readonly category: string;
}

const message = (category: string, text: string): Message => ({ category, text });

// The texts and categories are those of https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-dashboards.html#problematic-reasons
// and of the pages on copies; what is in no category there is MISCELLANEOUS, as the page says.

/** One failure, and the next copy goes well. */
export const PASSING_FAILURES: readonly [Message, ...Message[]] = [
  message('CONCURRENT_JOB', 'There are too many copy jobs running for resource.'),
  message('FATAL_ERROR', 'Copy job encountered a fatal error.'),
  message(
    'LIMIT_EXCEEDED',
    'ResourceLimitExceeded: Too many snapshot copies in progress. The limit is 20 for this destination region.',
  ),
  message('RESOURCE_NOT_FOUND', 'Cannot find recovery point.'),
  message('TOKEN_EXPIRED', 'Copy job failed. The security token included in the request is expired.'),
  message('ACCESS_DENIED', 'Access Denied trying to call AWS Backup service'),
];

/** Failures that come back every night until somebody does something. */
export const LASTING_FAILURES: readonly [Message, ...Message[]] = [
  message('MISCELLANEOUS', 'Encrypted snapshots with Amazon EBS default key cannot be shared'),
  message(
    'KMS_KEY_ERROR',
    'AMI snapshot copy failed with error: Given key ID is not accessible. You must have DescribeKey permissions on the default CMK.',
  ),
  message(
    'MISCELLANEOUS',
    'Copy job failed because the destination Backup vault is encrypted with the default Backup service managed key. The contents of this vault cannot be copied. Only the contents of a Backup vault encrypted by a customer managed key may be copied.',
  ),
  message(
    'MISCELLANEOUS',
    'The snapshot requires a target option group with the following options: TDE. Create it in the destination Region and try again.',
  ),
];

/** Nobody's copies cross accounts while it lasts. */
export const ORGANIZATION_FAILURE = message(
  'FEATURE_NOT_ENABLED',
  'Copy job failed. Cross-account copy feature is not enabled for the current organization.',
);

export const RETENTION_FAILURE = message(
  'INVALID_LIFECYCLE',
  'Copy job failed. The retention specified in the job is not within the range specified for the target Backup Vault.',
);

/** The copy is there, but something is amiss: "Completed with issues". */
export const ISSUES: readonly [Message, ...Message[]] = [
  message('TAG_COPY_ERROR', 'We were unable to copy resource tags to your copy because of an internal failure.'),
  message('MISCELLANEOUS', 'Failed to unshare snapshot'),
];

export const UNSUPPORTED_MEMBER = message(
  'RESOURCE_NOT_SUPPORTED',
  'Copy job failed. Feature is not supported for provided resource type.',
);

export const PARTIAL_COMPOSITE = message(
  'MISCELLANEOUS',
  'The composite recovery point is partial: some of its nested recovery points were not copied.',
);
