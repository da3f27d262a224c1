import {
  AUDITOR_METRICS,
  type AuditorMetric,
  CAUSE_METRIC,
  DIMENSIONS,
  REPORT_METRICS,
  type ReportMetric,
} from './metrics.js';

/** Metrics that are written together, under the same dimensions. */
export interface WrittenMetrics {
  readonly dimensions: Readonly<Record<string, string>>;
  readonly metrics: Readonly<Record<string, { readonly value: number; readonly unit: string }>>;
}

export type ReportValues = Readonly<Partial<Record<ReportMetric, number>>>;
export type AuditorValues = Readonly<Partial<Record<AuditorMetric, number>>>;

const withUnits = (values: Readonly<Record<string, number | undefined>>, units: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(units).flatMap(([name, unit]) => {
      const value = values[name];
      return value === undefined ? [] : [[name, { value, unit }]];
    }),
  );

/** A run's metrics, zeros included: a search sees only what was written lately. */
export const reportMetrics = (auditor: string, report: string, values: ReportValues): WrittenMetrics => ({
  dimensions: { [DIMENSIONS.auditor]: auditor, [DIMENSIONS.report]: report },
  metrics: withUnits(values, REPORT_METRICS),
});

/** How many jobs failed for each cause. */
export const causeMetrics = (
  auditor: string,
  report: string,
  byCause: ReadonlyMap<string, number>,
): readonly WrittenMetrics[] =>
  [...byCause].map(([cause, value]) => ({
    dimensions: { [DIMENSIONS.auditor]: auditor, [DIMENSIONS.report]: report, [DIMENSIONS.cause]: cause },
    metrics: { [CAUSE_METRIC]: { value, unit: 'Count' } },
  }));

/** What a handler has to say of the auditor itself, zeros included. */
export const auditorMetrics = (auditor: string, values: AuditorValues): WrittenMetrics => ({
  dimensions: { [DIMENSIONS.auditor]: auditor },
  metrics: withUnits(values, AUDITOR_METRICS),
});
