import { Dashboard, type IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { ICopyJobAuditor } from './copy-job-auditor-reference.js';

/** x */
export interface CopyJobDashboardProps {
  /** x */
  readonly auditor: ICopyJobAuditor;
}

/** x */
export class CopyJobDashboard extends Construct {
  constructor(scope: Construct, id: string, _props: CopyJobDashboardProps) {
    super(scope, id);
    const widgets: IWidget[][] = [];
    new Dashboard(this, 'Resource', { widgets });
  }
}
