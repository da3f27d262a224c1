import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { ReportMetric } from '../../audit/metrics.js';

/** Each run writes totals: of several runs in a period the highest stands, but for what adds up or is good when high. */
const STATISTICS: Readonly<Record<string, string>> = {
  RunPublished: Stats.SUM,
  Requests: Stats.SUM,
  CompliancePercent: Stats.MINIMUM,
  RunAge: Stats.MINIMUM,
} satisfies Partial<Record<ReportMetric, string>>;

/** The statistic that says most of a report's metric. */
export const statisticOf = (metricName: string): string => STATISTICS[metricName] ?? Stats.MAXIMUM;
