import { messageOf } from '../../audit/errors.js';
import type { DefinitionItem } from '../../audit/record/items.js';
import { homeOf, optionalEnvironment } from '../../aws/environment.js';
import { closeInSecurityHub } from '../../aws/tell-security-hub.js';
import { putDefinition, readDefinition, removeDefinition } from '../../aws/table/definitions.js';
import { purge } from '../../aws/table/purge.js';
import { retireLatest } from '../../aws/table/runs.js';
import type { Deployer } from './deployer.js';
import { keptForOf } from './kept-for.js';
import { type Request, declaredIn, isPurged, reportOf } from './request.js';
import { withdrawDefinition } from './withdraw-definition.js';

const MOST_ATTEMPTS = 5;

/**
 * Delete: never fails, for a stack that cannot be deleted helps nobody, and changes nothing of a report that belongs to
 * another stack or logical id. `isLate`: time is up for a purge; what it leaves expires by itself.
 */
export const removeReport = async (deployer: Deployer, request: Request, isLate: () => boolean): Promise<void> => {
  const { logger } = deployer;
  try {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const item = await removable(deployer, request);
      // What `is-complete` accepted in that very moment is read again, and removed all the same.
      if (item === undefined || (await remove(deployer, request, item, isLate))) return;
    }
    logger.error('not removed', { reason: 'it is being changed by another deployment' });
  } catch (error) {
    logger.error('not removed', { reason: messageOf(error) });
  }
};

/** Answers false where another wrote the definition meanwhile. */
const remove = async (
  deployer: Deployer,
  request: Request,
  item: DefinitionItem,
  isLate: () => boolean,
): Promise<boolean> => {
  const { table, logger } = deployer;
  const { report, previous } = item;
  if (item.logicalId !== request.LogicalResourceId) {
    // The one that took it over stays: there is nothing to roll back to any more.
    const { previous: _previous, ...rest } = item;
    return putDefinition(table, rest, item);
  }
  if (previous !== undefined && previous.logicalId !== item.logicalId) return withdrawDefinition(deployer, item);
  if (!(await removeDefinition(table, item))) return false;
  // Before a purge too, which may not come to its end.
  await retireLatest(table, report, await keptForOf(item));
  await closeFindings(deployer, request, report);
  if (isPurged(request) && !(await purge(table, report, isLate)))
    logger.warn('there was no time to purge all of it', { report });
  logger.info('removed', { report, purged: isPurged(request) });
  return true;
};

/** What Security Hub was told of the report it shall not show for 90 days more. That it cannot be told keeps nobody from removing. */
const closeFindings = async (
  { auditor, table, logger }: Deployer,
  { StackId }: Request,
  report: string,
): Promise<void> => {
  if (optionalEnvironment('securityHub') === undefined) return;
  try {
    // Most calls of the function remove nothing, and need not wait for its client to load.
    const { SecurityHub } = await import('../../aws/security-hub.js');
    const { closed } = await closeInSecurityHub(table, new SecurityHub(), { auditor, ...homeOf(StackId) }, report);
    logger.info('closed in Security Hub', { report, closed });
  } catch (error) {
    logger.error('not closed in Security Hub', { report, reason: messageOf(error) });
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
