import { Duration, Stack } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { ENVIRONMENT } from '../../audit/environment.js';
import type { Notifications } from '../../audit/notification/notifications.js';
import { dashboardAddress } from '../dashboard/links.js';
import { given } from '../given.js';
import type { ReportNotification } from '../report-notification.js';
import type { Parts } from './functions.js';
import { HandlerFunction } from './handler-function.js';
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
    ...given({ dashboard: dashboardName === undefined ? undefined : dashboardAddress(scope, dashboardName) }),
  };
  return new HandlerFunction(
    scope,
    'DeliverNotifications',
    {
      handler: 'deliver-notifications',
      description: 'Copy audit: notifies people of what a published run changed',
      timeout: Duration.minutes(5),
      // All findings of a run are in memory at once.
      memorySize: 1024,
      environment: {
        [ENVIRONMENT.auditor]: parts.auditorName,
        [ENVIRONMENT.table]: parts.table.tableName,
        [ENVIRONMENT.notifications]: Stack.of(scope).toJsonString(told),
      },
      statements: [
        // The run, its findings and rows; what was told last, which is replaced, in pieces where it is long.
        ...onTable(parts.table, 'GetItem', 'Query', 'PutItem', 'BatchWriteItem'),
        // The topics that are named, and no other.
        allow(['sns:Publish'], [...new Set(notifications.map(({ topic }) => topic.topicArn))]),
        ...notifications.flatMap(({ topic }) => onTopicOf(topic)),
      ],
    },
    parts.runtime,
  );
};

/** SNS encrypts with the right of who publishes. https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html */
const onTopicOf = ({ masterKey }: { readonly masterKey?: IKey }): PolicyStatement[] =>
  throughKey(masterKey, 'sns', ['Decrypt', 'GenerateDataKey']);
