import * as z from 'zod';
import type { CopyJob } from './copy-job.js';
import type { Expected, ExpectedResource, RecoveryPoint } from './expected.js';
import type { ResourceTally } from './resource-tally.js';
import type { ScheduleTally } from './schedule-tally.js';
import type { FilterSetTally, RecoveryPointCopies } from './tally.js';
import type { Severity } from './status.js';
import type { Verdict } from './verdict.js';
import type { Window } from './window.js';

/**
 * What a control is: a name, what it judges, the schema of its options and a judge.
 *
 * A judge is bound to its options once a unit and then called per subject, so whatever can be prepared (compiled
 * patterns, limits, sentences) is prepared outside the inner function. `undefined` says: that is no subject of mine.
 * A judge that throws makes the control an ERROR, never a met.
 */
export type Control =
  JobControl | ResourceControl | ScheduleControl | FilterSetControl | ExpectedResourceControl | RecoveryPointControl;

export type Judges = Control['judges'];

export type Shape = Readonly<Record<string, z.ZodType>>;
export type OptionsOf<S extends Shape> = z.output<z.ZodObject<S>>;

/** When and where it is judged. */
export interface Circumstances {
  /** The run's time, in milliseconds. */
  readonly asOf: number;
  /** The filter set's window of creation time. */
  readonly window: Window;
  /** Where it is read, for jobs that do not tell. */
  readonly region?: string;
  /** The types it is narrowed to, where it is. */
  readonly resourceTypes?: readonly string[];
}

export interface ControlBase<N extends string = string, S extends Shape = Shape> {
  /** The same word everywhere: factory, definition, YAML, finding, docs anchor. */
  readonly name: N;
  /** What it asks, as a sentence for people: `Every resource has a good copy no older than a limit`. */
  readonly title: string;
  /** Why an auditor asks it and what to know about it, in Markdown, for docs/controls.md. */
  readonly description: string;
  /** What to do when it is not met, in a sentence or two. */
  readonly remedy: string;
  /** The severity where none is declared. */
  readonly severity: Severity;
  /** The schema of its options, by name. */
  readonly options: S;
  /** A rule over several options; answers the sentence that says what is wrong. */
  check?(options: OptionsOf<S>): string | undefined;
  /** A setting that is allowed but likely a mistake; answers the sentence, shown at synth. */
  warn?(options: OptionsOf<S>): string | undefined;
}

export interface JobControl<N extends string = string, S extends Shape = Shape> extends ControlBase<N, S> {
  readonly judges: 'job';
  /** A child whose parent was read is named in the parent's finding and is no subject of its own. */
  readonly childrenFollowParent?: true;
  judge(options: OptionsOf<S>, at: Circumstances): (job: CopyJob) => Verdict | undefined;
  /** Of an open job, met or not: when it stops being met if it stays open, or since when it is not. */
  breachesAt?(options: OptionsOf<S>, at: Circumstances): (job: CopyJob) => number | undefined;
}

export interface ResourceControl<N extends string = string, S extends Shape = Shape> extends ControlBase<N, S> {
  readonly judges: 'resource';
  /** What tallies must remember of a resource for this control. */
  remembers?(options: OptionsOf<S>, at: Circumstances): Remembers;
  /** Whether resources that are only remembered from earlier runs are subjects too. */
  readonly judgesRemembered?: true;
  judge(options: OptionsOf<S>, at: Circumstances): (resource: ResourceTally) => Verdict | undefined;
  /** Of a resource that is met now: when it stops being so if nothing is copied. */
  breachesAt?(options: OptionsOf<S>, at: Circumstances): (resource: ResourceTally) => number | undefined;
}

/** Judges a plan rule's schedule for one resource and one destination vault. */
export interface ScheduleControl<N extends string = string, S extends Shape = Shape> extends ControlBase<N, S> {
  readonly judges: 'schedule';
  judge(options: OptionsOf<S>, at: Circumstances): (schedule: ScheduleTally) => Verdict | undefined;
  breachesAt?(options: OptionsOf<S>, at: Circumstances): (schedule: ScheduleTally) => number | undefined;
}

export interface FilterSetControl<N extends string = string, S extends Shape = Shape> extends ControlBase<N, S> {
  readonly judges: 'filterSet';
  judge(options: OptionsOf<S>, at: Circumstances): (tally: FilterSetTally) => Verdict | undefined;
}

/** Judges what is expected to be copied; once a report, over its filter sets taken together. */
export interface ExpectedResourceControl<N extends string = string, S extends Shape = Shape> extends ControlBase<N, S> {
  readonly judges: 'expectedResource';
  /** Where the list of what is expected comes from. */
  expects(options: OptionsOf<S>): Expected;
  judge(options: OptionsOf<S>, at: Circumstances): (resource: ExpectedResource) => Verdict | undefined;
}

/** Judges recovery points of backup jobs; once a report, over its filter sets taken together. */
export interface RecoveryPointControl<N extends string = string, S extends Shape = Shape> extends ControlBase<N, S> {
  readonly judges: 'recoveryPoint';
  /** The backup jobs to read, by CompletionDate. */
  backupJobs(options: OptionsOf<S>, asOf: number): Window;
  judge(
    options: OptionsOf<S>,
    at: Circumstances,
  ): (point: RecoveryPoint, copies: RecoveryPointCopies | undefined) => Verdict | undefined;
}

/** What tallies must remember beyond what every resource row shows. */
export interface Remembers {
  /** How many of the newest sized good copies. */
  readonly sizes?: number;
  /** Lengths of the trailing periods in which good copies are counted, in milliseconds. */
  readonly periods?: readonly number[];
  /** Destinations and sources of good copies. */
  readonly destinations?: true;
  /** When what was copied was backed up: backup jobs are read for it. */
  readonly backupJobs?: true;
}

/** Declares a control; the identity, for its types. */
export function control<const N extends string, const S extends Shape>(declared: JobControl<N, S>): JobControl<N, S>;
export function control<const N extends string, const S extends Shape>(
  declared: ResourceControl<N, S>,
): ResourceControl<N, S>;
export function control<const N extends string, const S extends Shape>(
  declared: ScheduleControl<N, S>,
): ScheduleControl<N, S>;
export function control<const N extends string, const S extends Shape>(
  declared: FilterSetControl<N, S>,
): FilterSetControl<N, S>;
export function control<const N extends string, const S extends Shape>(
  declared: ExpectedResourceControl<N, S>,
): ExpectedResourceControl<N, S>;
export function control<const N extends string, const S extends Shape>(
  declared: RecoveryPointControl<N, S>,
): RecoveryPointControl<N, S>;
export function control(declared: Control): Control {
  return declared;
}
