import type { DefinitionItem } from '../../audit/record/items.js';
import { putDefinition, removeDefinition } from '../../aws/table/definitions.js';
import { withdraw } from './declare.js';
import type { Deployer } from './deployer.js';

/** Puts back what was accepted before a definition, or removes it where there was nothing. What another wrote since stays. */
export const withdrawDefinition = async ({ table, logger }: Deployer, item: DefinitionItem): Promise<void> => {
  const before = withdraw(item);
  const isDone = await (before === undefined ? removeDefinition(table, item) : putDefinition(table, before, item));
  logger.info('withdrawn', { report: item.report, restored: before !== undefined, isDone });
};
