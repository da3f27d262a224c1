import type { RawRecord } from '../record-kind.js';
import { seconds } from './copy-job.js';
import { createdBy } from './created-by.js';
import type { Settings } from './options.js';
import { NIGHTLY, OTHER_PLANS } from './plan.js';
import { SOURCE_VAULT, destinationOf } from './vault.js';
import { placesOf } from './backup-vault.js';

const DAY = 86_400_000;
const AGE = 400 * DAY;
const RUNS_LOOKED_FOR = 10 * DAY;

/** Every account's version of the organization's plans, as GetBackupPlan returns them: with the windows that AWS fills in. */
export function* backupPlansOf(settings: Settings): Generator<RawRecord> {
  const { asOf } = settings;
  for (const place of placesOf(settings))
    for (const plan of [NIGHTLY, ...OTHER_PLANS]) {
      const { BackupPlanId, BackupPlanArn, BackupPlanVersion, BackupRuleId } = createdBy(settings, plan, place);
      const last = plan.firings(asOf - RUNS_LOOKED_FOR, asOf).at(-1);
      yield {
        BackupPlanId,
        BackupPlanArn,
        VersionId: BackupPlanVersion,
        CreationDate: seconds(asOf - AGE),
        ...(last === undefined ? {} : { LastExecutionDate: seconds(last) }),
        BackupPlan: {
          BackupPlanName: plan.name,
          Rules: [
            {
              RuleId: BackupRuleId,
              RuleName: plan.ruleName,
              TargetBackupVaultName: SOURCE_VAULT,
              ScheduleExpression: plan.cron,
              ScheduleExpressionTimezone: plan.timezone,
              StartWindowMinutes: 480,
              CompletionWindowMinutes: 10_080,
              EnableContinuousBackup: false,
              Lifecycle: { DeleteAfterDays: 35 },
              CopyActions: [
                {
                  DestinationBackupVaultArn: destinationOf(settings, plan, place).arn,
                  Lifecycle: plan.lifecycle,
                },
              ],
            },
          ],
        },
      };
    }
}
