import type { DefinitionItem } from '../../audit/record/items.js';
import { DAY } from '../../audit/schema.js';
import { definitionOf } from '../../aws/table/definitions.js';

/** How long the runs of a report are kept that is declared no more. */
export const keptForOf = async (item: DefinitionItem): Promise<number> => {
  try {
    return (await definitionOf(item)).keepRunsFor;
  } catch {
    // A definition that is not understood any more has to go all the same.
    return 400 * DAY;
  }
};
