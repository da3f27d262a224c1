import type { Plan } from './plan.js';
import type { Settings } from './options.js';
import { Random } from './random.js';
import type { Place } from './resource-kind.js';

/** The plan and rule as jobs name them; a plan has its own ids in each account and Region. */
export const createdBy = (
  { seed }: Settings,
  plan: Plan,
  { account, region }: Place,
): Readonly<Record<string, string>> => {
  const random = new Random(seed, 'plan', plan.name, account, region);
  const id = random.uuid();
  return {
    BackupPlanId: id,
    BackupPlanArn: `arn:aws:backup:${region}:${account}:backup-plan:${id}`,
    BackupPlanName: plan.name,
    BackupPlanVersion: Buffer.from(random.uuid()).toString('base64').slice(0, 36),
    BackupRuleId: random.uuid(),
    BackupRuleName: plan.ruleName,
    BackupRuleCron: plan.cron,
    BackupRuleTimezone: plan.timezone,
  };
};

export const roleArn = (account: string): string => `arn:aws:iam::${account}:role/AWSBackupDefaultServiceRole`;
