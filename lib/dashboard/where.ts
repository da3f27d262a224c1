import { Color, GraphWidget, type HorizontalAnnotation } from 'aws-cdk-lib/aws-cloudwatch';
import { HALF, type Rows, rows } from './layout.js';
import type { Reports } from './reports.js';

const HOURS = { dividedBy: 3600 };
const counted = { min: 0, label: 'copy jobs', showUnits: false };

/** What fails and why, what waits longest, how much is copied. */
export const whereRows = (reports: Reports, ageLimits: HorizontalAnnotation[]): Rows => [
  ...causesRow(reports),
  ...rows([
    new GraphWidget({
      title: 'Age of the copy that is oldest, and its limit',
      left: [
        ...reports.each('WorstCopyAge', { label: 'age', ...HOURS }),
        ...reports.each('CopyAgeLimit', { label: 'limit', ...HOURS }),
      ],
      leftYAxis: { min: 0, label: 'hours', showUnits: false },
      leftAnnotations: ageLimits,
      width: HALF,
    }),
    new GraphWidget({
      title: 'Bytes copied',
      left: reports.each('BytesCopied'),
      leftYAxis: { min: 0, label: 'bytes', showUnits: false },
      width: HALF,
    }),
  ]),
];

/** How jobs went, and why they failed. */
export const causesRow = (reports: Reports): Rows =>
  rows([
    new GraphWidget({
      title: 'Copy jobs, by state',
      left: [
        reports.sum('FailedJobs', { label: 'FAILED', color: Color.RED }),
        reports.sum('PartialJobs', { label: 'PARTIAL', color: Color.ORANGE }),
        reports.sum('CreatedJobs', { label: 'CREATED', color: Color.GREY }),
        reports.sum('RunningJobs', { label: 'RUNNING', color: Color.BLUE }),
        reports.sum('CompletedJobs', { label: 'COMPLETED', color: Color.GREEN }),
      ],
      stacked: true,
      leftYAxis: counted,
      width: HALF,
    }),
    new GraphWidget({
      title: 'Failures, by cause',
      left: reports.causes(),
      stacked: true,
      leftYAxis: counted,
      width: HALF,
    }),
  ]);
