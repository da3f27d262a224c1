import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { ICopyJobAuditor } from '../copy-job-auditor-reference.js';

// As the console writes /aws/vendedlogs/states/copy-audit-… in its own addresses.
const LOGS = '$252Faws$252Fvendedlogs$252Fstates$252Fcopy-audit-';

/** Where the evidence is, one click away. */
export const linksOf = (auditor: ICopyJobAuditor): string => {
  const { region } = Stack.of(auditor);
  const console = `https://${region}.${consoleDomain(region)}`;
  return [
    `[Runs](${console}/states/home?region=${region}#/statemachines/view/${auditor.stateMachine.stateMachineArn})`,
    `[Logs of runs](${console}/cloudwatch/home?region=${region}#logsV2:log-groups/log-group/${LOGS}${auditor.auditorName})`,
    `[Table](${console}/dynamodbv2/home?region=${region}#table?name=${auditor.table.tableName})`,
    `[Copy jobs in AWS Backup](${console}/backup/home?region=${region}#/jobs/copy)`,
  ].join(' | ');
};

/** The name of an auditor's own dashboard. */
export const dashboardNameOf = (scope: IConstruct, auditorName: string): string =>
  `CopyAudit-${auditorName}-${Stack.of(scope).region}`;

/** Where a dashboard is in the console. */
export const dashboardAddress = (scope: IConstruct, name: string): string => {
  const { region } = Stack.of(scope);
  return `https://${region}.${consoleDomain(region)}/cloudwatch/home?region=${region}#dashboards/dashboard/${name}`;
};

// Each partition has a console of its own; of a Region that is known only at deployment the usual one is taken.
const consoleDomain = (region: string): string => {
  if (Token.isUnresolved(region)) return 'console.aws.amazon.com';
  if (region.startsWith('cn-')) return 'console.amazonaws.cn';
  if (region.startsWith('us-gov-')) return 'console.amazonaws-us-gov.com';
  return 'console.aws.amazon.com';
};
