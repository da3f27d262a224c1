import { type BoundControl, circumstancesOf, includesJob } from './bind.js';
import type { BoundReport } from './bound-report.js';
import { causeOf } from './causes.js';
import { type CauseTally, type PackedCauses, addCause, beginCauses, packCauses, unpackCauses } from './causes/tally.js';
import { earlier } from './clock.js';
import { CopyJob, type RawCopyJob } from './copy-job.js';
import { countOne } from './counter.js';
import { messageOf } from './errors.js';
import type { FilterSet } from './filter-set.js';
import { type Finding, evidenceOf } from './finding.js';
import { makeFinding, subjectOfJob } from './make-finding.js';
import { type Outcomes, noOutcomes } from './outcomes.js';
import { shareOf } from './resource-tally.js';
import type { ShareTally } from './share.js';
import { Tally, type TallyJson, type Whereabouts } from './tally.js';
import type { Verdict } from './verdict.js';

/** A control of jobs, bound to its options. */
interface JobJudge {
  readonly bound: BoundControl;
  readonly outcomes: Outcomes;
  readonly judge: (job: CopyJob) => Verdict | undefined;
  readonly breachesAt: ((job: CopyJob) => number | undefined) | undefined;
}

/** Jobs that are narrowed alike, with their tally and the controls that judge them. */
interface View {
  readonly key: string;
  readonly includes: ((job: CopyJob) => boolean) | undefined;
  readonly tally: Tally;
  /** Judged on their page. */
  readonly atOnce: readonly JobJudge[];
  /** Judged when it is known that a job's parent was not read. */
  readonly unlessChild: readonly JobJudge[];
}

/** How far a filter set was judged, as JSON. */
export interface SavedFilterSetJudge {
  readonly tallies: Readonly<Record<string, TallyJson>>;
  readonly outcomes: Readonly<Record<string, Outcomes>>;
  readonly causes: PackedCauses;
  readonly usedExemptions: readonly number[];
  readonly findings: readonly Finding[];
  readonly parents: readonly { readonly job: RawCopyJob; readonly finding: Finding }[];
}

/** A finding of a composite job, to which its members are added when all were read. */
export interface ParentFinding {
  readonly job: CopyJob;
  readonly finding: Finding;
}

/**
 * The first judging point: jobs, one by one. Folds them into tallies and judges what a single job tells.
 * Nothing here per job but the cheap reader and the judges, bound once.
 */
export class FilterSetJudge {
  readonly #views: readonly View[];
  /** The view that is not narrowed: rows are made of it. */
  readonly #whole: View;
  readonly #report: BoundReport;
  readonly #where: Whereabouts;
  readonly filterSet: string;
  readonly outcomes = new Map<string, Outcomes>();
  readonly causes: CauseTally;
  readonly usedExemptions: Set<number>;
  findings: Finding[];
  parents: ParentFinding[];

  constructor(report: BoundReport, set: FilterSet, where: Whereabouts, saved?: SavedFilterSetJudge) {
    this.#report = report;
    this.#where = where;
    this.filterSet = set.name;
    this.causes = saved === undefined ? beginCauses() : unpackCauses(saved.causes);
    this.usedExemptions = new Set(saved?.usedExemptions);
    this.findings = [...(saved?.findings ?? [])];
    this.parents = (saved?.parents ?? []).map(({ job, finding }) => ({ job: new CopyJob(job), finding }));
    const [whole, ...narrowed] = this.#makeViews(set, saved);
    if (whole === undefined) throw new Error('A filter set has at least the view of the whole');
    this.#whole = whole;
    this.#views = [whole, ...narrowed];
  }

  get tallies(): ReadonlyMap<string, Tally> {
    return new Map(this.#views.map(({ key, tally }) => [key, tally]));
  }

  /** All of it, for whoever goes on later. */
  save(): SavedFilterSetJudge {
    return {
      tallies: Object.fromEntries([...this.tallies].map(([key, tally]) => [key, tally.toJson()])),
      outcomes: Object.fromEntries(this.outcomes),
      causes: packCauses(this.causes),
      usedExemptions: [...this.usedExemptions],
      findings: this.findings,
      parents: this.parents.map(({ job, finding }) => ({ job: job.raw, finding })),
    };
  }

  /** Takes a job of which it is known that it stands for itself. */
  add(job: CopyJob): void {
    this.addMember(job);
    this.settleMember(job);
  }

  /** Takes a member of a composite: for all but what its parent answers for, if that is read. */
  addMember(job: CopyJob): void {
    for (const view of this.#views) {
      if (view.includes !== undefined && !view.includes(job)) continue;
      view.tally.add(job, this.#where);
      for (const each of view.atOnce) this.#judge(each, job);
    }
    if (job.raw['State'] === 'FAILED') this.#countCause(job);
  }

  #countCause(job: CopyJob): void {
    const { id } = addCause(this.causes, job);
    const share = this.#shareOf(job);
    if (share !== undefined) countOne(share.failures, id);
  }

  /** The share of the job's resource, where shares are kept. */
  #shareOf({ ResourceArn: arn }: CopyJob): ShareTally | undefined {
    const { tally } = this.#whole;
    return tally.memory.shares && arn !== undefined ? shareOf(tally.resource(arn)) : undefined;
  }

