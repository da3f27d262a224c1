import { completed } from '../../../audit/controls/completed.js';
import { aCopyJob, ago } from '../../kit/a-copy-job.js';
import { describeOptions } from '../../kit/control-options.js';
import { describeControl } from '../../kit/control-suite.js';
import { HOUR } from '../../../audit/schema.js';

const inState = (State: unknown) => aCopyJob({ State });

describeControl(
  completed,
  {},
  {
    met: [
      ['a job that is COMPLETED', inState('COMPLETED')],
      [
        'one that completed with issues',
        aCopyJob({ MessageCategory: 'VSS_ERROR', StatusMessage: 'Windows VSS failed' }),
      ],
      ['one without a CompletionDate', aCopyJob({ CompletionDate: undefined })],
    ],
    notMet: [
      ['a job that FAILED', inState('FAILED'), { found: 'FAILED' }],
      ['one that is PARTIAL', inState('PARTIAL'), { found: /^PARTIAL: some nested/ }],
      ['one that FAILED, where PARTIAL is allowed', inState('FAILED'), { options: { allowPartial: true } }],
    ],
    undetermined: [
      ['a job without a state', inState(undefined), { found: 'the state is not reported' }],
      ['one whose state is null', inState(null)],
      ['one whose state is empty', inState('')],
      ['one in a state of the summaries', inState('ABORTED'), { found: 'ABORTED is not a state that AWS documents' }],
      ['one in a state of other letters', inState('Completed')],
      ['one in an unknown state, where PARTIAL is allowed', inState('MERGED'), { options: { allowPartial: true } }],
    ],
    noSubject: [
      ['a job that waits', aCopyJob({ State: 'CREATED', CompletionDate: undefined })],
      ['one that has run for days', aCopyJob({ State: 'RUNNING', CreationDate: ago(99 * HOUR) })],
    ],
    states: 'none: the cases ask for each',
    members: 'FOLLOW_PARENT',
  },
);

describeControl(
  completed,
  { allowPartial: true },
  {
    met: [['a job that is PARTIAL', inState('PARTIAL')]],
    notMet: [['one that FAILED', inState('FAILED')]],
    undetermined: 'none: asked above',
    noSubject: 'none: asked above',
    states: 'none: the cases ask for each',
    members: 'FOLLOW_PARENT',
  },
);

describeOptions(completed, {
  accepted: [{}, { allowPartial: false }],
  refused: [
    [{ allowPartial: 'yes' }, 'controls[0].allowPartial: expected true or false, got "yes"'],
    [{ allowedPartial: true }, /allowedPartial.*allowPartial/],
  ],
});
