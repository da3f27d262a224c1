import { Color, SingleValueWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { HALF, QUARTER, type Rows, rows } from './layout.js';
import type { Reports } from './reports.js';

const HEIGHT = 4;

/** Red or green, and how bad. */
export const statusRows = (reports: Reports): Rows =>
  rows(
    [
      new SingleValueWidget({
        title: 'Status of reports, as last published',
        metrics: [
          reports.now('NonCompliant', { label: 'NON_COMPLIANT', color: Color.RED }),
          reports.now('AuditError', { label: 'ERROR', color: Color.ORANGE }),
          reports.now('InsufficientData', { label: 'INSUFFICIENT_DATA', color: Color.GREY }),
          reports.now('Compliant', { label: 'COMPLIANT', color: Color.GREEN }),
        ],
        width: HALF,
        height: HEIGHT,
      }),
      new SingleValueWidget({
        title: 'Findings, as last published',
        metrics: [
          reports.now('CriticalFindings', { label: 'CRITICAL', color: Color.RED }),
          reports.now('HighFindings', { label: 'HIGH', color: Color.ORANGE }),
          reports.now('MediumFindings', { label: 'MEDIUM', color: Color.BLUE }),
          reports.now('ExemptFindings', { label: 'exempt', color: Color.GREY }),
        ],
        width: HALF,
        height: HEIGHT,
      }),
    ],
    [
      new SingleValueWidget({
        title: 'Outcomes met, in percent',
        metrics: reports.each('CompliancePercent'),
        width: HALF + QUARTER,
        height: HEIGHT,
      }),
      new SingleValueWidget({
        title: 'Runs published in a day',
        metrics: reports.each('RunPublished'),
        width: QUARTER,
        height: HEIGHT,
      }),
    ],
  );
