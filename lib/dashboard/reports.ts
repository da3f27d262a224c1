import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { CAUSE_METRIC, DIMENSIONS, METRIC_NAMESPACE, type ReportMetric } from '../../audit/metrics.js';
import type { IComplianceReport } from '../compliance-report-reference.js';
import { given } from '../given.js';
import { type Source, metricFrom, searchIn } from './source.js';
import { statisticOf } from '../report/statistics.js';

/** How a metric is looked at. */
export interface Look {
  readonly label?: string;
  readonly color?: string;
  readonly period?: Duration;
  /** Shown in larger units than it is written in. */
  readonly dividedBy?: number;
}

/** The reports that widgets are about: all of an auditor, or one. */
export interface Reports {
  /** A line for each report. */
  each(metric: ReportMetric, look?: Look): IMetric[];
  /** Over all reports, in each period. */
  sum(metric: ReportMetric, look?: Look): IMetric;
  /** Over all reports, each as it was last published. */
  now(metric: ReportMetric, look?: Look): IMetric;
  /** Failures, a line for each cause. */
  causes(): IMetric[];
}

// Lines of a report that runs once a day would be dots by the hour.
const DAILY = Duration.days(1);
/** As fine as two runs are apart that someone looks at one after the other. */
const FINE = Duration.minutes(5);

/**
 * Every report that has written metrics in the last two weeks, whichever stack declared it.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html
 */
export const reportsOfAuditor = (auditorName: string, source: Source = {}): Reports => {
  const expression = expressionIn(source);
  const { auditor, report, cause } = DIMENSIONS;
  const search = (dimensions: readonly string[], metric: string, { period = DAILY }: Look): string => {
    const schema = [METRIC_NAMESPACE, ...dimensions].join(',');
    return `SEARCH('{${schema}} MetricName="${metric}" ${auditor}="${auditorName}"', '${statisticOf(metric)}', ${period.toSeconds()})`;
  };
  const ofReports = (metric: string, look: Look): string => search([auditor, report], metric, look);
  return {
    each: (metric, look = {}) => [
      expression(`${ofReports(metric, look)}${divided(look)}`, {
        label: `${dimension(report)}${suffix(look)}`,
        ...colorOf(look),
      }),
    ],
    sum: (metric, look = {}) => expression(`SUM(${ofReports(metric, look)})`, look),
    now: (metric, look = {}) => expression(`SUM(FILL(${ofReports(metric, { ...look, period: FINE })}, REPEAT))`, look),
    causes: () => [
      expression(search([auditor, report, cause], CAUSE_METRIC, {}), {
        label: `${dimension(cause)}: ${dimension(report)}`,
      }),
    ],
  };
};

/** One report, by name: its metrics are there however long ago it ran. */
export const oneReport = (report: IComplianceReport, source: Source = {}): Reports => {
  const expression = expressionIn(source);
  const metric = (name: ReportMetric, { period = DAILY, label = name, ...look }: Look): IMetric => {
    const written = metricFrom(report.metric(name, { period, label, ...colorOf(look) }), source);
    if (look.dividedBy === undefined) return written;
    const id = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
    return new MathExpression({
      expression: `${id}${divided(look)}`,
      usingMetrics: { [id]: written },
      period,
      label,
      ...colorOf(look),
    });
  };
  const { auditor, report: reportDimension, cause } = DIMENSIONS;
  return {
    each: (name, look = {}) => [metric(name, look)],
    sum: (name, look = {}) => metric(name, look),
    now: (name, look = {}) => metric(name, { ...look, period: FINE }),
    causes: () => [
      expression(
        `SEARCH('{${METRIC_NAMESPACE},${auditor},${reportDimension},${cause}} MetricName="${CAUSE_METRIC}" ${auditor}="${report.auditor.auditorName}" ${reportDimension}="${report.reportName}"', '${statisticOf(CAUSE_METRIC)}', ${DAILY.toSeconds()})`,
        { label: dimension(cause) },
      ),
    ],
  };
};

const expressionIn =
  (source: Source) =>
  (text: string, { label, color }: Look): MathExpression =>
    new MathExpression({ expression: text, period: FINE, ...given({ label, color }), ...searchIn(source) });

const dimension = (name: string): string => `\${PROP('Dim.${name}')}`;
const suffix = ({ label }: Look): string => (label === undefined ? '' : ` (${label})`);
const divided = ({ dividedBy }: Look): string => (dividedBy === undefined ? '' : ` / ${dividedBy}`);
const colorOf = ({ color }: Look) => given({ color });
