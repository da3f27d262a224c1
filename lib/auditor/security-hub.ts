import { Duration, Stack } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { ENVIRONMENT } from '../../audit/environment.js';
import { type Parts, auditorFunction } from './auditor-function.js';
import type { HandlerFunction } from './handler-function.js';
import { allow, onTable } from './statement.js';

/** Findings of the default product of this account and Region: no other product's can be changed, and none can be read. */
export const tellsSecurityHub = (scope: Construct): PolicyStatement =>
  allow(
    ['securityhub:BatchImportFindings'],
    [
      Stack.of(scope).formatArn({
        service: 'securityhub',
        resource: 'product',
        resourceName: `${Stack.of(scope).account}/default`,
      }),
    ],
  );

/** Tells Security Hub what each published run found. */
export const deliverSecurityHubFunction = (scope: Construct, parts: Parts, minimum: string): HandlerFunction =>
  auditorFunction(scope, 'SecurityHub', parts, {
    handler: 'deliver-security-hub',
    description: 'Copy audit: tells Security Hub what published runs found',
    timeout: Duration.minutes(15),
    // All findings of a run are in memory at once.
    memorySize: 1769,
    environment: { [ENVIRONMENT.securityHub]: minimum },
    statements: [
      // The run and its findings; what was told last, in pieces where it is long, which are removed when they are replaced.
      ...onTable(parts.table, 'GetItem', 'Query', 'PutItem', 'BatchWriteItem'),
      tellsSecurityHub(scope),
    ],
  });
