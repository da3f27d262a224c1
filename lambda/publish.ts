import { BoundReport } from '../audit/bound-report.js';
import { conclude } from '../audit/conclude.js';
import type { Run } from '../audit/run.js';
import { failuresByCause, metricsOfRun } from '../audit/run-metrics.js';
import { type UnitResult, unreadUnit } from '../audit/unit-result.js';
import { type PublishAnswer, publishRequestSchema } from '../audit/wire.js';
import { environment } from '../aws/environment.js';
import { loggerOf } from '../aws/logger.js';
import { writeAuditorMetrics, writeCauseMetrics, writeReportMetrics } from '../aws/metrics.js';
import { type Plan, readPlan, readUnits } from '../aws/table/plans.js';
import { publishRun } from '../aws/table/publish-run.js';
import { Table } from '../aws/table/table.js';
import { readResults } from '../aws/table/units.js';

/** Merges what all units found, judges the wholes and publishes the run. */
export const handler = async (event: unknown): Promise<PublishAnswer> => {
  const { report, runId } = publishRequestSchema.parse(event);
  const table = new Table({ name: environment('table') });
  const auditor = environment('auditor');
  const logger = loggerOf('publish', { report, runId });
  const plan = await readPlan(table, report, runId);
  if (plan === undefined) throw new Error(`Run ${runId} of report ${report} was not planned, or too long ago`);

  const { definition, trigger } = plan;
  const asOf = Date.parse(plan.asOf);
  const bound = new BoundReport(definition, asOf);
  const results = await resultsOf(table, plan);
  let run: Run | undefined;
  const publication = await publishRun(table, {
    runId,
    asOf,
    trigger,
    definition,
    conclude: (remembered) => (run = conclude(bound, runId, results, remembered)),
  });

  if (!publication.published) {
    writeAuditorMetrics(auditor, { PublishConflicts: 1 });
    logger.warn('overtaken by a newer run', { newer: publication.newer.runId });
    return { report, runId, status: publication.newer.status, published: false };
  }
  writeAuditorMetrics(auditor, { PublishConflicts: 0 });
  // A task that is tried again after the run was published has judged nothing, and its metrics are written already.
  if (run !== undefined) {
    writeReportMetrics(auditor, report, metricsOfRun(run, definition, table.now()));
    writeCauseMetrics(auditor, report, failuresByCause(run));
  }
  const { status, findings, copyJobs, unreadUnits } = publication.item;
  logger.info('published', { status, findings, copyJobs, units: results.length, unreadUnits });
  return { report, runId, status, published: true };
};

/** The results of all units; one that did not come to its end is one that could not be read. */
const resultsOf = async (table: Table, { report, runId, unplanned }: Plan): Promise<UnitResult[]> => {
  const found = new Map<number, UnitResult>();
  for await (const [index, result] of readResults(table, report, runId)) found.set(index, result);
  const units = await readUnits(table, report, runId);
  return [
    ...units.map(({ index, unit }) => found.get(index) ?? unreadUnit(unit.filterSet, LOST, unit)),
    ...unplanned.map(({ filterSet, reason }) => unreadUnit(filterSet, reason)),
  ];
};

const LOST = 'the function ended before the unit was read to its end; its log says why';
