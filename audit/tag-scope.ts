import { accountOf, regionOf } from './arn.js';
import type { BoundReport } from './bound-report.js';
import type { CopyJob } from './copy-job.js';
import type { FilterSet } from './filter-set.js';
import type { Unit } from './unit.js';

/** Which copy jobs of a unit are of resources that carry its filter set's tags; notes those of which it cannot tell. */
export class TagScope {
  readonly #arns: ReadonlySet<string>;
  readonly #unit: Unit;
  /** Records of resources that lie where the tags were not read, or that are not named. */
  elsewhere: number;

  static of(report: BoundReport, set: FilterSet, unit: Unit, elsewhere = 0): TagScope | undefined {
    const { taggedWith } = set;
    return taggedWith === undefined
      ? undefined
      : new TagScope(report.taggedArns?.(taggedWith) ?? new Set(), unit, elsewhere);
  }

  private constructor(arns: ReadonlySet<string>, unit: Unit, elsewhere: number) {
    this.#arns = arns;
    this.#unit = unit;
    this.elsewhere = elsewhere;
  }

  /** Whether there is nothing to read. */
  get isEmpty(): boolean {
    return this.#arns.size === 0;
  }

  /** What a reader of the run should know. `isAlone`: no other unit reads the filter set. */
  notes(isAlone: boolean): readonly string[] {
    if (this.isEmpty)
      return isAlone ? ['no resource carries the tags of the filter set here: its copy jobs were not read'] : [];
    const count = this.elsewhere;
    return count === 0
      ? []
      : [
          `${count} copy jobs of resources outside of this account and Region were left out: their tags are not read here`,
        ];
  }

  includes = (job: CopyJob): boolean => {
    const arn = job.ResourceArn;
    if (arn !== undefined && this.#arns.has(arn)) return true;
    if (arn === undefined || this.#isElsewhere(arn, job.AccountId)) this.elsewhere += 1;
    return false;
  };

  // A copy of a copy is listed where its source vault is, and its resource may be in another Region.
  #isElsewhere(arn: string, owner: string | undefined): boolean {
    const { accountId, region } = this.#unit;
    const account = accountOf(arn) ?? owner;
    return (account !== undefined && account !== accountId) || (regionOf(arn) ?? region) !== region;
  }
}