  /** The rest, for a member whose parent was not read. */
  settleMember(job: CopyJob): void {
    for (const view of this.#views) {
      if (view.includes !== undefined && !view.includes(job)) continue;
      view.tally.addToRates(job);
      for (const each of view.unlessChild) this.#judge(each, job);
    }
  }

  #judge(each: JobJudge, job: CopyJob): void {
    let verdict: Verdict | undefined;
    try {
      verdict = each.judge(job);
    } catch (error) {
      each.outcomes.error ??= messageOf(error);
      return;
    }
    if (verdict === undefined) return;
    if (each.breachesAt !== undefined && job.isOpen) this.#noteBreach(each.breachesAt(job), job);
    if (verdict.outcome === 'MET') this.#meet(each, job);
    else this.#find(each, job, verdict);
  }

  #meet({ bound, outcomes }: JobJudge, job: CopyJob): void {
    outcomes.met += 1;
    const share = this.#shareOf(job);
    if (share !== undefined) countOne(share.met, bound.id);
  }

  #noteBreach(breachesAt: number | undefined, job: CopyJob): void {
    const arn = job.ResourceArn;
    if (arn === undefined || breachesAt === undefined) return;
    const resource = this.#whole.tally.resource(arn);
    resource.openBreachesAt = earlier(resource.openBreachesAt, breachesAt);
  }

  #find({ bound, outcomes }: JobJudge, job: CopyJob, verdict: Exclude<Verdict, { outcome: 'MET' }>): void {
    const subject = subjectOfJob(job, bound);
    const excuse = this.#report.exemptions.find({ controlId: bound.id, resourceArn: job.ResourceArn, job });
    const finding = makeFinding(bound, this.filterSet, subject, verdict, excuse);
    finding.job = evidenceOf(job.raw);
    if (job.State === 'FAILED') finding.cause = causeOf(job);
    if (finding.exempt !== undefined && excuse !== undefined) {
      this.usedExemptions.add(excuse.index);
      outcomes.exempt += 1;
    } else outcomes[verdict.outcome === 'NOT_MET' ? 'notMet' : 'undetermined'] += 1;
    if (isUnfinishedComposite(job)) this.parents.push({ job, finding });
    else this.findings.push(finding);
  }

  #makeViews(set: FilterSet, saved: SavedFilterSetJudge | undefined): View[] {
    const controls = this.#report.controlsOn(set.name);
    const memory = this.#report.memoryOf(set);
    // The whole filter set always has a view: its rows and counts are part of every report.
    const keys = new Set(['', ...controls.map(({ narrowing }) => narrowing.key)]);
    return [...keys].map((key) => {
      const mine = controls.filter(({ narrowing }) => narrowing.key === key);
      const narrowing = mine[0]?.narrowing;
      const judges = mine.flatMap((bound) => this.#bindJudge(bound, set, saved?.outcomes[bound.id]));
      const tally = saved?.tallies[key];
      return {
        key,
        includes: key === '' || narrowing === undefined ? undefined : (job) => includesJob(narrowing, job),
        tally: tally === undefined ? new Tally(memory) : Tally.fromJson(tally, memory),
        atOnce: judges.filter((each) => !followsParent(each)),
        unlessChild: judges.filter(followsParent),
      };
    });
  }

  #bindJudge(bound: BoundControl, set: FilterSet, saved: Outcomes | undefined): JobJudge[] {
    const { control, options } = bound;
    if (control.judges !== 'job') return [];
    const outcomes = { ...(saved ?? noOutcomes()) };
    this.outcomes.set(bound.id, outcomes);
    const at = circumstancesOf(bound, set, this.#report.asOf, this.#where.region);
    return [{ bound, outcomes, judge: control.judge(options, at), breachesAt: control.breachesAt?.(options, at) }];
  }
}

const followsParent = ({ bound: { control } }: JobJudge): boolean =>
  control.judges === 'job' && control.childrenFollowParent === true;

const isUnfinishedComposite = (job: CopyJob): boolean =>
  job.IsParent && (job.State === 'PARTIAL' || job.State === 'FAILED');
