import { CLOCKS, addDate, dateOn, earlier } from './clock.js';
import { accountOf, regionOf } from './arn.js';
import { type Counter, countOne, counterFromJson, counterToJson, mergeCounter } from './counter.js';
import type { CopyJob } from './copy-job.js';
import type { BackupClock } from './expected.js';
import {
  type ResourceTally,
  type ResourceTallyJson,
  addCreated,
  addSchedule,
  addSource,
  addToPeriod,
  addType,
  beginResource,
  mergeResource,
  newerDescription,
  resourceFromJson,
  resourceToJson,
} from './resource-tally.js';
import { beginSchedule, scheduleKey } from './schedule-tally.js';
import { addSize } from './sizes.js';

/** What tallies keep beyond the common; the union of what the controls of a view remember. */
export interface Memory {
  readonly asOf: number;
  readonly sizes: number;
  /** Lengths of trailing periods; number k of one is `[asOf − k·length, asOf − (k−1)·length)`. */
  readonly periods: readonly number[];
  readonly destinations: boolean;
  readonly schedules: boolean;
  readonly recoveryPoints: boolean;
  /** What of the outcomes of controls and of the causes each resource has a share in. */
  readonly shares: boolean;
}

/** What a filter set's controls judge. */
export interface FilterSetTally {
  /** Jobs read, in any state. */
  jobs: number;
  /** Jobs by state, children included; `NOT_REPORTED` for none. */
  readonly byState: Counter;
  /** The same without children whose parent was read: what rates are made of. */
  readonly rated: Counter;
  withoutResourceArn: number;
  bytes: number;
}

/** Good copies of one recovery point. */
export interface RecoveryPointCopies {
  /** When the first of them was complete, in milliseconds. */
  firstCompleted?: number | undefined;
  /** How many of them have no CompletionDate. */
  undated: number;
}

/** Where a job was read, for what the job itself does not tell. */
export interface Whereabouts {
  readonly region?: string | undefined;
  readonly backups?: Pick<BackupClock, 'of'> | undefined;
}

/** Folds jobs, once for all controls of a filter set; merges in any order. */
export class Tally {
  readonly filterSet: FilterSetTally = {
    jobs: 0,
    byState: new Map(),
    rated: new Map(),
    withoutResourceArn: 0,
    bytes: 0,
  };
  readonly resources = new Map<string, ResourceTally>();
  readonly recoveryPoints = new Map<string, RecoveryPointCopies>();

  constructor(readonly memory: Memory) {}

  /** Adds a job to everything but the rates, which wait until it is known whether its parent was read. */
  add(job: CopyJob, where: Whereabouts): void {
    const { filterSet } = this;
    const state = job.State ?? 'NOT_REPORTED';
    const bytes = job.isCopy ? (job.BackupSizeInBytes ?? 0) : 0;
    filterSet.jobs += 1;
    filterSet.bytes += bytes;
    countOne(filterSet.byState, state);
    if (this.memory.recoveryPoints && job.isGoodCopy) this.#addRecoveryPoint(job);
    const arn = job.ResourceArn;
    if (arn === undefined) {
      filterSet.withoutResourceArn += 1;
      return;
    }
    this.#addToResource(this.resource(arn), job, state, bytes, where);
  }

  addToRates(job: CopyJob): void {
    countOne(this.filterSet.rated, job.State ?? 'NOT_REPORTED');
  }

  resource(arn: string): ResourceTally {
    let resource = this.resources.get(arn);
    if (resource === undefined) this.resources.set(arn, (resource = beginResource(arn)));
    return resource;
  }

