import { accountOf, regionOf } from '../audit/arn.js';
import { CopyJob, type RawCopyJob, text } from '../audit/copy-job.js';
import { identityOfJob } from '../audit/dedupe.js';
import { type BackupJob, type ProtectedResource, readBackupJob, readProtectedResource } from '../audit/expected.js';
import type { Target } from '../audit/target.js';
import { type Window, isWithin } from '../audit/window.js';
import type { Compared, RecordedUnit, UnreadPart } from './recordings/notes.js';
import { NO_ACCOUNT, type Source } from './source.js';

type Raw = Readonly<Record<string, unknown>>;

/** What was recorded, in the API's own shape. */
export interface Recorded {
  readonly jobs: readonly RawCopyJob[];
  readonly backupJobs?: readonly Raw[];
  readonly protectedResources?: readonly Raw[];
  /** What of the recording could not be read. */
  readonly unread?: readonly UnreadPart[];
  /** From where filter sets were read when it was made: a set without targets was of the caller's own account. */
  readonly units?: readonly RecordedUnit[];
  /** What filter sets were compared with; of what is given besides, nothing of it is used. */
  readonly compared?: readonly Compared[];
}

/**
 * Recorded jobs in place of an account. A filter set is one unit, whatever its targets: of the jobs that say where they are
 * from, those of its targets' accounts and Regions are kept.
 */
export const recordedSource = (recorded: Recorded, region = ''): Source => {
  const targets = new Map<string, readonly Target[]>();
  const { unread = [], units: recordedUnits = [] } = recorded;
  return {
    units: (definition) => {
      for (const { name, targets: declared } of definition.filterSets)
        targets.set(name, declared ?? targetsOf(recordedUnits, name));
      const units = definition.filterSets.map(({ name }) => ({
        id: name,
        filterSet: name,
        accountId: '*',
        region,
        requestsPerSecond: Infinity,
      }));
      const isTargeted = definition.filterSets.some((set) => set.targets !== undefined);
      const jobs = isTargeted ? {} : { jobs: recorded.jobs.length * units.length };
      return Promise.resolve({ units, unplanned: [], ...jobs });
    },
    ports: ({ filterSet }) => {
      const isTargeted = targeted(targets.get(filterSet) ?? []);
      const jobs = recorded.jobs.filter((raw) => {
        const { AccountId, SourceBackupVaultArn } = new CopyJob(raw);
        return isTargeted(AccountId, SourceBackupVaultArn);
      });
      const compared = (recorded.compared ?? []).filter((each) => isOfSet(each, filterSet, targets));
      const rawJobs = recorded.backupJobs ?? listed(compared, ({ backupJob }) => backupJob);
      const rawResources =
        recorded.protectedResources ?? listed(compared, ({ protectedResource }) => protectedResource);
      const resources = rawResources.flatMap((raw) => readProtectedResource(raw) ?? []);
      const backupJobs = rawJobs
        .filter(({ AccountId, BackupVaultArn }) => isTargeted(text(AccountId), text(BackupVaultArn)))
        .map(readBackupJob);
      const missing = unread.filter((part) => isOfSet(part, filterSet, targets));
      return {
        listCopyJobs: ({ ByParentJobId, NextToken, MaxResults }) => {
          if (NextToken === MISSING) return Promise.reject(new Error(missing.map(({ reason }) => reason).join('; ')));
          const items = ByParentJobId === undefined ? jobs : jobs.filter((job) => job['ParentJobId'] === ByParentJobId);
          const start = Number(NextToken ?? 0);
          const end = start + MaxResults;
          const nextToken = end < items.length ? String(end) : missing.length > 0 ? MISSING : undefined;
          return Promise.resolve({ items: items.slice(start, end), nextToken });
        },
        backupJobs: ({ created, completed }) =>
          each(backupJobs.filter((job) => isOf(created, job.creation) && isOf(completed, job.completion))),
        protectedResources: () => each(resources),
      };
    },
    options: { settleLast: recordedTwice(recorded.jobs) },
    unitsAtOnce: 1,
  };
};

const targetsOf = (units: readonly RecordedUnit[], filterSet: string): Target[] =>
  units
    .filter((unit) => unit.filterSet === filterSet && unit.accountId !== NO_ACCOUNT && unit.accountId !== 'unknown')
    .map(({ accountId, region }) => ({ accounts: [accountId], regions: [region] }));

// What is missing comes after all that is there: of that everything is judged.
const MISSING = 'missing';

/** What is of a filter set that nobody here asks for may be of any. */
const isOfSet = (
  part: { readonly filterSet?: string },
  filterSet: string,
  sets: ReadonlyMap<string, unknown>,
): boolean => part.filterSet === undefined || part.filterSet === filterSet || !sets.has(part.filterSet);

const listed = (compared: readonly Compared[], of: (each: Compared) => Raw | undefined): readonly Raw[] =>
  compared.map(of).filter((raw) => raw !== undefined);

const isOf = (window: Window | undefined, time: number | undefined): boolean =>
  window === undefined || (time !== undefined && isWithin(window, time));

async function* each<T extends BackupJob | ProtectedResource>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

type IsTargeted = (accountId: string | undefined, vaultArn: string | undefined) => boolean;

const targeted = (targets: readonly Target[]): IsTargeted => {
  if (targets.length === 0) return () => true;
  return (accountId, vaultArn) => {
    const account = accountId ?? accountOf(vaultArn);
    const region = regionOf(vaultArn);
    return targets.some(
      ({ accounts, regions }) =>
        (accounts === undefined || account === undefined || accounts.includes('*') || accounts.includes(account)) &&
        (regions === undefined || region === undefined || regions.includes(region)),
    );
  };
};

/** Where records of one job differ, which of them stands is told when all were read. */
const recordedTwice = (jobs: readonly RawCopyJob[]): ReadonlySet<string> => {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const raw of jobs) {
    const id = identityOfJob(new CopyJob(raw));
    if (seen.has(id)) twice.add(id);
    else seen.add(id);
  }
  return twice;
};
