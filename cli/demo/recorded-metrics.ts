import type { Definition } from '../../audit/definition.js';
import {
  AUDITOR_METRICS,
  type AuditorMetric,
  CAUSE_METRIC,
  DIMENSIONS,
  METRIC_NAMESPACE,
  REPORT_METRICS,
  type ReportMetric,
} from '../../audit/metrics.js';
import type { RunItem } from '../../audit/record/items.js';
import { failuresByCause, metricsOfRun } from '../../audit/run-metrics.js';
import { unpackHeader } from '../../aws/table/headers.js';
import type { MetricStore, Written } from '../preview/metrics/metric-store.js';

/** Keeps what the deployed auditor writes of a published run, under the same names and dimensions. */
export const recordRunMetrics = async (
  store: MetricStore,
  auditor: string,
  item: RunItem,
  definition: Definition,
): Promise<void> => {
  const header = await unpackHeader(item.header);
  const publishedAt = Date.parse(item.publishedAt);
  const { report, units, unreadUnits } = item;
  const values = { ...metricsOfRun(header, definition, publishedAt), Units: units, UnreadUnits: unreadUnits };
  const written: Record<string, Written> = {};
  for (const [name, value] of Object.entries(values))
    written[name] = { value, unit: REPORT_METRICS[name as ReportMetric] };
  const ofReport = { [DIMENSIONS.auditor]: auditor, [DIMENSIONS.report]: report };
  store.record(METRIC_NAMESPACE, ofReport, written, publishedAt);
  for (const [cause, jobs] of failuresByCause(header))
    store.record(
      METRIC_NAMESPACE,
      { ...ofReport, [DIMENSIONS.cause]: cause },
      { [CAUSE_METRIC]: { value: jobs, unit: 'Count' } },
      publishedAt,
    );
};

/** Keeps what handlers write of themselves. */
export const recordAuditorMetrics = (
  store: MetricStore,
  auditor: string,
  { throttles, slowPages, publishConflicts }: Readonly<Record<'throttles' | 'slowPages' | 'publishConflicts', number>>,
  time: number,
): void => {
  const values: Record<AuditorMetric, number> = {
    Throttles: throttles,
    SlowPages: slowPages,
    PublishConflicts: publishConflicts,
  };
  const written: Record<string, Written> = {};
  for (const [name, value] of Object.entries(values))
    written[name] = { value, unit: AUDITOR_METRICS[name as AuditorMetric] };
  store.record(METRIC_NAMESPACE, { [DIMENSIONS.auditor]: auditor }, written, time);
};
