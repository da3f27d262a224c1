import { type BoundControl, type TaggedArns, bindControls, isOfReport, isOn, remembersOf } from './bind.js';
import type { Definition } from './definition.js';
import { Exemptions } from './exemption.js';
import type { FilterSet } from './filter-set.js';
import type { Memory } from './tally.js';
import type { UnsharedUnit } from './unit.js';

/** A definition made ready to judge as of a time. */
export class BoundReport {
  readonly controls: readonly BoundControl[];
  readonly exemptions: Exemptions;

  constructor(
    readonly definition: Definition,
    readonly asOf: number,
    readonly taggedArns?: TaggedArns,
  ) {
    this.controls = bindControls(definition, taggedArns);
    this.exemptions = new Exemptions(definition.exemptions, asOf);
  }

  filterSet(name: string): FilterSet {
    const found = this.definition.filterSets.find((set) => set.name === name);
    if (found === undefined) throw new Error(`There is no filter set ${name} in report ${this.definition.name}`);
    return found;
  }

  /** The filter set of a unit, narrowed to the one resource that it reads where it reads no more. */
  filterSetOf({ filterSet, resourceArn }: UnsharedUnit): FilterSet {
    const set = this.filterSet(filterSet);
    return resourceArn === undefined ? set : { ...set, resourceArn };
  }

  /** Controls that are judged for a filter set. */
  controlsOn(filterSet: string): BoundControl[] {
    return this.controls.filter((bound) => !isOfReport(bound) && isOn(bound, filterSet));
  }

  /** What tallies of a filter set remember: the union over its controls. */
  memoryOf(set: FilterSet): Memory {
    const remembered = this.controlsOn(set.name).map((bound) => remembersOf(bound, set, this.asOf));
    const judged = this.controls.filter((bound) => isOn(bound, set.name)).map(({ control }) => control.judges);
    return {
      asOf: this.asOf,
      sizes: Math.max(0, ...remembered.map(({ sizes }) => sizes ?? 0)),
      periods: [...new Set(remembered.flatMap(({ periods }) => periods ?? []))],
      destinations: remembered.some(({ destinations }) => destinations === true),
      schedules: judged.includes('schedule'),
      recoveryPoints: judged.includes('recoveryPoint'),
      shares: this.definition.realtime === true,
    };
  }

  /** Whether units of a filter set read AWS Backup's backup jobs for its clock. */
  needsBackupClock(set: FilterSet): boolean {
    return this.controlsOn(set.name).some((bound) => remembersOf(bound, set, this.asOf).backupJobs === true);
  }
}
