import type { Definition } from '../../audit/definition.js';
import { METRIC_NAMESPACE } from '../../audit/metrics.js';
import type { RunItem } from '../../audit/record/items.js';
import { failuresByCause, metricsOfRun } from '../../audit/run-metrics.js';
import { auditorMetrics, causeMetrics, reportMetrics } from '../../audit/written-metrics.js';
import { unpackHeader } from '../../aws/table/headers.js';
import type { MetricStore } from '../preview/metrics/metric-store.js';

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
  for (const written of [
    reportMetrics(auditor, report, values),
    ...causeMetrics(auditor, report, failuresByCause(header)),
  ])
    store.record(METRIC_NAMESPACE, written.dimensions, written.metrics, publishedAt);
};

/** Keeps what handlers write of themselves. */
export const recordAuditorMetrics = (
  store: MetricStore,
  auditor: string,
  { throttles, slowPages, publishConflicts }: Readonly<Record<'throttles' | 'slowPages' | 'publishConflicts', number>>,
  time: number,
): void => {
  const values = { Throttles: throttles, SlowPages: slowPages, PublishConflicts: publishConflicts };
  const { dimensions, metrics } = auditorMetrics(auditor, values);
  store.record(METRIC_NAMESPACE, dimensions, metrics, time);
};
