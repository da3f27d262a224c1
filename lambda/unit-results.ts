import { type UnitResult, unreadUnit } from '../audit/unit-result.js';
import { type Plan, readUnits } from '../aws/table/plans.js';
import type { Table } from '../aws/table/table.js';
import { readResults } from '../aws/table/units.js';

const LOST = 'the function ended before the unit was read to its end; its log says why';

/** What all units of a run found; one that did not come to its end, or to a beginning, is one that could not be read. */
export const resultsOf = async (table: Table, { report, runId, unplanned, notes }: Plan): Promise<UnitResult[]> => {
  const found = new Map<number, UnitResult>();
  for await (const [index, result] of readResults(table, report, runId)) found.set(index, result);
  const units = await readUnits(table, report, runId);
  const results = [
    ...units.map(({ index, unit }) => found.get(index) ?? unreadUnit(unit.filterSet, LOST, unit)),
    ...unplanned.map(({ filterSet, reason }) => unreadUnit(filterSet, reason)),
  ];
  const said = new Set<string>();
  return results.map((result) => {
    // Once for a filter set, of whichever of its units comes first.
    const { filterSet } = result.unit;
    const mine = said.has(filterSet) ? [] : notes.filter((each) => each.filterSet === filterSet);
    said.add(filterSet);
    return mine.length === 0
      ? result
      : { ...result, notes: [...(result.notes ?? []), ...mine.map(({ note }) => note)] };
  });
};