  #addToResource(resource: ResourceTally, job: CopyJob, state: string, bytes: number, where: Whereabouts): void {
    const type = job.ResourceType;
    if (type !== undefined) addType(resource, type);
    const created = job.CreationDate;
    if ((created ?? -Infinity) >= (resource.description.created ?? -Infinity)) {
      const description = { created, accountId: job.AccountId, name: job.ResourceName };
      resource.description = newerDescription(resource.description, description);
    }
    countOne(resource.byState, state);
    resource.bytes += bytes;
    addCreated(resource, created);
    if (this.memory.schedules) this.#addSchedule(resource, job);
    if (job.isGoodCopy) this.#addGoodCopy(resource, job, where);
  }

  #addGoodCopy(resource: ResourceTally, job: CopyJob, where: Whereabouts): void {
    const { memory } = this;
    resource.goodCopies += 1;
    for (const clock of CLOCKS) addDate(resource.newest, clock, dateOn(clock, job, where.backups));
    const completed = job.CompletionDate;
    if (completed !== undefined) {
      for (const length of memory.periods) {
        const number = Math.ceil((memory.asOf - completed) / length);
        if (number >= 1) addToPeriod(resource, length, number);
      }
      if (memory.sizes > 0) {
        const copy = { completed, created: job.CreationDate, id: job.CopyJobId, size: job.BackupSizeInBytes };
        resource.sizes = addSize(resource.sizes, copy, memory.sizes);
      }
    }
    if (memory.destinations) {
      countOne((resource.destinations ??= new Map()), job.DestinationBackupVaultArn ?? '');
      const vault = job.SourceBackupVaultArn ?? '';
      const region = regionOf(vault) ?? where.region ?? '';
      const account = accountOf(vault) ?? job.AccountId ?? '';
      addSource(resource, { vault, region, account });
    }
  }

  #addSchedule(resource: ResourceTally, job: CopyJob): void {
    const createdBy = job.CreatedBy;
    const cron = createdBy?.BackupRuleCron;
    if (createdBy === undefined || cron === undefined) return;
    const key = scheduleKey(createdBy, job.DestinationBackupVaultArn);
    addSchedule(resource, beginSchedule(key, resource.arn, job, createdBy, cron));
  }

  #addRecoveryPoint(job: CopyJob): void {
    const arn = job.SourceRecoveryPointArn;
    if (arn === undefined) return;
    const completed = job.CompletionDate;
    const copies = this.recoveryPoints.get(arn) ?? { undated: 0 };
    if (completed === undefined) copies.undated += 1;
    else copies.firstCompleted = earlier(copies.firstCompleted, completed);
    this.recoveryPoints.set(arn, copies);
  }

  merge(other: Tally): void {
    this.#mergeCounts(other.filterSet);
    for (const [arn, resource] of other.resources) mergeResource(this.resource(arn), resource, this.memory.sizes);
    this.#mergeRecoveryPoints(other.recoveryPoints);
  }

  toJson(): TallyJson {
    const { filterSet } = this;
    return {
      jobs: filterSet.jobs,
      bytes: filterSet.bytes,
      withoutResourceArn: filterSet.withoutResourceArn,
      byState: counterToJson(filterSet.byState),
      rated: counterToJson(filterSet.rated),
      resources: [...this.resources.values()].map(resourceToJson),
      recoveryPoints: [...this.recoveryPoints],
    };
  }

  static fromJson(json: TallyJson, memory: Memory): Tally {
    const tally = new Tally(memory);
    tally.mergeJson(json);
    return tally;
  }

  /** The same as merging what `toJson` was made of. */
  mergeJson(json: TallyJson): void {
    this.#mergeCounts({ ...json, byState: counterFromJson(json.byState), rated: counterFromJson(json.rated) });
    for (const resource of json.resources) {
      const mine = this.resources.get(resource.arn);
      if (mine === undefined) this.resources.set(resource.arn, resourceFromJson(resource));
      else mergeResource(mine, resourceFromJson(resource), this.memory.sizes);
    }
    this.#mergeRecoveryPoints(json.recoveryPoints);
  }

  #mergeCounts({ jobs, bytes, withoutResourceArn, byState, rated }: FilterSetTally): void {
    const { filterSet } = this;
    filterSet.jobs += jobs;
    filterSet.bytes += bytes;
    filterSet.withoutResourceArn += withoutResourceArn;
    mergeCounter(filterSet.byState, byState);
    mergeCounter(filterSet.rated, rated);
  }

  #mergeRecoveryPoints(others: Iterable<readonly [string, RecoveryPointCopies]>): void {
    for (const [arn, copies] of others) {
      const mine = this.recoveryPoints.get(arn);
      if (mine === undefined) this.recoveryPoints.set(arn, { ...copies });
      else {
        mine.firstCompleted = earlier(mine.firstCompleted, copies.firstCompleted);
        mine.undated += copies.undated;
      }
    }
  }
}

/** What crosses from a unit to the publisher: plain JSON. */
export interface TallyJson {
  readonly jobs: number;
  readonly bytes: number;
  readonly withoutResourceArn: number;
  readonly byState: Readonly<Record<string, number>>;
  readonly rated: Readonly<Record<string, number>>;
  readonly resources: readonly ResourceTallyJson[];
  readonly recoveryPoints: readonly (readonly [string, RecoveryPointCopies])[];
}
