import { createdByPlan } from '../../../audit/controls/created-by-plan.js';
import { aCopyJob } from '../../kit/a-copy-job.js';
import { describeOptions } from '../../kit/control-options.js';
import { describeControl } from '../../kit/control-suite.js';

const by = (CreatedBy: unknown, State = 'COMPLETED') => aCopyJob({ CreatedBy, State });
const gold = {
  BackupPlanId: '8F81F553',
  BackupPlanArn: 'arn:aws:backup:eu-west-1:111111111111:backup-plan:8F81F553',
  BackupPlanName: 'gold',
  BackupRuleId: '1a2b',
  BackupRuleName: 'nightly',
};

describeControl(
  createdByPlan,
  { plans: ['gold'] },
  {
    met: [
      ['a job of the plan, by its name', by(gold)],
      ['one of the plan, by its id', by(gold), { options: { plans: ['silver', '8F81F553'] } }],
      ['one of the plan, by its ARN', by(gold), { options: { plans: [gold.BackupPlanArn] } }],
      [
        'one of the plan, by a pattern',
        by(gold),
        { options: { plans: ['arn:aws:backup:*:111111111111:backup-plan:*'] } },
      ],
      ['one of a plan of which only the name is told', by({ BackupPlanName: 'gold' })],
    ],
    notMet: [
      ['a job on demand', by(undefined), { found: 'started on demand, by no plan' }],
      ['one whose CreatedBy is null', by(null), { found: 'started on demand, by no plan' }],
      ['one whose CreatedBy is empty text', by('')],
      ['one on demand, where any plan will do', by(undefined), { options: { plans: ['*'] } }],
      [
        'one of another plan',
        by({ ...gold, BackupPlanName: 'silver' }),
        { found: 'started by plan silver, rule nightly' },
      ],
      ['one of a plan in capitals', by({ ...gold, BackupPlanName: 'GOLD' })],
      [
        'one whose rule has that name, but not its plan',
        by({ ...gold, BackupPlanName: 'silver', BackupRuleName: 'gold' }),
      ],
      ['one that tells nothing of its plan', by({}), { found: 'started by a plan that is not reported' }],
      ['one that tells nothing of its plan, where any will do', by({}), { options: { plans: ['*'] } }],
      [
        'one whose plan has no name',
        by({ ...gold, BackupPlanName: '' }),
        { found: 'started by plan 8F81F553, rule nightly' },
      ],
    ],
    undetermined: 'none: a job that names no plan was started on demand',
    noSubject: 'none: it asks jobs of every state',
    states: 'ANY',
    members: 'STAND_FOR_THEMSELVES',
  },
);

describeControl(
  createdByPlan,
  { plans: ['gold'], rules: ['weekly-*', '1a2b'] },
  {
    met: [
      ['a job of the rule, by its id', by(gold)],
      ['one of the rule, by a pattern of its name', by({ ...gold, BackupRuleId: '9', BackupRuleName: 'weekly-eu' })],
    ],
    notMet: [
      [
        'a job of another rule of the plan',
        by({ ...gold, BackupRuleId: '9' }),
        { found: 'started by plan gold, rule nightly' },
      ],
      ['one of the rule in another plan', by({ ...gold, BackupPlanName: 'silver' })],
      ['one that tells nothing of its rule', by({ BackupPlanName: 'gold' }), { found: 'started by plan gold' }],
      [
        'one that tells nothing of its rule, where any will do',
        by({ BackupPlanName: 'gold', BackupRuleName: null }),
        { options: { plans: ['gold'], rules: ['*'] } },
      ],
      ['one on demand', by(undefined)],
    ],
    undetermined: 'none: a job that names no rule is of none that is approved',
    noSubject: 'none: it asks jobs of every state',
    states: 'ANY',
    members: 'STAND_FOR_THEMSELVES',
  },
);

describeOptions(createdByPlan, {
  accepted: [{ plans: ['*'], rules: ['*'] }],
  refused: [
    [{}, 'controls[0].plans: expected at least one pattern of plans'],
    [{ plans: ['*'], rules: [] }, 'controls[0].rules: expected at least one pattern of rules'],
  ],
});
