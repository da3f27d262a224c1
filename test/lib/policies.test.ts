import type { Stack } from 'aws-cdk-lib';
import {
  AuditorAccess,
  CopyJobAuditor,
  type CopyJobAuditorProps,
  FilterSet,
  type ReportOptions,
  Target,
} from '../../lib/index.js';
import { allowedIn } from '../kit/policies.js';
import { templateOf } from '../kit/synth.js';

type Declare = (auditor: CopyJobAuditor, stack: Stack) => void;

const allowedOf = (props: CopyJobAuditorProps = {}, declare: Declare = () => {}): string[] =>
  allowedIn(templateOf((stack) => declare(new CopyJobAuditor(stack, 'A', { dashboard: false, ...props }), stack))).map(
    (line) => line.replaceAll(/<A(?!WS)/g, '<'),
  );

let bare: ReadonlySet<string> | undefined;

/** What is allowed beyond what an auditor without reports is. */
const addedBy = (declare: Declare): string[] => {
  const without = (bare ??= new Set(allowedOf()));
  return allowedOf({}, declare).filter((line) => !without.has(line));
};
const addedByReport = (options: ReportOptions) => addedBy((auditor) => auditor.addReport('R', options));
const reading = (target: Target): ReportOptions => ({ filterSets: [new FilterSet('all', { targets: [target] })] });

// What is allowed in each case, statement by statement, is in docs/security.md (security-page.test.ts).

describe('a report opens what it needs', () => {
  it.each<[string, ReportOptions]>([
    ['for accounts that are read from its own', reading(Target.account('111122223333'))],
    ['for its own account, whatever the role', reading(Target.ownAccount({ role: { name: 'Reader' } }))],
  ])('and nothing %s', (_, options) => {
    expect(addedByReport(options)).toEqual([]);
  });

  it('a bucket, where the list of units can be longer than a state can hold', () => {
    const accounts = Array.from({ length: 301 }, (_, index) => String(100_000_000_000 + index));
    expect(addedByReport(reading(Target.accounts(accounts)))).toEqual([
      '<PlanRole> on <UnitLists.Arn>/*: s3:PutObject',
      '<StateMachineRole> on <UnitLists.Arn>/*: s3:GetObject',
    ]);
    expect(addedByReport(reading(Target.accounts(accounts.slice(1))))).toEqual([]);
  });

  it('and no more than once, by however many reports', () => {
    const options = reading(Target.organization());
    const once = addedByReport(options);
    expect(addedBy((auditor) => ['A', 'B', 'C'].forEach((id) => auditor.addReport(id, options)))).toEqual(once);
  });

  it('which an auditor does beforehand for reports that reach it by its name', () => {
    const told = allowedOf({
      access: [
        AuditorAccess.backupJobs(),
        AuditorAccess.protectedResources(),
        AuditorAccess.resourceTags(),
        AuditorAccess.organization(),
        AuditorAccess.copyJobSummaries(),
        AuditorAccess.longLists(),
        AuditorAccess.role('Reader'),
      ],
    });
    expect(told.filter((line) => /^<(Plan|AuditUnit)Role> on (\*|arn|<UnitLists)/.test(line))).toEqual([
      '<AuditUnitRole> on *: backup:ListBackupJobs, backup:ListCopyJobs, backup:ListProtectedResources, tag:GetResources',
      '<AuditUnitRole> on arn:<AWS::Partition>:iam::*:role/Reader if {"StringEquals":{"aws:ResourceOrgID":"${aws:PrincipalOrgID}"}}: sts:AssumeRole',
      '<PlanRole> on *: backup:ListCopyJobSummaries, organizations:ListAccounts, organizations:ListAccountsForParent, organizations:ListOrganizationalUnitsForParent',
      '<PlanRole> on <UnitLists.Arn>/*: s3:PutObject',
    ]);
  });
});
