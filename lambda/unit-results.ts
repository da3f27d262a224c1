import { withPlanNotes } from '../audit/plan-notes.js';
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
  return withPlanNotes(
    [
      ...units.map(({ index, unit }) => found.get(index) ?? unreadUnit(unit.filterSet, LOST, unit)),
      ...unplanned.map(({ filterSet, reason }) => unreadUnit(filterSet, reason)),
    ],
    notes,
  );
};
