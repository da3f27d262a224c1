import { Token } from 'aws-cdk-lib';
import type { CfnBackupPlan, IBackupPlan } from 'aws-cdk-lib/aws-backup';
import { freshnessOfRule } from '../../audit/backup-plan/freshness.js';
import { formatDuration } from '../../audit/duration.js';
import { shown } from '../../audit/schema.js';
import { refuse } from './read-plan.js';

type Rule = CfnBackupPlan.BackupRuleResourceTypeProperty;

/** How old the newest copy that a rule makes can be while all goes well; throws where that is not known at synth. */
export const freshnessOf = (plan: IBackupPlan, rule: Rule): string => {
  const { ruleName, scheduleExpression, scheduleExpressionTimezone, startWindowMinutes, completionWindowMinutes } =
    rule;
  const times = { scheduleExpression, scheduleExpressionTimezone, startWindowMinutes, completionWindowMinutes };
  const problem = (message: string): never =>
    refuse(plan, `how fresh the copies of the rule ${shown(ruleName)} must be ${message}: give freshWithin`);
  if (Object.values(times).some((each) => Token.isUnresolved(each)))
    return problem('is known only when it is deployed');
  const freshness = freshnessOfRule(times);
  if (freshness === undefined)
    return problem(
      `cannot be told from its schedule ${shown(scheduleExpression)}, which does not come again and again`,
    );
  return formatDuration(freshness);
};
