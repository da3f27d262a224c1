import type { DefinitionItem } from '../../audit/record/items.js';
import { putDefinition, removeDefinition } from '../../aws/table/definitions.js';
import { retireLatest } from '../../aws/table/runs.js';
import { withdraw } from './declare.js';
import type { Deployer } from './deployer.js';
import { keptForOf } from './kept-for.js';

/** Puts back what was accepted before a definition, or removes it where there was nothing. What another wrote since stays: false then. */
export const withdrawDefinition = async ({ table, logger }: Deployer, item: DefinitionItem): Promise<boolean> => {
  const before = withdraw(item);
  const isDone = await (before === undefined ? removeDefinition(table, item) : putDefinition(table, before, item));
  // What its run found stays to be read, as long as other runs do; but no list of reports shows it.
  if (isDone && before === undefined) await retireLatest(table, item.report, await keptForOf(item));
  logger.info('withdrawn', { report: item.report, restored: before !== undefined, isDone });
  return isDone;
};
