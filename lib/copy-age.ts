/** By which date the age of a copy is told. */
export enum CopyAge {
  /** By the creation of the copy job. What was copied is at least that old. */
  COPY_CREATION = 'COPY_CREATION',

  /** By the completion of the copy job: since when the copy exists. */
  COPY_COMPLETION = 'COPY_COMPLETION',

  /**
   * By the creation of the backup job that made what was copied: the true recovery point objective.
   * The auditor reads AWS Backup's backup jobs as well, which takes more requests and `backup:ListBackupJobs`.
   */
  BACKUP_CREATION = 'BACKUP_CREATION',
}
