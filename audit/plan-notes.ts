import type { UnitResult } from './unit-result.js';

/** What planning has to say of a filter set. */
export interface PlanNote {
  readonly filterSet: string;
  readonly note: string;
}

/** Adds what planning has to say to whichever of a filter set's units comes first, so that the run says it once. */
export const withPlanNotes = (results: readonly UnitResult[], notes: readonly PlanNote[]): UnitResult[] => {
  const said = new Set<string>();
  return results.map((result) => {
    const { filterSet } = result.unit;
    const mine = said.has(filterSet) ? [] : notes.filter((each) => each.filterSet === filterSet);
    said.add(filterSet);
    return mine.length === 0
      ? result
      : { ...result, notes: [...(result.notes ?? []), ...mine.map(({ note }) => note)] };
  });
};
