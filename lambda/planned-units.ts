import type { Definition } from '../audit/definition.js';
import { type AccountsOf, type Home, planUnits } from '../audit/plan.js';
import type { PlannedUnit } from '../audit/wire.js';

// A unit with a smaller share of the budget would wait for its turns longer than a function lives.
const SLOWEST = 0.1;

/** The units of a run, and how many of them may be read at once: the definition's number, or as many as the budget feeds. */
export const plannedUnits = (
  definition: Definition,
  home: Home,
  accountsOf: AccountsOf,
): { readonly planned: readonly PlannedUnit[]; readonly maxConcurrency: number } => {
  const { requestsPerSecond } = definition;
  let { maxConcurrency } = definition;
  let units = planUnits(definition, home, accountsOf);
  if (units.some((unit) => unit.requestsPerSecond < SLOWEST)) {
    maxConcurrency = Math.floor(requestsPerSecond / SLOWEST);
    units = planUnits({ ...definition, maxConcurrency }, home, accountsOf);
  }
  const count = new Map<string, number>();
  for (const { filterSet } of units) count.set(filterSet, (count.get(filterSet) ?? 0) + 1);
  const planned = units.map((unit, index) => ({ index, sharesFilterSet: (count.get(unit.filterSet) ?? 0) > 1, unit }));
  return { planned, maxConcurrency };
};
