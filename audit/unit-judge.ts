import type { BoundReport } from './bound-report.js';
import { CopyJob, type RawCopyJob } from './copy-job.js';
import { identityOfJob, outranks } from './dedupe.js';
import { accountOf, regionOf } from './arn.js';
import type { BackupClock } from './expected.js';
import { FilterSetJudge, type SavedFilterSetJudge } from './filter-set-judge.js';
import { type FilterSet, keeps } from './filter-set.js';
import { JobIds } from './job-ids.js';
import { TagScope } from './tag-scope.js';
import { type Members, childrenOf, membersOf } from './members.js';
import type { Unit } from './unit.js';
import type { HeldJob } from './held-job.js';

/** What a unit is read with. */
export interface UnitContext {
  /** Dates of backup jobs, where a control needs them. */
  readonly backups?: BackupClock | undefined;
  /** Whether other units read the same filter set, so that one job may be listed in two of them. */
  readonly sharesFilterSet: boolean;
  /** Ids of jobs that are judged last, because two finished records of one were met: here before, or by another unit. */
  readonly settleLast?: ReadonlySet<string>;
}

/** How far a unit was judged, as JSON. */
export interface SavedUnitJudge {
  readonly judge: SavedFilterSetJudge;
  /** Ids with what is kept beside them, base64. */
  readonly ids: string;
  readonly held: readonly (readonly [string, RawCopyJob])[];
  readonly members: readonly (readonly [string, RawCopyJob])[];
  readonly conflicts: readonly string[];
  readonly records: number;
  /** Records of resources of which the tags are not read here. */
  readonly elsewhere?: number;
}

// Kept beside an id: when its job completed; these two where that is not a number.
const HELD = Number.NEGATIVE_INFINITY;
const UNDATED = -1;

/**
 * Reads the jobs of one unit, page by page. A job counts once, whatever the number of pages that show it.
 *
 * What can still change, or depends on what was not read yet, is held until the end: jobs that are not finished (a later
 * page may show them finished), members of composites (their parent may come later), and jobs that another unit of the
 * same filter set may list as well.
 */
export class UnitJudge {
  readonly judge: FilterSetJudge;
  readonly #set: FilterSet;
  readonly #keeps: (job: CopyJob) => boolean;
  readonly scope: TagScope | undefined;
  readonly #ids = new JobIds();
  readonly #held = new Map<string, CopyJob>();
  readonly #members = new Map<string, CopyJob>();
  /** Jobs of which two finished records differ: the unit is to be read again with them settled last. */
  readonly conflicts = new Set<string>();
  /** Records that passed the filters. */
  records = 0;

