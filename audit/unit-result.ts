import type { PackedCauses } from './causes/tally.js';
import type { RawCopyJob } from './copy-job.js';
import type { ProtectedResource, RecoveryPoint } from './expected.js';
import type { Finding } from './finding.js';
import type { Outcomes } from './outcomes.js';
import type { Unit } from './plan.js';
import type { TallyJson } from './tally.js';

/** A job that waits until all units have met. */
export interface HeldJob {
  readonly id: string;
  readonly job: RawCopyJob;
  /** Region in which it was listed. */
  readonly region: string;
  /** Its parent was read in the same unit. */
  readonly isMember: boolean;
  /** When what it copied was backed up, in milliseconds, where that was read. */
  readonly backedUp?: number;
}

/** What one unit found: plain JSON, merges with others in any order. */
export interface UnitResult {
  readonly unit: Unit;
  /** Why the unit could not be read to its end; what was read counts all the same. */
  readonly error?: string;
  /** What a reader should know and what is no error. */
  readonly notes?: readonly string[];
  readonly pages: number;
  readonly records: number;
  /** Tallies by narrowing; `''` is the whole filter set. */
  readonly tallies: Readonly<Record<string, TallyJson>>;
  readonly outcomes: Readonly<Record<string, Outcomes>>;
  readonly findings: readonly Finding[];
  readonly causes: PackedCauses;
  readonly usedExemptions: readonly number[];
  readonly held: readonly HeldJob[];
  /** Hashes of the ids of judged jobs, base64; only where units share a filter set. */
  readonly judgedIds?: string;
  /** Recovery points of backup jobs, by the control that asked for them. */
  readonly recoveryPoints?: Readonly<Record<string, readonly RecoveryPoint[]>>;
  readonly protectedResources?: readonly ProtectedResource[];
}
