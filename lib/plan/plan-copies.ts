import { Token, Tokenization } from 'aws-cdk-lib';
import type { CfnBackupPlan, IBackupPlan } from 'aws-cdk-lib/aws-backup';
import { copyName, nameOfPlan } from './names.js';
import { readPlan, refuse } from './read-plan.js';

type Rule = CfnBackupPlan.BackupRuleResourceTypeProperty;
type CopyAction = CfnBackupPlan.CopyActionResourceTypeProperty;

/** A copy action of a backup plan, and the rule that it belongs to. */
export interface PlanCopy {
  /** By which the filter set of it goes. */
  readonly name: string;
  readonly planId: string;
  readonly rule: Rule;
  readonly ruleName: string;
  readonly vaultArn: string;
  readonly lifecycle: CfnBackupPlan.LifecycleResourceTypeProperty;
}

/** What a plan copies, by what it says now. */
export const copiesOf = (plan: IBackupPlan): PlanCopy[] => {
  const planName = nameOfPlan(plan);
  const taken = new Set<string>();
  return rulesOf(plan).flatMap((rule) =>
    ((rule.copyActions ?? []) as CopyAction[]).map((action) => {
      const [ruleName, vaultArn] = [text(rule.ruleName), text(action.destinationBackupVaultArn)];
      return {
        name: copyName(planName, ruleName, vaultArn, taken),
        planId: plan.backupPlanId,
        rule,
        ruleName,
        vaultArn,
        lifecycle: (action.lifecycle ?? {}) as CfnBackupPlan.LifecycleResourceTypeProperty,
      };
    }),
  );
};

// Of an empty list nothing is left.
const rulesOf = (plan: IBackupPlan): Rule[] => {
  const { backupPlanRule = [] }: Partial<CfnBackupPlan.BackupPlanResourceTypeProperty> = readPlan(plan);
  return backupPlanRule as Rule[];
};

/** Throws where a plan copies nothing, now that nothing can be added any more. */
export const checkCopies = (plan: IBackupPlan): void => {
  if (copiesOf(plan).length === 0) refuse(plan, 'no rule of it has copyActions: there is nothing to be audited');
};

// A reference that stands alone is no string any more.
const text = (value: unknown): string => (Tokenization.isResolvable(value) ? Token.asString(value) : String(value));
