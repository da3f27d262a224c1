import { COPY_JOB_STATES } from '../audit/copy-job.js';
import { type Parameter, anyText, dateTime, oneOf, pattern, wholeNumber } from './parameter.js';

/** What a listing can be asked for, by the names of the query string. Constraints are those of the API's own model. */
export interface ListParameters {
  /** Equality filters: the parameter, the record's field, and what may be asked for. */
  readonly equal: Readonly<Record<string, readonly [field: string, parameter: Parameter<string>]>>;
  readonly isTimed: boolean;
}

const ACCOUNT_ID = pattern(/^[0-9]{12}$/);
// It has no space, although the documentation lists "SAP HANA on Amazon EC2" and "Storage Gateway" as values.
const RESOURCE_TYPE = pattern(/^[a-zA-Z0-9\-_.]{1,50}$/);
const VAULT_NAME = pattern(/^[a-zA-Z0-9\-_]{2,50}$/);

const BACKUP_JOB_STATES = [
  'CREATED',
  'PENDING',
  'RUNNING',
  'ABORTING',
  'ABORTED',
  'COMPLETED',
  'FAILED',
  'EXPIRED',
  'PARTIAL',
];

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListCopyJobs.html */
export const LIST_COPY_JOBS: ListParameters = {
  isTimed: true,
  equal: {
    accountId: ['AccountId', ACCOUNT_ID],
    destinationVaultArn: ['DestinationBackupVaultArn', anyText],
    messageCategory: ['MessageCategory', anyText],
    parentJobId: ['ParentJobId', anyText],
    resourceArn: ['ResourceArn', anyText],
    resourceType: ['ResourceType', RESOURCE_TYPE],
    sourceRecoveryPointArn: ['SourceRecoveryPointArn', anyText],
    state: ['State', oneOf(COPY_JOB_STATES)],
  },
};

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListBackupJobs.html */
export const LIST_BACKUP_JOBS: ListParameters = {
  isTimed: true,
  equal: {
    // Unlike for copy jobs, `*` is documented: all accounts of the organization.
    accountId: ['AccountId', pattern(/^(?:[0-9]{12}|\*)$/)],
    backupVaultName: ['BackupVaultName', VAULT_NAME],
    messageCategory: ['MessageCategory', anyText],
    parentJobId: ['ParentJobId', anyText],
    resourceArn: ['ResourceArn', anyText],
    resourceType: ['ResourceType', RESOURCE_TYPE],
    state: ['State', oneOf(BACKUP_JOB_STATES)],
  },
};

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListProtectedResources.html */
export const LIST_PROTECTED_RESOURCES: ListParameters = { isTimed: false, equal: {} };

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListBackupPlans.html */
export const LIST_BACKUP_PLANS: ListParameters = { isTimed: false, equal: {} };

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListBackupVaults.html */
export const LIST_BACKUP_VAULTS: ListParameters = {
  isTimed: false,
  equal: {
    vaultType: [
      'VaultType',
      oneOf(['BACKUP_VAULT', 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT', 'RESTORE_ACCESS_BACKUP_VAULT']),
    ],
  },
};

/** A query, read. */
export interface ListQuery {
  readonly equal: ReadonlyMap<string, string>;
  readonly created: { readonly after?: number; readonly before?: number };
  readonly completed: { readonly after?: number; readonly before?: number };
  readonly maxResults?: number;
  readonly nextToken?: string;
  /** The filters as one text: what a NextToken belongs to. */
  readonly identity: string;
}

const MAX_RESULTS = wholeNumber(1, 1000);

/** Reads a query by its parameters; the names that the API does not know are passed over, as by the service. */
export const readQuery = ({ equal, isTimed }: ListParameters, query: URLSearchParams): ListQuery => {
  const read = <T>(name: string, parameter: Parameter<T>): T | undefined => {
    const value = query.get(name);
    return value === null ? undefined : parameter(value, name);
  };
  const wanted = new Map<string, string>();
  for (const [name, [field, parameter]] of Object.entries(equal)) {
    const value = read(name, parameter);
    if (value !== undefined) wanted.set(field, value);
  }
  const bounds = (name: string) => {
    if (!isTimed) return {};
    const after = read(`${name}After`, dateTime);
    const before = read(`${name}Before`, dateTime);
    return { ...(after === undefined ? {} : { after }), ...(before === undefined ? {} : { before }) };
  };
  const [created, completed] = [bounds('created'), bounds('complete')];
  const maxResults = read('maxResults', MAX_RESULTS);
  const nextToken = read('nextToken', anyText);
  return {
    equal: wanted,
    created,
    completed,
    ...(maxResults === undefined ? {} : { maxResults }),
    ...(nextToken === undefined ? {} : { nextToken }),
    identity: JSON.stringify([[...wanted], created, completed]),
  };
};
