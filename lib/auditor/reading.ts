/** What reading an account takes, by what is read there: the same for the auditor's own and, through a role, for others. */
export const READING = {
  copyJobs: 'backup:ListCopyJobs',
  // Dates of the backups that were copied, or recovery points that should have been.
  backupJobs: 'backup:ListBackupJobs',
  // Resources that are expected to be copied.
  protectedResources: 'backup:ListProtectedResources',
  // Resources that a filter set or a control is narrowed to by tags.
  resourceTags: 'tag:GetResources',
} as const;

export const EVERY_RESOURCE =
  'Lists of AWS Backup, and of resources by tag, have no resource types that they could be narrowed to.';
