import { DAY, HOUR } from '../audit/schema.js';
import { failuresByCause, metricsLater } from '../audit/run-metrics.js';
import { environment } from '../aws/environment.js';
import { loggerOf } from '../aws/logger.js';
import { writeCauseMetrics, writeReportMetrics } from '../aws/metrics.js';
import { definitionOf, readDefinition } from '../aws/table/definitions.js';
import { ReportReader } from '../aws/table/reader.js';
import { Table } from '../aws/table/table.js';

// A run that was published since the last heartbeat has written all of it.
const FRESH = DAY - HOUR;

/**
 * Once a day: writes again what the latest run of each report wrote, where no newer one did. CloudWatch's searches forget what
 * was not written for two weeks, and an alarm looks back a week, so a report that runs once a month would be gone for both.
 */
export const handler = async (): Promise<void> => {
  const table = new Table({ name: environment('table') });
  const auditor = environment('auditor');
  const reader = new ReportReader(table);
  for (const report of await reader.reportNames()) {
    try {
      await beat(table, reader, auditor, report);
    } catch (error) {
      // One report's definition may be of a newer library; the others still beat.
      loggerOf('heartbeat', { report }).error('no heartbeat', error as Error);
    }
  }
};

const beat = async (table: Table, reader: ReportReader, auditor: string, report: string): Promise<void> => {
  const declared = await readDefinition(table, report);
  if (declared === undefined) return;
  const run = await reader.publishedRun(report);
  if (run === undefined) return writeReportMetrics(auditor, report, { RunPublished: 0 });
  const { header, summary } = run;
  const now = table.now();
  const values = metricsLater(header, await definitionOf(declared), now);
  if (now - Date.parse(summary.publishedAt) < FRESH)
    return writeReportMetrics(auditor, report, values.RunAge === undefined ? {} : { RunAge: values.RunAge });
  // The header may leave out units that have nothing to tell.
  const { units: Units, unreadUnits: UnreadUnits } = summary;
  writeReportMetrics(auditor, report, { ...values, Units, UnreadUnits });
  writeCauseMetrics(auditor, report, failuresByCause(header));
};
