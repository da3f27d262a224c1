/** What somebody needs who looks at a dashboard: the widget's answer, and what the console asks CloudWatch for. */
export const viewing = (widgetFunctionArn: string): readonly { actions: string[]; resources: string[] }[] => [
  // A custom widget is called with its reader's own rights.
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/add_custom_widget_dashboard_security.html
  { actions: ['lambda:InvokeFunction'], resources: [widgetFunctionArn] },
  {
    actions: [
      'cloudwatch:DescribeAlarms',
      'cloudwatch:GetDashboard',
      'cloudwatch:GetMetricData',
      'cloudwatch:ListDashboards',
      'cloudwatch:ListMetrics',
    ],
    resources: ['*'],
  },
];
