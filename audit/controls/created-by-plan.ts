import { anyOf } from '../choices.js';
import { control } from '../control.js';
import type { CreatedBy } from '../copy-job.js';
import { matchesAny } from '../pattern.js';
import { patterns } from '../schema.js';
import { met, notMet } from '../verdict.js';

export const createdByPlan = control({
  name: 'createdByPlan',
  judges: 'job',
  severity: 'LOW',
  title: 'Every copy job was started by an approved backup plan',
  description: `What a plan copies is repeated, reviewed and written down; what somebody copies by hand is not, and may be how data leaves.
A pattern is held against the id, the ARN and the name of the plan that started the copy job; with \`rules\`, one of those
has to match the id or the name of its rule too. A job on demand names no plan and is not met: exempt it by its id, with
the reason.

Names are there for people and can change: an ARN or id is safer. \`plans: ["*"]\` asks only that some plan did it. See
[RecoveryPointCreator](https://docs.aws.amazon.com/aws-backup/latest/devguide/API_RecoveryPointCreator.html).`,
  remedy:
    'Look in CloudTrail for the StartCopyJob of the copy and ask who made it. Put the resource into an approved plan, or exempt the job with the reason.',
  options: {
    plans: patterns('plans').describe(
      'The backup plans that may start copies: ids, ARNs or names, or patterns of them, of which one has to match.',
    ),
    rules: patterns('rules')
      .optional()
      .describe('The rules of these plans that may: ids or names, or patterns of them. Default: all.'),
  },
  judge: ({ plans, rules }) => {
    const isPlan = matchesAny(plans);
    const isRule = rules === undefined ? undefined : matchesAny(rules);
    const expected = `started by a plan that is ${anyOf(plans)}${rules === undefined ? '' : `, and a rule that is ${anyOf(rules)}`}`;
    const onDemand = notMet(expected, 'started on demand, by no plan');
    return ({ CreatedBy: by }) => {
      if (by === undefined) return onDemand;
      const isByPlan = some(isPlan, by.BackupPlanArn, by.BackupPlanId, by.BackupPlanName);
      const isByRule = isRule === undefined || some(isRule, by.BackupRuleId, by.BackupRuleName);
      return isByPlan && isByRule ? met : notMet(expected, `started by ${creatorOf(by)}`);
    };
  },
});

const some = (matches: (text: string) => boolean, ...texts: readonly (string | undefined)[]): boolean =>
  texts.some((text) => text !== undefined && matches(text));

const creatorOf = (by: CreatedBy): string => {
  const plan = by.BackupPlanName ?? by.BackupPlanId ?? by.BackupPlanArn;
  const rule = by.BackupRuleName ?? by.BackupRuleId;
  const known = plan === undefined ? 'a plan that is not reported' : `plan ${plan}`;
  return rule === undefined ? known : `${known}, rule ${rule}`;
};
