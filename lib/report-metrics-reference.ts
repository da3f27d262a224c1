import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';

/** What can be measured of a report, wherever it was declared. */
export interface IReportMetrics extends IConstruct {
  /**
   * A metric of this report.
   *
   * @param metricName Its name, such as `FailedJobs`.
   * @param options Statistic, period, label and the like.
   */
  metric(metricName: string, options?: MetricOptions): Metric;

  /**
   * Copy jobs that failed for a cause, by its id as findings name it, such as `access-denied`; `other` for what no known cause
   * explains.
   *
   * @param cause The cause.
   * @param options Statistic, period, label and the like.
   */
  metricFailuresByCause(cause: string, options?: MetricOptions): Metric;

  /**
   * Runs that were published: their sum.
   *
   * @param options Statistic, period, label and the like.
   */
  metricRunPublished(options?: MetricOptions): Metric;

  /**
   * 1 where the run is NON_COMPLIANT, else 0.
   *
   * @param options Statistic, period, label and the like.
   */
  metricNonCompliant(options?: MetricOptions): Metric;

  /**
   * 1 where the run is an ERROR, else 0.
   *
   * @param options Statistic, period, label and the like.
   */
  metricAuditError(options?: MetricOptions): Metric;

  /**
   * 1 where the run has INSUFFICIENT_DATA, else 0.
   *
   * @param options Statistic, period, label and the like.
   */
  metricInsufficientData(options?: MetricOptions): Metric;

  /**
   * 1 where the run is COMPLIANT, else 0.
   *
   * @param options Statistic, period, label and the like.
   */
  metricCompliant(options?: MetricOptions): Metric;

  /**
   * Outcomes that are met, in percent of those that count; the lowest. Not written where there are none.
   *
   * @param options Statistic, period, label and the like.
   */
  metricCompliancePercent(options?: MetricOptions): Metric;

  /**
   * Findings of severity CRITICAL that are not exempt.
   *
   * @param options Statistic, period, label and the like.
   */
  metricCriticalFindings(options?: MetricOptions): Metric;

  /**
   * Findings of severity HIGH that are not exempt.
   *
   * @param options Statistic, period, label and the like.
   */
  metricHighFindings(options?: MetricOptions): Metric;

  /**
   * Findings of severity MEDIUM that are not exempt.
   *
   * @param options Statistic, period, label and the like.
   */
  metricMediumFindings(options?: MetricOptions): Metric;

  /**
   * Findings of severity LOW that are not exempt.
   *
   * @param options Statistic, period, label and the like.
   */
  metricLowFindings(options?: MetricOptions): Metric;

  /**
   * Findings of severity INFORMATIONAL that are not exempt.
   *
   * @param options Statistic, period, label and the like.
   */
  metricInformationalFindings(options?: MetricOptions): Metric;

  /**
   * Findings that are exempt.
   *
   * @param options Statistic, period, label and the like.
   */
  metricExemptFindings(options?: MetricOptions): Metric;

  /**
   * Copy jobs that the run judged.
   *
   * @param options Statistic, period, label and the like.
   */
  metricCopyJobs(options?: MetricOptions): Metric;

  /**
   * Copy jobs that wait to be started.
   *
   * @param options Statistic, period, label and the like.
   */
  metricCreatedJobs(options?: MetricOptions): Metric;

  /**
   * Copy jobs that copy.
   *
   * @param options Statistic, period, label and the like.
   */
  metricRunningJobs(options?: MetricOptions): Metric;

  /**
   * Copy jobs that copied everything.
   *
   * @param options Statistic, period, label and the like.
   */
  metricCompletedJobs(options?: MetricOptions): Metric;

  /**
   * Copy jobs that copied a composite without some of its members.
   *
   * @param options Statistic, period, label and the like.
   */
  metricPartialJobs(options?: MetricOptions): Metric;

  /**
   * Copy jobs that failed.
   *
   * @param options Statistic, period, label and the like.
   */
  metricFailedJobs(options?: MetricOptions): Metric;

  /**
   * Bytes that the copy jobs of the run copied.
   *
   * @param options Statistic, period, label and the like.
   */
  metricBytesCopied(options?: MetricOptions): Metric;

  /**
   * Resources that the run judged.
   *
   * @param options Statistic, period, label and the like.
   */
  metricResources(options?: MetricOptions): Metric;

  /**
   * Age of the newest good copy of the resource that waits longest, in seconds.
   *
   * @param options Statistic, period, label and the like.
   */
  metricWorstCopyAge(options?: MetricOptions): Metric;

  /**
   * The shortest limit of a `freshWithin` of the report, in seconds. Not written where there is none.
   *
   * @param options Statistic, period, label and the like.
   */
  metricCopyAgeLimit(options?: MetricOptions): Metric;

  /**
   * Filter sets times accounts times Regions that could not be read to their end.
   *
   * @param options Statistic, period, label and the like.
   */
  metricUnreadUnits(options?: MetricOptions): Metric;

  /**
   * Filter sets times accounts times Regions that the run was to read.
   *
   * @param options Statistic, period, label and the like.
   */
  metricUnits(options?: MetricOptions): Metric;

  /**
   * Requests to AWS Backup: their sum.
   *
   * @param options Statistic, period, label and the like.
   */
  metricRequests(options?: MetricOptions): Metric;

  /**
   * Time from the run’s start to its publication, in milliseconds.
   *
   * @param options Statistic, period, label and the like.
   */
  metricRunDuration(options?: MetricOptions): Metric;

  /**
   * Age of the latest published run in seconds, written when a run is published and once a day; the lowest of a period, which
   * is what the newest run of it says.
   *
   * @param options Statistic, period, label and the like.
   */
  metricRunAge(options?: MetricOptions): Metric;
}
