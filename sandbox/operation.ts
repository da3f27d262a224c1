/** The operations that the endpoint speaks, by their API names. */
export type OperationName = 'ListCopyJobs' | 'ListBackupJobs' | 'ListProtectedResources' | 'ListCopyJobSummaries';

const OPERATIONS: Readonly<Record<string, OperationName>> = {
  '/copy-jobs': 'ListCopyJobs',
  '/backup-jobs': 'ListBackupJobs',
  '/resources': 'ListProtectedResources',
  '/audit/copy-job-summaries': 'ListCopyJobSummaries',
};

/** The model of boto3 writes a slash at the end, that of the SDK for JavaScript does not: the service takes both. */
export const operationOf = (method: string, path: string): OperationName | undefined =>
  method === 'GET' ? OPERATIONS[path.replace(/(?<=.)\/$/, '')] : undefined;
