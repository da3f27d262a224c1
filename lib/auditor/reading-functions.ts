import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { TABLE } from '../../audit/record/keys.js';
import { widgetFunctionName } from '../../audit/widget/function-name.js';
import { type Parts, auditorFunction } from './auditor-function.js';
import type { HandlerFunction } from './handler-function.js';
import { allow, throughKey } from './statement.js';

/** Functions that read the table and change nothing. */

const readsTable = (table: ITable) => [
  // Runs, findings, rows, definitions, by their keys.
  allow(['dynamodb:GetItem', 'dynamodb:Query'], [table.tableArn]),
  // Which reports there are, and what reports know of a resource.
  allow(['dynamodb:Query'], [`${table.tableArn}/index/${TABLE.index}`]),
  ...throughKey(table.encryptionKey, 'dynamodb', ['Decrypt', 'DescribeKey']),
];

/** Answers dashboards with what the table holds. */
export const widgetFunction = (scope: Construct, parts: Parts): HandlerFunction =>
  auditorFunction(scope, 'Widget', parts, {
    handler: 'widget',
    functionName: widgetFunctionName(parts.auditorName),
    description: 'Copy audit: the custom widget of dashboards over reports',
    // Nobody waits longer; findings of a large run take a second or two.
    timeout: Duration.seconds(30),
    // Somebody waits for it, and more memory is more of a CPU.
    memorySize: 1024,
    statements: readsTable(parts.table),
  });

/** Writes the metrics of reports once a day that no run has written lately. */
export const heartbeatFunction = (scope: Construct, parts: Parts): HandlerFunction =>
  auditorFunction(scope, 'Heartbeat', parts, {
    handler: 'heartbeat',
    description: 'Copy audit: metrics of reports that seldom run, once a day',
    timeout: Duration.minutes(5),
    memorySize: 512,
    statements: readsTable(parts.table),
    failedCalls: 'The schedule tries again, and the next day’s call writes all that this one would have.',
  });
