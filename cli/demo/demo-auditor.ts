import type { Definition } from '../../audit/definition.js';
import { publishRun } from '../../aws/table/publish-run.js';
import { putDefinition } from '../../aws/table/definitions.js';
import { Table } from '../../aws/table/table.js';
import { startSandbox } from '../../sandbox/index.js';
import { readReport } from '../audit-report.js';
import type { EmbeddedTable } from '../embedded-table.js';
import type { MetricStore } from '../preview/metrics/metric-store.js';
import { asItWas } from './as-it-was.js';
import type { DemoRecords } from './demo-records.js';
import { type DemoPlace, demoSource } from './demo-source.js';
import { recordAuditorMetrics, recordRunMetrics } from './recorded-metrics.js';

export interface DemoAudit {
  readonly auditor: string;
  /** As they were declared, and what is meant by it. */
  readonly reports: readonly { readonly declared: unknown; readonly definition: Definition }[];
  readonly records: DemoRecords;
  readonly place: DemoPlace;
  /** Whether the endpoint serves a Region only what is of it: where reports name Regions. */
  readonly byRegion: boolean;
  readonly asOf: number;
  /** How many days of runs there are, one a day. */
  readonly days: number;
  readonly table: EmbeddedTable;
  readonly metrics: MetricStore;
  readonly onRun: (asOf: number, report: string) => void;
}

const DAY = 86_400_000;

/** Audits as a deployed auditor has on each of the last days, with what AWS Backup would have listed on that day. */
export const auditDays = async (audit: DemoAudit): Promise<void> => {
  await declare(audit);
  for (let ago = audit.days - 1; ago >= 0; ago -= 1) await auditDay(audit, audit.asOf - ago * DAY);
};

const declare = async ({ reports, table, asOf, days }: DemoAudit): Promise<void> => {
  const updatedAt = new Date(asOf - days * DAY).toISOString();
  for (const { declared, definition } of reports) {
    const item = {
      version: 1 as const,
      report: definition.name,
      definition: JSON.stringify(declared),
      ...{ definitionHash: 'demo', acceptedHash: 'demo', stackId: 'demo', logicalId: definition.name, updatedAt },
    };
    await putDefinition(table.table, item, undefined);
  }
};

const auditDay = async (audit: DemoAudit, asOf: number): Promise<void> => {
  const { records, metrics, auditor, byRegion, table } = audit;
  const sandbox = await startSandbox({
    copyJobs: asItWas(records.copyJobs, asOf),
    backupJobs: asItWas(records.backupJobs, asOf),
    protectedResources: records.protectedResources,
    scopeByRegion: byRegion,
  });
  const source = demoSource(sandbox.url, audit.place);
  try {
    for (const { definition } of audit.reports) {
      const begun = Date.now();
      const now = () => asOf + Date.now() - begun;
      audit.onRun(asOf, definition.name);
      const read = await readReport(definition, source, { asOf });
      // A run of an earlier day was published on that day.
      const publication = await publishRun(new Table({ ...table.connection, now }), {
        ...{ runId: read.runId, asOf, trigger: 'SCHEDULE', definition },
        conclude: read.conclude,
      });
      if (publication.published) await recordRunMetrics(metrics, auditor, publication.item, definition);
      recordAuditorMetrics(metrics, auditor, { ...source.traffic(), publishConflicts: 0 }, asOf);
    }
  } finally {
    await sandbox.close();
  }
};
