import { Token } from 'aws-cdk-lib';
import type { CfnBackupPlan, IBackupPlan } from 'aws-cdk-lib/aws-backup';
import { formatDuration } from '../../audit/duration.js';
import { shown } from '../../audit/schema.js';
import { longestInterval } from '../report/interval.js';
import { refuse } from './read-plan.js';

// https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRuleInput.html
const DEFAULT_SCHEDULE = 'cron(0 5 ? * * *)';
const DEFAULT_START_WINDOW = 480;
const MINUTE = 60_000;

type Rule = CfnBackupPlan.BackupRuleResourceTypeProperty;

/**
 * How old the newest copy that a rule makes can be while all goes well. A copy begins after its backup, which begins at most a
 * start window after it was due and ends at most a completion window later; so two copies can lie so much farther apart than
 * their schedule says.
 */
export const freshnessOf = (plan: IBackupPlan, rule: Rule): string => {
  const { scheduleExpression = DEFAULT_SCHEDULE, scheduleExpressionTimezone } = rule;
  const { startWindowMinutes = DEFAULT_START_WINDOW, completionWindowMinutes = 0 } = rule;
  const known = [scheduleExpression, scheduleExpressionTimezone, startWindowMinutes, completionWindowMinutes];
  const problem = (message: string): never =>
    refuse(plan, `how fresh the copies of the rule ${shown(rule.ruleName)} must be ${message}: give freshWithin`);
  if (known.some((each) => Token.isUnresolved(each))) return problem('is known only when it is deployed');
  // AWS Backup takes six bare fields as well.
  const expression = scheduleExpression.includes('(') ? scheduleExpression : `cron(${scheduleExpression})`;
  const interval = longestInterval(expression, scheduleExpressionTimezone);
  if (interval === undefined)
    return problem(
      `cannot be told from its schedule ${shown(scheduleExpression)}, which does not come again and again`,
    );
  const minutes = startWindowMinutes + completionWindowMinutes + clockChangeOf(scheduleExpressionTimezone);
  return formatDuration(interval + minutes * MINUTE);
};

// The day on which the clock is put back is longer.
const clockChangeOf = (timeZone = 'UTC'): number => (/^(Etc\/)?UTC$/.test(timeZone) ? 0 : 60);
