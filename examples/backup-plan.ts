// A backup plan and the report about it, in one app: vault, retention and freshness are written once, in the plan.
import { App, Duration, Stack, TimeZone } from 'aws-cdk-lib';
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Control, CopyJobAuditor, FilterSet } from '../lib/index.js';

const app = new App();
const stack = new Stack(app, 'Backups');

const backups = new BackupVault(stack, 'Vault');
const offsite = BackupVault.fromBackupVaultArn(
  stack,
  'Offsite',
  'arn:aws:backup:eu-central-1:444455556666:backup-vault:offsite',
);
const plan = new BackupPlan(stack, 'Nightly', { backupVault: backups });
const serviceRole = 'arn:aws:iam::111122223333:role/service-role/AWSBackupDefaultServiceRole';
plan.addSelection('Gold', {
  resources: [BackupResource.fromTag('tier', 'gold')],
  role: Role.fromRoleArn(stack, 'ServiceRole', serviceRole),
  disableDefaultBackupPolicy: true,
});

const auditor = new CopyJobAuditor(stack, 'Auditor');
auditor.addReport('NightlyCopies', {
  filterSets: [FilterSet.forPlan(plan)],
  controls: [Control.fromPlan(plan), Control.completed(), Control.vaultLocked()],
});

// Rules that come later are seen as well.
plan.addRule(
  new BackupPlanRule({
    ruleName: 'Daily',
    scheduleExpression: Schedule.cron({ hour: '1', minute: '30' }),
    scheduleExpressionTimezone: TimeZone.EUROPE_BERLIN,
    startWindow: Duration.hours(1),
    completionWindow: Duration.hours(6),
    copyActions: [{ destinationBackupVault: offsite, deleteAfter: Duration.days(35) }],
  }),
);
plan.addRule(
  new BackupPlanRule({
    ruleName: 'Monthly',
    scheduleExpression: Schedule.cron({ day: '1', hour: '3', minute: '0' }),
    copyActions: [
      {
        destinationBackupVault: offsite,
        moveToColdStorageAfter: Duration.days(30),
        deleteAfter: Duration.days(365),
      },
    ],
  }),
);
