type Raw = Readonly<Record<string, unknown>>;

/** Filters of the list operations, by their API names. */
export interface Filters {
  readonly ByAccountId?: string;
  readonly ByBackupVaultName?: string;
  readonly ByCompleteAfter?: Date;
  readonly ByCompleteBefore?: Date;
  readonly ByCreatedAfter?: Date;
  readonly ByCreatedBefore?: Date;
  readonly ByDestinationVaultArn?: string;
  readonly ByMessageCategory?: string;
  readonly ByParentJobId?: string;
  readonly ByResourceArn?: string;
  readonly ByResourceType?: string;
  readonly BySourceRecoveryPointArn?: string;
  readonly ByState?: string;
}

type Keeps = (job: Raw, wanted: never) => boolean;

const time = (value: unknown): number => (typeof value === 'number' ? value * 1000 : NaN);
const is =
  (field: string): Keeps =>
  (job, wanted) =>
    job[field] === wanted;
const notBefore =
  (field: string) =>
  (job: Raw, wanted: Date): boolean =>
    time(job[field]) >= wanted.getTime() - 1e-3;
const notAfter =
  (field: string) =>
  (job: Raw, wanted: Date): boolean =>
    time(job[field]) <= wanted.getTime() + 1e-3;

// Written from the API's documentation, one line a filter, and from nothing of the sandbox.
const KEEPS: Readonly<Record<keyof Filters, Keeps>> = {
  ByAccountId: is('AccountId'),
  ByBackupVaultName: is('BackupVaultName'),
  ByCompleteAfter: notBefore('CompletionDate'),
  ByCompleteBefore: notAfter('CompletionDate'),
  ByCreatedAfter: notBefore('CreationDate'),
  ByCreatedBefore: notAfter('CreationDate'),
  ByDestinationVaultArn: is('DestinationBackupVaultArn'),
  ByMessageCategory: is('MessageCategory'),
  ByParentJobId: is('ParentJobId'),
  ByResourceArn: is('ResourceArn'),
  ByResourceType: is('ResourceType'),
  BySourceRecoveryPointArn: is('SourceRecoveryPointArn'),
  ByState: is('State'),
};

/** The records (times as seconds) that match all filters, found by looking at every one. Bounds are inclusive. */
export const bruteForce = <T extends Raw>(records: readonly T[], filters: Filters): T[] =>
  records.filter((record) =>
    Object.entries(filters).every(([name, wanted]) => KEEPS[name as keyof Filters](record, wanted as never)),
  );
