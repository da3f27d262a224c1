import type { z } from 'zod';
import type { CopyJob } from './copy-job.js';
import type { filterSetSchema } from './filter-set-schema.js';
import { DEFAULT_WINDOW, type Window, isWithin } from './window.js';

export type FilterSet = z.output<typeof filterSetSchema>;

/** The filter set's window of CreationDate for a run: never beyond the run's own time. */
export const windowOf = (set: FilterSet, asOf: number): Window => {
  if (set.createdWithin !== undefined) return { from: asOf - set.createdWithin, to: asOf };
  const to = Math.min(set.createdBefore ?? asOf, asOf);
  if (set.createdAfter !== undefined) return { from: set.createdAfter, to };
  return set.createdBefore === undefined ? { from: asOf - DEFAULT_WINDOW, to } : { to };
};

// The API's own pattern for ByResourceType has no space, so "SAP HANA on Amazon EC2" and "Storage Gateway" cannot be asked for.
const ASKABLE_TYPE = /^[a-zA-Z0-9\-_.]{1,50}$/;

/** The ListCopyJobs input of a filter set, as the SDK takes it; times are Dates there. */
export interface ListCopyJobsQuery {
  readonly ByAccountId?: string;
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
  readonly MaxResults: number;
  readonly NextToken?: string;
}

// Nothing says whether AWS's bounds are inclusive, or finer than a second: ask wider, keep exactly.
const MARGIN = 1000;

/** What to ask of AWS for the jobs of a window of a filter set: a little more than is kept. */
export const toQuery = (set: FilterSet, window: Window, asOf: number, account?: string): ListCopyJobsQuery => {
  const completed = completedWindowOf(set, asOf);
  const wider = (time: number | undefined, by: number) =>
    time === undefined ? undefined : new Date(Math.max(0, Math.floor(time / 1000) * 1000 + by));
  const query = {
    ByAccountId: set.accountId ?? account,
    ByCompleteAfter: wider(completed?.from, -MARGIN),
    ByCompleteBefore: wider(completed?.to, 2 * MARGIN),
    ByCreatedAfter: wider(window.from, -MARGIN),
    // One that begins after the run holds nothing, and AWS might refuse bounds that are the wrong way round.
    ByCreatedBefore: (window.from ?? -Infinity) < window.to ? wider(window.to, 2 * MARGIN) : undefined,
    ByDestinationVaultArn: set.destinationVaultArn,
    ByMessageCategory: set.messageCategory,
    ByParentJobId: set.parentJobId,
    ByResourceArn: set.resourceArn,
    ByResourceType:
      set.resourceType !== undefined && ASKABLE_TYPE.test(set.resourceType) ? set.resourceType : undefined,
    BySourceRecoveryPointArn: set.sourceRecoveryPointArn,
    ByState: set.state,
  };
  return { ...withoutUndefined(query), MaxResults: set.pageSize ?? 1000 };
};

const withoutUndefined = <T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

const completedWindowOf = (set: FilterSet, asOf: number): { from?: number; to?: number } | undefined => {
  if (set.completedWithin !== undefined) return { from: asOf - set.completedWithin, to: asOf };
  if (set.completedAfter === undefined && set.completedBefore === undefined) return undefined;
  return {
    ...(set.completedAfter === undefined ? {} : { from: set.completedAfter }),
    ...(set.completedBefore === undefined ? {} : { to: set.completedBefore }),
  };
};

type Keeps = (job: CopyJob) => boolean;

/** Whether a job is in a filter set: every filter, exactly, and the tags of its resource. Bound once a unit. */
export const keeps = (set: FilterSet, asOf: number, hasTags?: Keeps): Keeps => {
  const tests: Keeps[] = [];
  const window = windowOf(set, asOf);
  // A job that does not say when it was created stays, and is undetermined where its date matters.
  tests.push((job) => {
    const created = job.CreationDate;
    return created === undefined || isWithin(window, created);
  });
  const completed = completedWindowOf(set, asOf);
  if (completed !== undefined) {
    const { from = -Infinity, to = Infinity } = completed;
    tests.push((job) => {
      const date = job.CompletionDate;
      return date !== undefined && date >= from && date < to;
    });
  }
  const equals = (read: (job: CopyJob) => string | undefined, wanted: string | undefined) => {
    if (wanted !== undefined) tests.push((job) => read(job) === wanted);
  };
  equals((job) => job.AccountId, set.accountId);
  equals((job) => job.DestinationBackupVaultArn, set.destinationVaultArn);
  equals((job) => job.MessageCategory, set.messageCategory);
  equals((job) => job.ParentJobId, set.parentJobId);
  equals((job) => job.ResourceArn, set.resourceArn);
  equals((job) => job.ResourceType, set.resourceType);
  equals((job) => job.SourceRecoveryPointArn, set.sourceRecoveryPointArn);
  equals((job) => job.State, set.state);
  equals((job) => job.CreatedBy?.BackupPlanId, set.backupPlanId);
  equals((job) => job.CreatedBy?.BackupRuleName, set.backupRuleName);
  // The last one: what it leaves out is counted.
  if (hasTags !== undefined) tests.push(hasTags);
  const [only, ...others] = tests;
  if (only !== undefined && others.length === 0) return only;
  return (job) => tests.every((test) => test(job));
};

/** What tells whether resources remembered from earlier runs still belong to a filter set: its filters, not its times. */
export const identityOf = (set: FilterSet): string =>
  JSON.stringify([
    set.accountId ?? null,
    set.destinationVaultArn ?? null,
    set.messageCategory ?? null,
    set.parentJobId ?? null,
    set.resourceArn ?? null,
    set.resourceType ?? null,
    set.sourceRecoveryPointArn ?? null,
    set.state ?? null,
    // Came later than resources were first remembered: those of a set without them still belong to it.
    ...(set.backupPlanId === undefined && set.backupRuleName === undefined
      ? []
      : [set.backupPlanId ?? null, set.backupRuleName ?? null]),
  ]);

/** Whether a filter set leaves out anything besides what its times of creation leave out. */
export const narrows = (set: FilterSet): boolean =>
  identityOf(set) !== identityOf({ name: set.name }) ||
  completedWindowOf(set, 0) !== undefined ||
  set.taggedWith !== undefined;
