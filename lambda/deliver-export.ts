import { publishRequestSchema } from '../audit/wire.js';
import { environment } from '../aws/environment.js';
import { ExportBucket } from '../aws/export-bucket.js';
import { exportRun } from '../aws/export-run.js';
import { loggerOf } from '../aws/logger.js';
import { putExported, runsToExport } from '../aws/table/exported.js';
import { readRun } from '../aws/table/runs.js';
import { Table } from '../aws/table/table.js';

/** Exports a published run, and those before it that were not. */
export const handler = async (event: unknown): Promise<void> => {
  const { report, runId } = publishRequestSchema.parse(event);
  const table = new Table({ name: environment('table') });
  const bucket = new ExportBucket({ name: environment('exportBucket'), owner: environment('exportBucketOwner') });
  for (const each of await runsToExport(table, report, runId)) {
    const logger = loggerOf('deliver-export', { report, runId: each });
    const run = await readRun(table, report, each);
    if (run === undefined) {
      logger.info('not exported: the report was removed meanwhile');
      continue;
    }
    logger.info('exported', { ...(await exportRun(table, run, bucket, environment('exportPrefix'))) });
    await putExported(table, report, each);
  }
};
