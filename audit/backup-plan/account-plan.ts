import * as z from 'zod';

const lifecycleSchema = z
  .object({
    DeleteAfterDays: z.number().optional(),
    MoveToColdStorageAfterDays: z.number().optional(),
    OptInToArchiveForSupportedResources: z.boolean().optional(),
  })
  .catch({});

const ruleSchema = z.object({
  RuleName: z.string(),
  ScheduleExpression: z.string().optional(),
  ScheduleExpressionTimezone: z.string().optional(),
  StartWindowMinutes: z.number().optional(),
  CompletionWindowMinutes: z.number().optional(),
  CopyActions: z
    .array(z.object({ DestinationBackupVaultArn: z.string(), Lifecycle: lifecycleSchema.default({}) }))
    .nullish()
    .transform((actions) => actions ?? []),
});

/**
 * A backup plan of an account, as far as its copies go by it.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_GetBackupPlan.html
 */
export const accountPlanSchema = z.object({
  BackupPlanId: z.string(),
  BackupPlanArn: z.string(),
  BackupPlan: z.object({ BackupPlanName: z.string(), Rules: z.array(ruleSchema) }),
});
export type AccountPlan = z.output<typeof accountPlanSchema>;
export type AccountRule = AccountPlan['BackupPlan']['Rules'][number];

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupVaultListMember.html */
export const accountVaultSchema = z.object({
  BackupVaultArn: z.string(),
  VaultType: z.string().optional(),
  Locked: z.boolean().optional(),
});
export type AccountVault = z.output<typeof accountVaultSchema>;
