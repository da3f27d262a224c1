import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { given } from '../given.js';

/** Where metrics are, when that is not where the dashboard is. */
export interface Source {
  readonly account?: string | undefined;
  readonly region?: string | undefined;
}

/** A metric of another place. */
export const metricFrom = (metric: Metric, { account, region }: Source): Metric =>
  metric.with(given({ account, region }));

/** An expression that searches in another place. */
export const searchIn = ({ account, region }: Source) => given({ searchAccount: account, searchRegion: region });
