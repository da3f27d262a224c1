import type { Definition } from '../audit/definition.js';
import { type AccountsOf, type Home, planBatches, planChanges } from '../audit/plan.js';
import type { Unit } from '../audit/unit.js';
import type { Batch } from '../audit/wire.js';

// A batch with a smaller share of the budget would wait for its turns longer than a function lives.
const SLOWEST = 0.1;

/** The units of a run in batches, and how many of these may be read at once: the definition's number, or as many as the budget feeds. */
export const plannedUnits = (
  definition: Definition,
  home: Home,
  accountsOf: AccountsOf,
): { readonly batches: readonly Batch[]; readonly maxConcurrency: number } => {
  const { requestsPerSecond } = definition;
  let { maxConcurrency } = definition;
  let batches = planBatches(definition, home, accountsOf);
  if (batches.flat().some((unit) => unit.requestsPerSecond < SLOWEST)) {
    maxConcurrency = Math.floor(requestsPerSecond / SLOWEST);
    batches = planBatches({ ...definition, maxConcurrency }, home, accountsOf);
  }
  return { batches: numbered(batches), maxConcurrency };
};

// None of them takes long, and they share the budget.
const MOST_CHANGED_AT_ONCE = 10;

/** The same of a run that judges only some resources anew. */
export const plannedChanges = (
  definition: Definition,
  home: Home,
  accountsOf: AccountsOf,
  changed: readonly string[],
): ReturnType<typeof plannedUnits> => {
  const maxConcurrency = Math.min(definition.maxConcurrency, MOST_CHANGED_AT_ONCE);
  return {
    batches: numbered(planChanges({ ...definition, maxConcurrency }, home, accountsOf, changed)),
    maxConcurrency,
  };
};

/** Units with their places, and whether others read the same filter set: elsewhere, for one resource more is no other place. */
const numbered = (batches: readonly (readonly Unit[])[]): readonly Batch[] => {
  const places = new Map<string, Set<string>>();
  for (const { filterSet, accountId, region } of batches.flat())
    places.set(filterSet, (places.get(filterSet) ?? new Set()).add(`${accountId}/${region}`));
  let index = 0;
  return batches.map((batch) =>
    batch.map((unit) => ({ index: index++, sharesFilterSet: (places.get(unit.filterSet)?.size ?? 0) > 1, unit })),
  );
};
