import { messageOf } from '../../audit/errors.js';
import type { DefinitionItem } from '../../audit/record/items.js';
import { DAY } from '../../audit/schema.js';
import { definitionOf, putDefinition, readDefinition, removeDefinition } from '../../aws/table/definitions.js';
import { purge } from '../../aws/table/purge.js';
import { retireLatest } from '../../aws/table/runs.js';
import type { Deployer } from './deployer.js';
import { type Request, declaredIn, isPurged, reportOf } from './request.js';
import { withdrawDefinition } from './withdraw-definition.js';

/**
 * Delete: never fails, for a stack that cannot be deleted helps nobody, and changes nothing of a report that belongs to
 * another stack or logical id. `isLate`: time is up for a purge; what it leaves expires by itself.
 */
export const removeReport = async (deployer: Deployer, request: Request, isLate: () => boolean): Promise<void> => {
  const { table, logger } = deployer;
  try {
    const item = await removable(deployer, request);
    if (item === undefined) return;
    const { report, previous } = item;
    if (item.logicalId !== request.LogicalResourceId) {
      // The one that took it over stays: there is nothing to roll back to any more.
      const { previous: _previous, ...rest } = item;
      await putDefinition(table, rest, item);
      return;
    }
    if (previous !== undefined && previous.logicalId !== item.logicalId) {
      await withdrawDefinition(deployer, item);
      return;
    }
    if (!(await removeDefinition(table, item))) return;
    const keptFor = await keptForOf(item);
    if (!isPurged(request)) await retireLatest(table, report, keptFor);
    else if (!(await purge(table, report, isLate))) logger.warn('there was no time to purge all of it', { report });
    logger.info('removed', { report, purged: isPurged(request) });
  } catch (error) {
    logger.error('not removed', { reason: messageOf(error) });
  }
};

/** The definition that the request may do something about. */
const removable = async ({ auditor, table }: Deployer, request: Request): Promise<DefinitionItem | undefined> => {
  const { PhysicalResourceId, LogicalResourceId, StackId } = request;
  const report = reportOf(auditor, PhysicalResourceId);
  const item = await readDefinition(table, report ?? declaredIn(request).definition.name);
  if (item === undefined || item.stackId !== StackId) return undefined;
  // An invented id: the resource was never created. What its create left is nobody's; what was accepted is somebody's.
  if (report === undefined)
    return item.acceptedHash === undefined && item.logicalId === LogicalResourceId ? item : undefined;
  return [item.logicalId, item.previous?.logicalId].includes(LogicalResourceId) ? item : undefined;
};

const keptForOf = async (item: DefinitionItem): Promise<number> => {
  try {
    return (await definitionOf(item)).keepRunsFor;
  } catch {
    // A definition that is not understood any more has to go all the same.
    return 400 * DAY;
  }
};
