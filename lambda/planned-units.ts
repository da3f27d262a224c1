import type { Definition } from '../audit/definition.js';
import { type AccountsOf, type Home, planBatches } from '../audit/plan.js';
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
  const count = new Map<string, number>();
  for (const { filterSet } of batches.flat()) count.set(filterSet, (count.get(filterSet) ?? 0) + 1);
  let index = 0;
  return {
    batches: batches.map((batch) =>
      batch.map((unit) => ({ index: index++, sharesFilterSet: (count.get(unit.filterSet) ?? 0) > 1, unit })),
    ),
    maxConcurrency,
  };
};
