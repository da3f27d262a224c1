/**
 * Types for which AWS Backup documents no meaningful size (a job says 0, or nothing), and S3, for which users see 0.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupJob.html#Backup-Type-BackupJob-BackupSizeInBytes
 */
export const TYPES_WITHOUT_SIZE: ReadonlySet<string> = new Set(['RDS', 'Aurora', 'DocumentDB', 'Neptune', 'FSx', 'S3']);

/**
 * Whether the size of a copy of this type means something: all but those above, unless the control's `resourceTypes` asks for
 * the type by name. A job that reports no type is asked too: whoever leaves it out would leave out what is odd already.
 */
export const reportsSize = (type: string | undefined, resourceTypes?: readonly string[]): boolean =>
  type === undefined || !TYPES_WITHOUT_SIZE.has(type) || resourceTypes?.includes(type) === true;
