import { messageOf as sentenceOf } from '../audit/errors.js';
import { digest } from '../audit/canonical.js';
import { messageOf } from '../audit/notification/message-of.js';
import { isNoteworthy } from '../audit/notification/news-words.js';
import { type Notifications, notificationsSchema } from '../audit/notification/notifications.js';
import { atLeastAsSevere } from '../audit/status.js';
import { publishRequestSchema } from '../audit/wire.js';
import { environment } from '../aws/environment.js';
import { loggerOf } from '../aws/logger.js';
import { newsFor } from '../aws/table/news.js';
import { Table } from '../aws/table/table.js';
import { publishTo } from '../aws/topics.js';

type Topic = Notifications['topics'][number];
type Run = { readonly report: string; readonly runId: string };

/** Tells people what a published run changed. What was told is remembered by topic: one that fails is told again, alone. */
export const handler = async (event: unknown): Promise<{ readonly notified: number }> => {
  const { report, runId } = publishRequestSchema.parse(event);
  const { topics, dashboard } = notificationsSchema.parse(JSON.parse(environment('notifications')));
  const table = new Table({ name: environment('table') });
  const logger = loggerOf('deliver-notifications', { report, runId });
  const failed: string[] = [];
  let notified = 0;
  for (const topic of topics) {
    if (topic.reports?.includes(report) === false) continue;
    try {
      if (await notify(table, topic, { report, runId }, dashboard)) notified += 1;
    } catch (error) {
      failed.push(`${topic.arn}: ${sentenceOf(error)}`);
    }
  }
  logger.info('notified', { notified, failed: failed.length });
  if (failed.length > 0)
    throw new Error(`${failed.length} of ${topics.length} topics were not notified: ${failed.join('; ')}`);
  return { notified };
};

const notify = async (
  table: Table,
  { arn, severity = 'INFORMATIONAL' }: Topic,
  run: Run,
  dashboard: string | undefined,
): Promise<boolean> => {
  const delivery = `NOTIFICATIONS#${digest(arn).slice(0, 16)}`;
  const news = await newsFor(table, delivery, run, (finding) => atLeastAsSevere(finding.severity, severity));
  if (news === undefined) return false;
  const noteworthy = isNoteworthy(news);
  if (noteworthy) await publishTo(arn, messageOf({ auditor: environment('auditor'), ...news, dashboard }));
  await news.remember();
  return noteworthy;
};
