import { longestInterval } from '../interval.js';

// https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRuleInput.html
const DEFAULT_SCHEDULE = 'cron(0 5 ? * * *)';
const DEFAULT_START_WINDOW = 480;
const MINUTE = 60_000;

/** When a rule of a backup plan makes its backups. */
export interface RuleTimes {
  readonly scheduleExpression?: string | undefined;
  readonly scheduleExpressionTimezone?: string | undefined;
  readonly startWindowMinutes?: number | undefined;
  readonly completionWindowMinutes?: number | undefined;
}

/**
 * How old the newest copy that a rule makes can be while all goes well, in milliseconds. A copy begins after its backup, which
 * begins at most a start window after it was due and ends at most a completion window later; so two copies can lie so much
 * farther apart than their schedule says. Undefined where the schedule does not come again and again.
 */
export const freshnessOfRule = (rule: RuleTimes): number | undefined => {
  const { scheduleExpression = DEFAULT_SCHEDULE, scheduleExpressionTimezone: timeZone } = rule;
  const { startWindowMinutes = DEFAULT_START_WINDOW, completionWindowMinutes = 0 } = rule;
  // AWS Backup takes six bare fields as well.
  const expression = scheduleExpression.includes('(') ? scheduleExpression : `cron(${scheduleExpression})`;
  const interval = longestInterval(expression, timeZone);
  if (interval === undefined) return undefined;
  return interval + (startWindowMinutes + completionWindowMinutes + clockChangeOf(timeZone)) * MINUTE;
};

// The day on which the clock is put back is longer.
const clockChangeOf = (timeZone = 'UTC'): number => (/^(Etc\/)?UTC$/.test(timeZone) ? 0 : 60);
