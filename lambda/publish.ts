import { failuresByCause, metricsOfRun } from '../audit/run-metrics.js';
import { type PublishAnswer, publishRequestSchema } from '../audit/wire.js';
import { environment, optionalEnvironment } from '../aws/environment.js';
import { loggerOf } from '../aws/logger.js';
import { writeAuditorMetrics, writeCauseMetrics, writeReportMetrics } from '../aws/metrics.js';
import { kmsSigner } from '../aws/signer.js';
import { readDefinition } from '../aws/table/definitions.js';
import { unpackHeader } from '../aws/table/headers.js';
import { isBegun, readPlan } from '../aws/table/plans.js';
import { purge } from '../aws/table/purge.js';
import { retireLatest } from '../aws/table/runs.js';
import { Table } from '../aws/table/table.js';
import { publishPlanned } from './publish-planned.js';

/** Merges what all units found, judges the wholes and publishes the run. */
export const handler = async (event: unknown): Promise<PublishAnswer> => {
  const { report, runId } = publishRequestSchema.parse(event);
  const table = new Table({ name: environment('table') });
  const auditor = environment('auditor');
  const logger = loggerOf('publish', { report, runId });
  const isDeclared = async () => (await readDefinition(table, report)) !== undefined;
  if (!(await isDeclared())) {
    logger.info('not published: the report was removed meanwhile');
    if (!(await isBegun(table, report, runId))) await purge(table, report, () => false, runId);
    return { report, runId, status: 'INSUFFICIENT_DATA', published: false };
  }
  const plan = await readPlan(table, report, runId);
  if (plan === undefined) throw new Error(`Run ${runId} of report ${report} was not planned, or too long ago`);
  const { definition } = plan;
  const signingKey = optionalEnvironment('signingKey');
  const publication = await publishPlanned(table, plan, signingKey === undefined ? undefined : kmsSigner(signingKey));
  if (typeof publication === 'string') {
    // A hint that came to nothing: the latest run stands, and the next one over everything is the truth.
    logger[publication === 'UNREAD' ? 'warn' : 'info']('nothing published of what changed', { reason: publication });
    return { report, runId, status: 'INSUFFICIENT_DATA', published: false };
  }
  writeAuditorMetrics(auditor, { PublishConflicts: publication.published ? 0 : 1 });
  if (!publication.published) {
    logger.warn('overtaken by a newer run', { newer: publication.newer.runId });
    return { report, runId, status: publication.newer.status, published: false };
  }
  const { item } = publication;
  // Removed in that very moment: it stays in the history, but no list of reports shows it; or it goes the way of a history
  // that was purged, and the mark of this run with it.
  if (!(await isDeclared()))
    await ((await isBegun(table, report, runId))
      ? retireLatest(table, report, definition.keepRunsFor)
      : purge(table, report, () => false, runId, item.runId));

  const header = await unpackHeader(item.header);
  const { status, units, unreadUnits, findings, copyJobs, digest, unsigned } = item;
  // The header may leave out units that have nothing to tell.
  const counts = { Units: units, UnreadUnits: unreadUnits };
  writeReportMetrics(auditor, report, { ...metricsOfRun(header, definition, Date.parse(item.publishedAt)), ...counts });
  writeCauseMetrics(auditor, report, failuresByCause(header));
  if (signingKey !== undefined) writeAuditorMetrics(auditor, { UnsignedRuns: unsigned === undefined ? 0 : 1 });
  if (unsigned !== undefined) logger.error('published without a signature', { reason: unsigned });
  logger.info('published', { as: item.runId, status, findings, copyJobs, units, unreadUnits, digest });
  return { report, runId: item.runId, status, published: true, ...(digest === undefined ? {} : { digest }) };
};
