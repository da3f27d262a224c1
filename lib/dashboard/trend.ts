import { Color, GraphWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { HALF, type Rows, rows } from './layout.js';
import type { Reports } from './reports.js';

/** Better or worse than last week. */
export const trendRows = (reports: Reports): Rows =>
  rows([
    new GraphWidget({
      title: 'Outcomes met, in percent',
      left: reports.each('CompliancePercent'),
      leftYAxis: { min: 0, max: 100, label: '%', showUnits: false },
      leftAnnotations: [{ value: 100, label: 'all met', color: Color.GREEN }],
      width: HALF,
    }),
    new GraphWidget({
      title: 'Findings, by report',
      left: [
        ...reports.each('CriticalFindings', { label: 'CRITICAL' }),
        ...reports.each('HighFindings', { label: 'HIGH' }),
      ],
      leftYAxis: { min: 0, label: 'findings', showUnits: false },
      width: HALF,
    }),
  ]);
