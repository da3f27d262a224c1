import type { Declared, FilterSet, Input, Known, UnitRead } from './input.js';
import { isFinished, readJob, text, time, type Job } from './job.js';
import { matchesSome } from './patterns.js';

const DAY = 86_400_000;

export interface Window {
  readonly from: number;
  readonly to: number;
}

/** Everything that was read of one filter set, each job once. */
export interface Read {
  readonly set: FilterSet;
  readonly window: Window;
  readonly units: readonly UnitRead[];
  readonly hasUnreadUnit: boolean;
  readonly jobs: readonly Job[];
  /** Jobs whose parent was read in the same unit. */
  readonly members: ReadonlySet<Job>;
  /** What is remembered of it and not forgotten. */
  readonly memory: readonly Known[];
  readonly regionOf: (job: Job) => string;
  /** When what was copied was backed up. */
  readonly backupOf: (job: Job) => number | undefined;
}

export const windowOf = (set: FilterSet, asOf: number): Window => {
  if (set.createdWithin !== undefined) return { from: asOf - set.createdWithin, to: asOf };
  if (set.createdAfter === undefined && set.createdBefore === undefined) return { from: asOf - 30 * DAY, to: asOf };
  return { from: set.createdAfter ?? -Infinity, to: Math.min(set.createdBefore ?? Infinity, asOf) };
};

const passes = (set: FilterSet, asOf: number, job: Job): boolean => {
  const { from, to } = windowOf(set, asOf);
  if (job.created !== undefined && (job.created < from || job.created >= to)) return false;
  const lower = set.completedWithin !== undefined ? asOf - set.completedWithin : set.completedAfter;
  const upper = set.completedWithin !== undefined ? asOf : set.completedBefore;
  if (lower !== undefined && (job.finished === undefined || job.finished < lower)) return false;
  if (upper !== undefined && (job.finished === undefined || job.finished >= upper)) return false;
  const equal = (wanted: string | undefined, given: string | undefined) => wanted === undefined || wanted === given;
  return (
    equal(set.accountId, job.account) &&
    equal(set.destinationVaultArn, job.vault) &&
    equal(set.messageCategory, job.category) &&
    equal(set.parentJobId, job.parent) &&
    equal(set.resourceArn, job.resource) &&
    equal(set.resourceType, job.type) &&
    equal(set.sourceRecoveryPointArn, job.sourcePoint) &&
    equal(set.state, job.state) &&
    equal(set.backupPlanId, text(job.createdBy?.['BackupPlanId'])) &&
    equal(set.backupRuleName, text(job.createdBy?.['BackupRuleName']))
  );
};

/** Nothing is asked of a unit in which no resource carries the tags. */
export const isUnread = (set: FilterSet | undefined, { error, tagged }: UnitRead): boolean =>
  error !== undefined && (set?.taggedWith === undefined || tagged.length > 0);

const hasTags = (set: FilterSet, units: readonly UnitRead[], resource: string | undefined): boolean =>
  set.taggedWith === undefined || units.some(({ tagged }) => resource !== undefined && tagged.includes(resource));

/** Of two records of one job: the finished one, then the one with the later CompletionDate, then the one read later. */
const standing = (a: Job, b: Job): Job => {
  if (isFinished(a) !== isFinished(b)) return isFinished(a) ? a : b;
  const [endOfA, endOfB] = [a.finished ?? -Infinity, b.finished ?? -Infinity];
  if (endOfA !== endOfB) return endOfA > endOfB ? a : b;
  return a.order > b.order ? a : b;
};

export const readFilterSet = (input: Input, set: FilterSet): Read => {
  const { asOf, definition } = input;
  const units = input.units.filter(({ filterSet }) => filterSet === set.name);
  let order = 0;
  const records = units
    .flatMap((read, unit) =>
      read.jobs.map((raw) => readJob(raw, unit, order++)).filter(({ resource }) => hasTags(set, [read], resource)),
    )
    .filter((job) => passes(set, asOf, job));
  const keys = [...new Set(records.map(({ key }) => key))];
  const jobs = keys.map((key) => records.filter((record) => record.key === key).reduce(standing));
  const isMember = (job: Job): boolean => {
    const readIn = new Set(records.filter(({ key }) => key === job.key).map(({ unit }) => unit));
    return records.some(
      ({ id, key, unit }) => id !== undefined && id === job.parent && key !== job.key && readIn.has(unit),
    );
  };
  // What was forgotten stays so, even if the resource is copied again.
  const memory = input.remembered.filter(
    ({ filterSet, arn, newestCreated, seen }) =>
      filterSet === set.name &&
      hasTags(set, units, arn) &&
      asOf - (newestCreated ?? seen) <= definition.forgetResourcesAfter,
  );
  return {
    set,
    window: windowOf(set, asOf),
    units,
    hasUnreadUnit: units.some((unit) => isUnread(set, unit)),
    jobs,
    members: new Set(jobs.filter(isMember)),
    memory,
    regionOf: ({ unit }) => units[unit]?.region ?? '',
    backupOf: (job) => (asksForBackups(input, set) ? backupOf(units, job) : undefined),
  };
};

/** Backup jobs are read only where a control asks for their clock. */
const asksForBackups = ({ definition }: Input, { name }: FilterSet): boolean =>
  (definition.controls as readonly Declared[]).some(
    ({ control, from, filterSets }) =>
      control === 'freshWithin' && from === 'BACKUP_CREATION' && (filterSets?.includes(name) ?? true),
  );

const backupOf = (units: readonly UnitRead[], { backupJob, sourcePoint }: Job): number | undefined => {
  const backups = units.flatMap((unit) => unit.backupJobs).filter((raw) => time(raw['CreationDate']) !== undefined);
  const made = backups.find((raw) => backupJob !== undefined && raw['BackupJobId'] === backupJob);
  const holds = backups.find((raw) => sourcePoint !== undefined && text(raw['RecoveryPointArn']) === sourcePoint);
  return time((made ?? holds)?.['CreationDate']);
};

/** Narrowing by types and ARNs: both must match, and what is not reported matches nothing. */
export const isIn = (
  control: Declared,
  resource: string | undefined,
  types: readonly (string | undefined)[],
): boolean =>
  (control.resourceTypes === undefined ||
    types.some((type) => type !== undefined && control.resourceTypes?.includes(type) === true)) &&
  (control.resourceArns === undefined || matchesSome(control.resourceArns, [resource]));

export const narrowed = (control: Declared, jobs: readonly Job[]): Job[] =>
  jobs.filter((job) => isIn(control, job.resource, [job.type]));
