import type { BoundReport } from './bound-report.js';
import { beginCauses, mergeCauses, unpackCauses } from './causes/tally.js';
import type { ProtectedResource, RecoveryPoint } from './expected.js';
import type { Finding } from './finding.js';
import { type Outcomes, mergeOutcomes, noOutcomes } from './outcomes.js';
import { settleHeld } from './settle.js';
import { type Memory, Tally } from './tally.js';
import type { UnitResult } from './unit-result.js';

/** All that was read of one filter set, its units merged. */
export class MergedFilterSet {
  readonly outcomes = new Map<string, Outcomes>();
  readonly causes = beginCauses();
  readonly findings: Finding[] = [];
  readonly usedExemptions = new Set<number>();
  readonly recoveryPoints = new Map<string, Map<string, RecoveryPoint>>();
  /** By ARN and type: two units may tell different ones. */
  readonly protectedResources = new Map<string, ProtectedResource>();
  /** Why a unit was not read to its end: what is missing may be there. */
  readonly unread: readonly string[];
  readonly #tallies = new Map<string, Tally>();
  readonly #memory: Memory;

  constructor(
    report: BoundReport,
    readonly name: string,
    results: readonly UnitResult[],
  ) {
    this.#memory = report.memoryOf(report.filterSet(name));
    this.unread = results.flatMap(({ unit, error }) =>
      error === undefined ? [] : [`${unit.accountId} in ${unit.region}: ${error}`],
    );
    for (const result of results) this.#mergeResult(result);
    for (const settled of settleHeld(report, name, results)) {
      for (const [key, tally] of settled.tallies) this.tally(key).merge(tally);
      for (const [id, outcomes] of settled.outcomes) mergeOutcomes(this.outcomesOf(id), outcomes);
      for (const index of settled.usedExemptions) this.usedExemptions.add(index);
      mergeCauses(this.causes, settled.causes);
      for (const finding of settled.findings) this.findings.push(finding);
    }
  }

  #mergeResult(result: UnitResult): void {
    for (const [key, json] of Object.entries(result.tallies)) this.tally(key).mergeJson(json);
    for (const [id, outcomes] of Object.entries(result.outcomes)) mergeOutcomes(this.outcomesOf(id), outcomes);
    for (const index of result.usedExemptions) this.usedExemptions.add(index);
    mergeCauses(this.causes, unpackCauses(result.causes));
    for (const finding of result.findings) this.findings.push(finding);
    for (const [id, points] of Object.entries(result.recoveryPoints ?? {})) {
      const mine = this.recoveryPoints.get(id) ?? new Map<string, RecoveryPoint>();
      for (const point of points) mine.set(point.arn, point);
      this.recoveryPoints.set(id, mine);
    }
    for (const resource of result.protectedResources ?? [])
      this.protectedResources.set(`${resource.arn} ${resource.type ?? ''}`, resource);
  }

  /** The tally of a narrowing; `''` is the whole filter set. */
  tally(key: string): Tally {
    let tally = this.#tallies.get(key);
    if (tally === undefined) this.#tallies.set(key, (tally = new Tally(this.#memory)));
    return tally;
  }

  outcomesOf(controlId: string): Outcomes {
    let outcomes = this.outcomes.get(controlId);
    if (outcomes === undefined) this.outcomes.set(controlId, (outcomes = noOutcomes()));
    return outcomes;
  }

  get isEmpty(): boolean {
    return this.tally('').filterSet.jobs === 0;
  }
}
