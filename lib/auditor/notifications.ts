import { Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ENVIRONMENT } from '../../audit/environment.js';
import type { Notifications } from '../../audit/notification/notifications.js';
import { dashboardAddress } from '../dashboard/links.js';
import { given } from '../given.js';
import type { ReportNotification } from '../report-notification.js';
import { type Parts, auditorFunction } from './auditor-function.js';
import type { HandlerFunction } from './handler-function.js';
import { allow, onTable, throughKey } from './statement.js';

export interface NotificationsProps {
  readonly parts: Parts;
  readonly notifications: readonly ReportNotification[];
  /** Name of the auditor's dashboard, where it has one. */
  readonly dashboardName?: string;
}

/** Tells topics what published runs have changed. */
export const deliverNotificationsFunction = (
  scope: Construct,
  { parts, notifications, dashboardName }: NotificationsProps,
): HandlerFunction => {
  const told: Notifications = {
    topics: notifications.map(({ topic, reports, severity }) => ({
      arn: topic.topicArn,
      ...given({ reports, severity }),
    })),
    ...(dashboardName === undefined ? {} : { dashboard: dashboardAddress(scope, dashboardName) }),
  };
  return auditorFunction(scope, 'DeliverNotifications', parts, {
    handler: 'deliver-notifications',
    description: 'Copy audit: notifies people of what a published run changed',
    timeout: Duration.minutes(5),
    // All findings of a run are in memory at once.
    memorySize: 1024,
    environment: { [ENVIRONMENT.notifications]: Stack.of(scope).toJsonString(told) },
    statements: [
      // The run, its findings and rows; what was told last, which is replaced, in pieces where it is long.
      ...onTable(parts.table, 'GetItem', 'Query', 'PutItem', 'BatchWriteItem'),
      // The topics that are named, and no other.
      allow(['sns:Publish'], [...new Set(notifications.map(({ topic }) => topic.topicArn))]),
      // SNS encrypts with the right of who publishes. https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
      ...notifications.flatMap(({ topic }) => throughKey(topic.masterKey, 'sns', ['Decrypt', 'GenerateDataKey'])),
    ],
  });
};
