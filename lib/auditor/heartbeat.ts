import { Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { explainPolicy } from './explained.js';
import type { HandlerFunction } from './handler-function.js';
import { allow } from './statement.js';

/** Calls the heartbeat once a day. */
export class Heartbeat extends Construct {
  constructor(scope: Construct, id: string, heartbeat: HandlerFunction) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
      description: 'Copy audit: calls the heartbeat once a day',
    });
    role.addToPolicy(allow(['lambda:InvokeFunction'], [heartbeat.function.functionArn]));
    explainPolicy(this);
    new CfnSchedule(this, 'Schedule', {
      description: 'Metrics of reports of the copy job auditor that seldom run',
      scheduleExpression: 'rate(1 day)',
      flexibleTimeWindow: { mode: 'FLEXIBLE', maximumWindowInMinutes: 15 },
      target: { arn: heartbeat.function.functionArn, roleArn: role.roleArn, retryPolicy: { maximumRetryAttempts: 10 } },
    });
  }
}
