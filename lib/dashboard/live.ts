import { CustomWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { Place } from '../../audit/views/place.js';
import { COLUMNS, type Rows, rows } from './layout.js';

/** What the table holds, as it is now: answered by the auditor's widget function. */
export const liveRow = (functionArn: string, title: string, params: Place, height: number): Rows =>
  rows([new CustomWidget({ functionArn, title, params, width: COLUMNS, height })]);
