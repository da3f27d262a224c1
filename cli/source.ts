import type { UnitOptions, UnitPorts } from '../audit/audit-unit.js';
import type { Definition } from '../audit/definition.js';
import type { PlanNote } from '../audit/plan-notes.js';
import type { Unit } from '../audit/unit.js';

/** Whoever names an endpoint may have no account at all; the endpoint serves what it has. */
export const NO_ACCOUNT = '000000000000';

/** Where a report's copy jobs come from: an account, or a file. */
export interface Source {
  /** `onThrottle` is told of each request that a service refuses because there were too many. */
  units(definition: Definition, onThrottle?: () => void): Promise<PlannedUnits>;
  ports(unit: Unit): UnitPorts;
  readonly options: Pick<UnitOptions, 'concurrency' | 'settleLast'>;
  /** How many units are read at once, at most. */
  readonly unitsAtOnce: number;
}

export interface PlannedUnits {
  readonly units: readonly Unit[];
  /** Filter sets of which the targets could not be listed. */
  readonly unplanned: readonly { readonly filterSet: string; readonly reason: string }[];
  /** What else a reader of the run should know of how it was planned. */
  readonly notes?: readonly PlanNote[];
  /** How many jobs there are to read, where that is known before. */
  readonly jobs?: number;
}
