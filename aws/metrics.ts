import { Metrics } from '@aws-lambda-powertools/metrics';
import { METRIC_NAMESPACE } from '../audit/metrics.js';
import {
  type AuditorValues,
  type ReportValues,
  type WrittenMetrics,
  auditorMetrics,
  causeMetrics,
  reportMetrics,
} from '../audit/written-metrics.js';

type MetricUnitName = Parameters<Metrics['addMetric']>[1];

/** Writes metrics in the embedded format: pure JSON on standard output, which both of Lambda's log formats let through. */
const write = ({ dimensions, metrics: written }: WrittenMetrics): void => {
  const metrics = new Metrics({ namespace: METRIC_NAMESPACE, singleMetric: false });
  // Only ours: the service would be a dimension more, and every combination is a metric that is billed.
  metrics.clearDefaultDimensions();
  metrics.addDimensions(dimensions);
  for (const [name, { value, unit }] of Object.entries(written)) metrics.addMetric(name, unit as MetricUnitName, value);
  metrics.publishStoredMetrics();
};

/** Writes a run's metrics. */
export const writeReportMetrics = (auditor: string, report: string, values: ReportValues): void =>
  write(reportMetrics(auditor, report, values));

/** Writes how many jobs failed for each cause. */
export const writeCauseMetrics = (auditor: string, report: string, byCause: ReadonlyMap<string, number>): void =>
  causeMetrics(auditor, report, byCause).forEach(write);

/** Writes what a handler has to say of the auditor itself. */
export const writeAuditorMetrics = (auditor: string, values: AuditorValues): void =>
  write(auditorMetrics(auditor, values));
