import { eventsOf } from '../audit/events/events-of.js';
import { publishRequestSchema } from '../audit/wire.js';
import { environment, optionalEnvironment } from '../aws/environment.js';
import { sendEvents } from '../aws/events.js';
import { loggerOf } from '../aws/logger.js';
import { newsFor } from '../aws/table/news.js';
import { Table } from '../aws/table/table.js';

/** Tells EventBridge what a published run changed since the one that was told last. */
export const handler = async (event: unknown): Promise<{ readonly events: number }> => {
  const { report, runId } = publishRequestSchema.parse(event);
  const logger = loggerOf('deliver-events', { report, runId });
  const news = await newsFor(new Table({ name: environment('table') }), 'EVENTS', { report, runId });
  if (news === undefined) {
    logger.info('nothing to tell: this run, or a newer one, was told already, or the report was removed');
    return { events: 0 };
  }
  const events = eventsOf(environment('auditor'), news);
  await sendEvents(events, { bus: optionalEnvironment('eventBus') });
  // Where another run was told meanwhile, that one is remembered; what was said twice has the same ids.
  const isRemembered = await news.remember();
  logger.info('told', { events: events.length, isRemembered });
  return { events: events.length };
};
