import type { Plan } from './plan.js';
import type { Place, ResourceKind } from './resource-kind.js';
import type { Vault } from './vault.js';

/** What a resource is in the scenario for. */
export type Fate =
  /** Copied as planned, but for a failure now and then. */
  | 'steady'
  /** Backed up still, but not copied any more for some days: nobody is told. */
  | 'stopped'
  /** Backed up, and never copied. */
  | 'never-copied'
  /** Every copy fails, for a reason that stays. */
  | 'failing'
  /** Every copy is there, with an issue. */
  | 'with-issues'
  /** A copy that waits (or runs) for days, and keeps the next ones from starting. */
  | 'stuck'
  /** A stack, copied with its members. */
  | 'composite'
  /** A stack with a member that cannot be copied. */
  | 'partial';

export interface Resource {
  /** Tells it from the others of the scenario. */
  readonly key: string;
  readonly place: Place;
  readonly kind: ResourceKind;
  readonly arn: string;
  readonly name: string | undefined;
  /** None: copied on demand only. */
  readonly plan: Plan | undefined;
  readonly fate: Fate;
  /** The plan and rule as jobs name them. */
  readonly createdBy: Readonly<Record<string, string>> | undefined;
  readonly destination: Vault;
  /** The types of a stack's members. */
  readonly members: readonly ResourceKind[];
}
