const LISTS = {
  '/copy-jobs': 'ListCopyJobs',
  '/backup-jobs': 'ListBackupJobs',
  '/resources': 'ListProtectedResources',
  '/audit/copy-job-summaries': 'ListCopyJobSummaries',
  '/backup/plans': 'ListBackupPlans',
  '/backup-vaults': 'ListBackupVaults',
} as const;

/** The operations that the endpoint speaks, by their API names. */
export type OperationName = (typeof LISTS)[keyof typeof LISTS] | 'GetBackupPlan';

const PLAN = /^\/backup\/plans\/([^/]+)$/;

/** The model of boto3 writes a slash at the end, that of the SDK for JavaScript does not: the service takes both. */
export const operationOf = (method: string, path: string): OperationName | undefined => {
  if (method !== 'GET') return undefined;
  const plain = path.replace(/(?<=.)\/$/, '');
  return PLAN.test(plain) ? 'GetBackupPlan' : (LISTS as Readonly<Record<string, OperationName>>)[plain];
};

/** The id of the plan that a path asks for. */
export const planIdOf = (path: string): string => PLAN.exec(path.replace(/(?<=.)\/$/, ''))?.[1] ?? '';
