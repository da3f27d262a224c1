import { Stack } from 'aws-cdk-lib';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import type { ExecutionInput } from '../../audit/wire.js';
import type { ICopyJobAuditor } from '../copy-job-auditor-reference.js';
import { longestInterval } from './interval.js';

export interface ReportScheduleProps {
  readonly auditor: ICopyJobAuditor;
  readonly reportName: string;
  readonly expression: string;
  readonly timeZone?: string | undefined;
}

const HOUR = 3_600_000;
const FLEXIBLE_MINUTES = 10;

/** Starts the report's runs; none where it runs only when asked. */
export const reportSchedule = (
  scope: Construct,
  id: string,
  { auditor, reportName, expression, timeZone }: ReportScheduleProps,
): CfnSchedule | undefined => {
  if (expression === 'NONE') return undefined;
  const input: ExecutionInput = { report: reportName, trigger: 'SCHEDULE' };
  // Many reports at the full hour would share one limit of AWS Backup; minutes later is as good where runs are hours apart.
  const isFlexible = (longestInterval(expression, timeZone) ?? 0) >= HOUR;
  return new CfnSchedule(scope, id, {
    description: `Runs the report ${reportName} of the copy job auditor ${auditor.auditorName}`,
    scheduleExpression: expression,
    scheduleExpressionTimezone: timeZone ?? 'UTC',
    flexibleTimeWindow: isFlexible ? { mode: 'FLEXIBLE', maximumWindowInMinutes: FLEXIBLE_MINUTES } : { mode: 'OFF' },
    target: {
      arn: auditor.stateMachine.stateMachineArn,
      roleArn: auditor.schedulerRole.roleArn,
      input: Stack.of(scope).toJsonString(input),
      // A start that comes hours late would judge another moment than was asked for; the next one is due soon enough.
      retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 },
    },
  });
};
