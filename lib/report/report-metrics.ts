import { Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { CAUSE_METRIC, DIMENSIONS, METRIC_NAMESPACE, type ReportMetric } from '../../audit/metrics.js';
import type { ICopyJobAuditor } from '../copy-job-auditor-reference.js';
import { statisticOf } from './statistics.js';

/**
 * What is known of a report wherever it was declared: whose it is, its name and its metrics.
 *
 * @internal
 */
export abstract class ReportMetrics extends Construct {
  /** The auditor that makes it. */
  public abstract readonly auditor: ICopyJobAuditor;

  /** Its name, under which its runs are kept. */
  public abstract readonly reportName: string;

  /**
   * A metric of this report, by its name. The highest value of a period by default, because each run writes totals.
   *
   * @param metricName Its name, such as `FailedJobs`.
   * @param options Statistic, period, label and the like.
   */
  public metric(metricName: string, options: MetricOptions = {}): Metric {
    return this.metricBy(metricName, {}, options);
  }

  /**
   * Copy jobs that failed for a cause, by its id as findings name it, such as `access-denied`; `other` for what no known cause
   * explains.
   *
   * @param cause The cause.
   * @param options Statistic, period, label and the like.
   */
  public metricFailuresByCause(cause: string, options: MetricOptions = {}): Metric {
    return this.metricBy(CAUSE_METRIC, { [DIMENSIONS.cause]: cause }, options);
  }

  /**
   * Runs that were published: their sum.
   *
   * @param options Statistic, period, label and the like.
   */
  public metricRunPublished(options?: MetricOptions): Metric {
    return this.metric('RunPublished' satisfies ReportMetric, options);
  }

  /**
   * 1 where the run is NON_COMPLIANT, else 0.
   *
   * @param options Statistic, period, label and the like.
   */
  public metricNonCompliant(options?: MetricOptions): Metric {
    return this.metric('NonCompliant' satisfies ReportMetric, options);
  }

  /**
   * 1 where the run is an ERROR, else 0.
   *
   * @param options Statistic, period, label and the like.
   */
  public metricAuditError(options?: MetricOptions): Metric {
    return this.metric('AuditError' satisfies ReportMetric, options);
  }

  /**
   * 1 where the run has INSUFFICIENT_DATA, else 0.
   *
   * @param options Statistic, period, label and the like.
   */
  public metricInsufficientData(options?: MetricOptions): Metric {
    return this.metric('InsufficientData' satisfies ReportMetric, options);
  }

  /**
   * 1 where the run is COMPLIANT, else 0.
   *
   * @param options Statistic, period, label and the like.
   */
  public metricCompliant(options?: MetricOptions): Metric {
    return this.metric('Compliant' satisfies ReportMetric, options);
  }

  /**
   * Outcomes that are met, in percent of those that count; the lowest. Not written where there are none.
   *
   * @param options Statistic, period, label and the like.
   */
  public metricCompliancePercent(options?: MetricOptions): Metric {
    return this.metric('CompliancePercent' satisfies ReportMetric, options);
  }

  /**
   * Findings of severity CRITICAL that are not exempt.
   *
   * @param options Statistic, period, label and the like.
   */
  public metricCriticalFindings(options?: MetricOptions): Metric {
    return this.metric('CriticalFindings' satisfies ReportMetric, options);
  }

  /**
   * Findings of severity HIGH that are not exempt.
   *
   * @param options Statistic, period, label and the like.
   */
  public metricHighFindings(options?: MetricOptions): Metric {
    return this.metric('HighFindings' satisfies ReportMetric, options);
  }

  /**
   * Findings of severity MEDIUM that are not exempt.
   *
   * @param options Statistic, period, label and the like.
   */
  public metricMediumFindings(options?: MetricOptions): Metric {
    return this.metric('MediumFindings' satisfies ReportMetric, options);
  }

  /**
   * Findings of severity LOW that are not exempt.
   *
   * @param options Statistic, period, label and the like.
   */
  public metricLowFindings(options?: MetricOptions): Metric {
    return this.metric('LowFindings' satisfies ReportMetric, options);
  }

  /**
   * Findings of severity INFORMATIONAL that are not exempt.
   *
   * @param options Statistic, period, label and the like.
   */
  public metricInformationalFindings(options?: MetricOptions): Metric {
    return this.metric('InformationalFindings' satisfies ReportMetric, options);
  }

  /**
   * Findings that are exempt.
   *
   * @param options Statistic, period, label and the like.
   */
  public metricExemptFindings(options?: MetricOptions): Metric {
    return this.metric('ExemptFindings' satisfies ReportMetric, options);
  }

  /**
   * Copy jobs that the run judged.
   *
   * @param options Statistic, period, label and the like.
   */
  public metricCopyJobs(options?: MetricOptions): Metric {
    return this.metric('CopyJobs' satisfies ReportMetric, options);
  }

  /**
   * Copy jobs that wait to be started.
   *
   * @param options Statistic, period, label and the like.
   */
  public metricCreatedJobs(options?: MetricOptions): Metric {
    return this.metric('CreatedJobs' satisfies ReportMetric, options);
  }

  /**
   * Copy jobs that copy.
   *
   * @param options Statistic, period, label and the like.
   */
  public metricRunningJobs(options?: MetricOptions): Metric {
    return this.metric('RunningJobs' satisfies ReportMetric, options);
  }

  /**
   * Copy jobs that copied everything.
   *
   * @param options Statistic, period, label and the like.
   */
  public metricCompletedJobs(options?: MetricOptions): Metric {
    return this.metric('CompletedJobs' satisfies ReportMetric, options);
  }

  /**
   * Copy jobs that copied a composite without some of its members.
   *
   * @param options Statistic, period, label and the like.
   */
  public metricPartialJobs(options?: MetricOptions): Metric {
    return this.metric('PartialJobs' satisfies ReportMetric, options);
  }

  /**
   * Copy jobs that failed.
   *
   * @param options Statistic, period, label and the like.
   */
  public metricFailedJobs(options?: MetricOptions): Metric {
    return this.metric('FailedJobs' satisfies ReportMetric, options);
  }

  /**
   * Bytes that the copy jobs of the run copied.
   *
   * @param options Statistic, period, label and the like.
   */
  public metricBytesCopied(options?: MetricOptions): Metric {
    return this.metric('BytesCopied' satisfies ReportMetric, options);
  }

  /**
   * Resources that the run judged.
   *
   * @param options Statistic, period, label and the like.
   */
  public metricResources(options?: MetricOptions): Metric {
    return this.metric('Resources' satisfies ReportMetric, options);
  }

  /**
   * Age of the newest good copy of the resource that waits longest, in seconds.
   *
   * @param options Statistic, period, label and the like.
   */
  public metricWorstCopyAge(options?: MetricOptions): Metric {
    return this.metric('WorstCopyAge' satisfies ReportMetric, options);
  }

  /**
   * The shortest limit of a `freshWithin` of the report, in seconds. Not written where there is none.
   *
   * @param options Statistic, period, label and the like.
   */
  public metricCopyAgeLimit(options?: MetricOptions): Metric {
    return this.metric('CopyAgeLimit' satisfies ReportMetric, options);
  }

  /**
   * Filter sets times accounts times Regions that could not be read to their end.
   *
   * @param options Statistic, period, label and the like.
   */
  public metricUnreadUnits(options?: MetricOptions): Metric {
    return this.metric('UnreadUnits' satisfies ReportMetric, options);
  }

  /**
   * Filter sets times accounts times Regions that the run was to read.
   *
   * @param options Statistic, period, label and the like.
   */
  public metricUnits(options?: MetricOptions): Metric {
    return this.metric('Units' satisfies ReportMetric, options);
  }

  /**
   * Requests to AWS Backup: their sum.
   *
   * @param options Statistic, period, label and the like.
   */
  public metricRequests(options?: MetricOptions): Metric {
    return this.metric('Requests' satisfies ReportMetric, options);
  }

  /**
   * Time from the run’s start to its publication, in milliseconds.
   *
   * @param options Statistic, period, label and the like.
   */
  public metricRunDuration(options?: MetricOptions): Metric {
    return this.metric('RunDuration' satisfies ReportMetric, options);
  }

  /**
   * Age of the latest published run in seconds, written when a run is published and once a day; the lowest of a period, which
   * is what the newest run of it says.
   *
   * @param options Statistic, period, label and the like.
   */
  public metricRunAge(options?: MetricOptions): Metric {
    return this.metric('RunAge' satisfies ReportMetric, options);
  }

  private metricBy(metricName: string, dimensions: Record<string, string>, options: MetricOptions): Metric {
    return new Metric({
      namespace: METRIC_NAMESPACE,
      metricName,
      dimensionsMap: {
        [DIMENSIONS.auditor]: this.auditor.auditorName,
        [DIMENSIONS.report]: this.reportName,
        ...dimensions,
      },
      statistic: statisticOf(metricName),
      ...options,
    }).attachTo(this);
  }
}
