import { Metrics } from '@aws-lambda-powertools/metrics';
import {
  AUDITOR_METRICS,
  type AuditorMetric,
  CAUSE_METRIC,
  DIMENSIONS,
  METRIC_NAMESPACE,
  REPORT_METRICS,
  type ReportMetric,
} from '../audit/metrics.js';

type MetricUnitName = Parameters<Metrics['addMetric']>[1];

/** Metrics in the embedded format: pure JSON on standard output, which both of Lambda's log formats let through. */
const metricsOf = (dimensions: Readonly<Record<string, string>>): Metrics => {
  const metrics = new Metrics({ namespace: METRIC_NAMESPACE, singleMetric: false });
  // Only ours: the service would be a dimension more, and every combination is a metric that is billed.
  metrics.clearDefaultDimensions();
  metrics.addDimensions(dimensions);
  return metrics;
};

export type ReportValues = Readonly<Partial<Record<ReportMetric, number>>>;

/** Writes a run's metrics, zeros included: a search sees only what was written lately. */
export const writeReportMetrics = (auditor: string, report: string, values: ReportValues): void => {
  const metrics = metricsOf({ [DIMENSIONS.auditor]: auditor, [DIMENSIONS.report]: report });
  for (const [name, unit] of Object.entries(REPORT_METRICS)) {
    const value = values[name as ReportMetric];
    if (value !== undefined) metrics.addMetric(name, unit as MetricUnitName, value);
  }
  metrics.publishStoredMetrics();
};

/** Writes how many jobs failed for each cause. */
export const writeCauseMetrics = (auditor: string, report: string, byCause: ReadonlyMap<string, number>): void => {
  for (const [cause, jobs] of byCause) {
    const metrics = metricsOf({
      [DIMENSIONS.auditor]: auditor,
      [DIMENSIONS.report]: report,
      [DIMENSIONS.cause]: cause,
    });
    metrics.addMetric(CAUSE_METRIC, 'Count', jobs);
    metrics.publishStoredMetrics();
  }
};

/** Writes what a handler has to say of the auditor itself, zeros included. */
export const writeAuditorMetrics = (
  auditor: string,
  values: Readonly<Partial<Record<AuditorMetric, number>>>,
): void => {
  const metrics = metricsOf({ [DIMENSIONS.auditor]: auditor });
  for (const [name, value] of Object.entries(values)) {
    metrics.addMetric(name, AUDITOR_METRICS[name as AuditorMetric] as MetricUnitName, value);
  }
  metrics.publishStoredMetrics();
};
