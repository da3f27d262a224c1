import type { PackedCauses } from './causes/tally.js';
import type { RawCopyJob } from './copy-job.js';
import type { HeldJob } from './held-job.js';
import type { ProtectedResource, RecoveryPoint } from './expected.js';
import type { Finding } from './finding.js';
import type { Outcomes } from './outcomes.js';
import type { Unit } from './unit.js';
import type { SavedExpected } from './expected-reader.js';
import type { TaggedResources } from './tagged.js';
import type { TallyJson } from './tally.js';
import type { UnitJudge } from './unit-judge.js';

/** What one unit found: plain JSON, merges with others in any order. */
export interface UnitResult {
  readonly unit: Unit;
  /** Why the unit could not be read to its end; what was read counts all the same. */
  readonly error?: string;
  /** What a reader should know and what is no error. */
  readonly notes?: readonly string[];
  readonly pages: number;
  readonly records: number;
  /** Of a unit of one resource: jobs of it are members of composites, which are judged with these. */
  readonly hasMembers?: boolean;
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
  /** Resources that carry the tags that controls are narrowed by. */
  readonly tagged?: TaggedResources;
}

/** Ends a unit's judge and says what it found. `members` are of composites, for the findings of their parents only. */
export const unitResultOf = (
  unit: Unit,
  unitJudge: UnitJudge,
  { recoveryPoints, protectedResources }: SavedExpected,
  members: readonly RawCopyJob[],
  pages: number,
  problems: readonly string[],
): UnitResult => {
  const held = unitJudge.end(members);
  const { findings, tallies, outcomes, causes, usedExemptions } = unitJudge.judge.save();
  const judgedIds = unitJudge.judgedIds();
  return {
    unit,
    ...(problems.length === 0 ? {} : { error: [...new Set(problems)].join('; ') }),
    pages,
    records: unitJudge.records,
    ...(unit.resourceArn === undefined ? {} : { hasMembers: unitJudge.hasMembers }),
    tallies,
    outcomes,
    findings,
    causes,
    usedExemptions,
    held,
    ...(judgedIds === undefined ? {} : { judgedIds: Buffer.from(judgedIds).toString('base64') }),
    recoveryPoints,
    protectedResources,
  };
};

/** What stands for a unit of which nothing could be read: the reason. */
export const unreadUnit = (filterSet: string, error: string, unit?: Unit): UnitResult => ({
  unit: unit ?? { id: `${filterSet}/?`, filterSet, accountId: 'unknown', region: 'unknown', requestsPerSecond: 0 },
  error,
  pages: 0,
  records: 0,
  tallies: {},
  outcomes: {},
  findings: [],
  causes: [],
  usedExemptions: [],
  held: [],
});
