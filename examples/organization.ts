// Every account of an organization, each through a role of its own that a StackSet brings there. To be deployed in the
// management account, or in one that is a delegated administrator of CloudFormation StackSets (then with callAs:
// DELEGATED_ADMIN) and may list the organization's accounts. See docs/organization.md.
import { App, CfnStackSet, Duration, Stack } from 'aws-cdk-lib';
import { Control, CopyJobAuditor, FilterSet, MemberRoleStack, type ReportOptions, Target } from '../lib/index.js';

const app = new App();
const stack = new Stack(app, 'CopyAudit');
const role = { name: 'copy-audit-reader', externalId: 'copy-audit' };

const offsiteCopies: ReportOptions = {
  filterSets: [
    new FilterSet('everywhere', {
      targets: [Target.organization({ regions: ['eu-west-1', 'eu-central-1'], role })],
      taggedWith: { tier: 'gold' },
    }),
  ],
  controls: [Control.completed(), Control.freshWithin(Duration.hours(26))],
  // Each account has a budget of requests of its own, so that many may be read at once.
  maxConcurrency: 50,
};
const auditor = new CopyJobAuditor(stack, 'Auditor');
auditor.addReport('OffsiteCopies', offsiteCopies);

new CfnStackSet(stack, 'MemberRoles', {
  stackSetName: 'copy-audit-member-role',
  description: 'The role through which the copy auditor reads each account',
  permissionModel: 'SERVICE_MANAGED',
  autoDeployment: { enabled: true, retainStacksOnAccountRemoval: false },
  managedExecution: { Active: true },
  capabilities: ['CAPABILITY_NAMED_IAM'],
  templateBody: MemberRoleStack.template({ roleName: role.name, reports: [offsiteCopies] }),
  parameters: [
    { parameterKey: 'AuditorRoleArn', parameterValue: auditor.readerRole.roleArn },
    { parameterKey: 'ExternalId', parameterValue: role.externalId },
  ],
  // A role is global: one Region of each account has the stack.
  stackInstancesGroup: [{ deploymentTargets: { organizationalUnitIds: ['r-abcd'] }, regions: ['eu-west-1'] }],
  operationPreferences: {
    maxConcurrentPercentage: 100,
    failureTolerancePercentage: 100,
    regionConcurrencyType: 'PARALLEL',
  },
});