  constructor(
    report: BoundReport,
    readonly unit: Unit,
    readonly context: UnitContext,
    saved?: SavedUnitJudge,
  ) {
    this.#set = report.filterSetOf(unit);
    this.scope = TagScope.of(report, this.#set, unit, saved?.elsewhere);
    this.#keeps = keeps(this.#set, report.asOf, this.scope?.includes);
    // Recorded jobs come without the Region in which they were listed.
    const where = { region: unit.region === '' ? undefined : unit.region, backups: context.backups };
    this.judge = new FilterSetJudge(report, this.#set, where, saved?.judge);
    if (saved === undefined) return;
    this.records = saved.records;
    this.#ids.restore(Buffer.from(saved.ids, 'base64'));
    for (const [id, job] of saved.held) this.#held.set(id, new CopyJob(job));
    for (const [id, job] of saved.members) this.#members.set(id, new CopyJob(job));
    for (const id of saved.conflicts) this.conflicts.add(id);
  }

  /** All of it, for whoever goes on later. */
  save(): SavedUnitJudge {
    const raw = (jobs: ReadonlyMap<string, CopyJob>) => [...jobs].map(([id, job]) => [id, job.raw] as const);
    return {
      judge: this.judge.save(),
      ids: Buffer.from(this.#ids.save()).toString('base64'),
      held: raw(this.#held),
      members: raw(this.#members),
      conflicts: [...this.conflicts],
      records: this.records,
      elsewhere: this.scope?.elsewhere ?? 0,
    };
  }

  page(records: readonly RawCopyJob[], isOfSlice?: (created: number | undefined) => boolean): void {
    for (const raw of records) {
      const job = new CopyJob(raw);
      if (isOfSlice !== undefined && !isOfSlice(job.CreationDate)) continue;
      if (!this.#keeps(job)) continue;
      this.records += 1;
      this.#take(job);
    }
  }

  #take(job: CopyJob): void {
    const id = identityOfJob(job);
    const known = this.#ids.get(id);
    if (known === undefined) this.#takeFirst(id, job);
    else if (known === HELD) this.#takeAgain(id, job);
    else if (this.#mayStandInstead(job, known)) this.conflicts.add(id);
  }

  /**
   * Whether a record could be the one that stands of a job that was judged already. Of two that are equally late, which is
   * read later has no meaning where pages come at once; whoever reads in order says before which ids come twice.
   */
  #mayStandInstead(job: CopyJob, known: number): boolean {
    const completed = job.isFinished ? (job.CompletionDate ?? UNDATED) : HELD;
    return completed > known;
  }

  #takeFirst(id: string, job: CopyJob): void {
    if (this.#mustWait(id, job)) {
      this.#ids.set(id, HELD);
      this.#held.set(id, job);
      return;
    }
    this.#ids.set(id, job.CompletionDate ?? UNDATED);
    this.#judgeNow(id, job);
  }

  #takeAgain(id: string, job: CopyJob): void {
    const held = this.#held.get(id);
    if (held === undefined || !outranks(job, held)) return;
    if (this.#mustWait(id, job)) {
      this.#held.set(id, job);
      return;
    }
    this.#held.delete(id);
    this.#ids.set(id, job.CompletionDate ?? UNDATED);
    this.#judgeNow(id, job);
  }

  #mustWait(id: string, job: CopyJob): boolean {
    return (
      !job.isFinished ||
      this.context.settleLast?.has(id) === true ||
      (this.context.sharesFilterSet && this.#isForeign(job))
    );
  }

  /** Whether the job belongs to another account or Region, or does not say whose it is: another unit may list it too. */
  #isForeign(job: CopyJob): boolean {
    const { accountId, region } = this.unit;
    const source = job.SourceBackupVaultArn;
    const owner = job.AccountId ?? accountOf(source);
    const isElsewhere = regionOf(source) !== region;
    return isElsewhere || (accountId !== '*' && owner !== accountId);
  }

  #judgeNow(id: string, job: CopyJob): void {
    if (job.ParentJobId === undefined) {
      this.judge.add(job);
      return;
    }
    this.judge.addMember(job);
    this.#members.set(id, job);
  }

  /** Ids of composites whose findings name their members, as far as not all of these were read with the unit. */
  get parentsToAsk(): readonly string[] {
    const known = new Map<string, number>();
    for (const jobs of [this.#members, this.#held]) {
      for (const { ParentJobId } of jobs.values())
        if (ParentJobId !== undefined) known.set(ParentJobId, (known.get(ParentJobId) ?? 0) + 1);
    }
    return this.judge.parents.flatMap(({ job: { CopyJobId, NumberOfChildJobs } }) =>
      CopyJobId !== undefined && (known.get(CopyJobId) ?? 0) < (NumberOfChildJobs ?? Infinity) ? [CopyJobId] : [],
    );
  }

  /** Ends the unit: judges what was held. `fetched` are members read by ByParentJobId, for the findings of their parents only. */
  end(fetched: readonly RawCopyJob[] = []): readonly HeldJob[] {
    const { sharesFilterSet } = this.context;
    if (!sharesFilterSet) for (const [id, job] of this.#held) this.#judgeNow(id, job);
    for (const job of this.#members.values()) if (!this.#isMember(job)) this.judge.settleMember(job);
    const asked = fetched.map((raw) => new CopyJob(raw)).map((job) => [identityOfJob(job), job] as const);
    const children = membersOf(this.#members, this.#held, asked);
    this.#nameChildren(children);
    return sharesFilterSet ? [...this.#held].map(([id, job]) => this.#passOn(id, job, children)) : [];
  }

  #passOn(id: string, job: CopyJob, members: Members): HeldJob {
    const backedUp = this.context.backups?.of(job);
    const children = childrenOf(job.CopyJobId, members);
    return {
      id,
      job: job.raw,
      region: this.unit.region,
      isMember: this.#isMember(job),
      ...(backedUp === undefined ? {} : { backedUp }),
      ...(children.length === 0 ? {} : { children }),
    };
  }

  #isMember(job: CopyJob): boolean {
    const parent = job.ParentJobId;
    return parent !== undefined && parent !== job.CopyJobId && this.#ids.has(parent);
  }

  #nameChildren(children: Members): void {
    const { judge } = this;
    judge.findings.push(...judge.parents.map(({ finding }) => finding));
    judge.parents = [];
    // Not only of those that say they are parents: a member of any is no subject of its own.
    if (children.size === 0) return;
    for (const finding of judge.findings) {
      const named = childrenOf(finding.subject.id, children);
      if (named.length > 0) finding.children = named;
    }
  }

  /** Whether any of the jobs is a member of a composite. */
  get hasMembers(): boolean {
    return this.#members.size > 0 || [...this.#held.values()].some(({ ParentJobId }) => ParentJobId !== undefined);
  }

  /** What was judged here, for the publisher to tell what another unit lists as well. */
  judgedIds(): Uint8Array | undefined {
    return this.context.sharesFilterSet ? this.#ids.toBytes(HELD) : undefined;
  }
}
