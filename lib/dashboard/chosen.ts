import { DashboardVariable, DefaultValue, Values, VariableInputType, VariableType } from 'aws-cdk-lib/aws-cloudwatch';
import { DIMENSIONS, METRIC_NAMESPACE, type ReportMetric } from '../../audit/metrics.js';

/**
 * Stands wherever the name of a report belongs that the reader of the dashboard chooses: CloudWatch puts the chosen one there,
 * in every widget. So no report may have this name's letters in its own.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_dashboard_variables.html
 */
export const CHOSEN_REPORT = 'ChosenReport';

/** A choice among the reports that have written metrics in the last two weeks, whichever stack declared them. */
export const reportVariable = (auditorName: string): DashboardVariable => {
  const { auditor, report } = DIMENSIONS;
  const metric: ReportMetric = 'RunPublished';
  return new DashboardVariable({
    id: 'report',
    label: 'Report',
    type: VariableType.PATTERN,
    value: CHOSEN_REPORT,
    inputType: VariableInputType.SELECT,
    values: Values.fromSearch(
      `{${METRIC_NAMESPACE},${auditor},${report}} MetricName="${metric}" ${auditor}="${auditorName}"`,
      report,
    ),
    defaultValue: DefaultValue.FIRST,
    visible: true,
  });
};

/** A choice among Regions, for auditors of one name in several. */
export const regionVariable = (regions: readonly string[]): DashboardVariable =>
  new DashboardVariable({
    id: 'region',
    label: 'Region',
    type: VariableType.PROPERTY,
    value: 'region',
    inputType: VariableInputType.SELECT,
    values: Values.fromValues(...regions.map((value) => ({ value, label: value }))),
    defaultValue: DefaultValue.FIRST,
    visible: true,
  });
