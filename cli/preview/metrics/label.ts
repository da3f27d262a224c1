import { type Series, lastOf, valuesOf } from './series.js';

const VARIABLE = /\$\{([^}]+)\}/g;

/** `${LAST}`, `${PROP('Dim.Report')}` and the like, of one series. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/graph-dynamic-labels.html */
export const filledLabel = (label: string, series: Series): string =>
  label.replaceAll(VARIABLE, (whole, variable: string) => valueOf(variable.trim(), series) ?? whole);

export const isDynamic = (label: string): boolean => label.search(VARIABLE) >= 0;

const valueOf = (variable: string, series: Series): string | undefined => {
  const [, property] = /^PROP\(['"]([^'"]+)['"]\)$/.exec(variable) ?? [];
  if (property !== undefined) return propertyOf(property, series);
  if (variable === 'LABEL') return nameOf(series);
  const values = valuesOf(series);
  if (values.length === 0) return '-';
  switch (variable) {
    case 'LAST':
      return written(lastOf(series) ?? NaN);
    case 'MAX':
      return written(Math.max(...values));
    case 'MIN':
      return written(Math.min(...values));
    case 'SUM':
      return written(values.reduce((sum, value) => sum + value, 0));
    case 'AVG':
      return written(values.reduce((sum, value) => sum + value, 0) / values.length);
    default:
      return undefined;
  }
};

const propertyOf = (property: string, { metric, period }: Series): string | undefined => {
  if (property === 'Period') return String(period);
  if (metric === undefined) return undefined;
  if (property.startsWith('Dim.')) return metric.dimensions[property.slice(4)];
  return { MetricName: metric.name, Namespace: metric.namespace, Stat: metric.statistic }[property];
};

/** What a metric is called where nobody labelled it: its name where its dimensions say nothing more. */
export const nameOf = ({ metric, label }: Series): string =>
  label ?? (metric === undefined ? '' : [metric.name, ...Object.values(metric.dimensions)].join(' '));

const written = (value: number): string => String(Math.round(value * 100) / 100);
