import { retainedFor } from '../../../audit/controls/retained-for.js';
import { aCopyJob } from '../../kit/a-copy-job.js';
import { describeOptions } from '../../kit/control-options.js';
import { describeControl } from '../../kit/control-suite.js';

const lifecycle = (DestinationRecoveryPointLifecycle: unknown, State = 'COMPLETED') =>
  aCopyJob({ DestinationRecoveryPointLifecycle, State });
const days = (DeleteAfterDays: unknown, State?: string) => lifecycle({ DeleteAfterDays }, State);
const event = (others: object = {}) => lifecycle({ DeleteAfterEvent: 'DELETE_AFTER_COPY', ...others });

describeControl(
  retainedFor,
  { atLeast: '35d', atMost: '90d' },
  {
    met: [
      ['a copy kept for exactly the shortest', days(35)],
      ['one kept for exactly the longest', days(90)],
      ['a PARTIAL one kept for long enough', days(36, 'PARTIAL')],
      ['one with an event that is empty', lifecycle({ DeleteAfterDays: 40, DeleteAfterEvent: '' })],
      ['one kept for a century, where only the shortest is asked', days(36_500), { options: { atLeast: '35d' } }],
      ['one kept for a day, where only the longest is asked', days(1), { options: { atMost: '90d' } }],
      ['two days, where a day and a half is asked', days(2), { options: { atLeast: '36h' } }],
    ],
    notMet: [
      ['a copy kept for a day less', days(34), { found: 'deleted after 34 days' }],
      ['one kept for a day more', days(91), { found: 'deleted after 91 days' }],
      ['one kept for one day', days(1), { found: 'deleted after 1 day' }],
      ['one kept for none', days(0)],
      ['a PARTIAL one kept for too short', days(34, 'PARTIAL')],
      ['one deleted after an event', event(), { found: 'deleted after an event: DELETE_AFTER_COPY' }],
      ['one deleted after an event or after days that would do', event({ DeleteAfterDays: 40 })],
      ['one deleted after an event that AWS does not document', lifecycle({ DeleteAfterEvent: 'DELETE_AFTER_SCAN' })],
      ['one day, where a day and a half is asked', days(1), { options: { atLeast: '36h' } }],
      ['a millisecond more than a day, where one day is kept', days(1), { options: { atLeast: '1d1ms' } }],
      ['two days, where at most a day and a half is allowed', days(2), { options: { atMost: '36h' } }],
    ],
    undetermined: [
      ['a copy without days', lifecycle({ MoveToColdStorageAfterDays: 30 }), { found: /expires with its source/ }],
      ['one whose days are null', days(null)],
      ['one whose days are -1', days(-1)],
      ['one whose days are no number', days('')],
      ['one without a lifecycle', lifecycle(undefined)],
      ['one whose lifecycle is null', lifecycle(null)],
      ['one whose days are -1, where only the longest is asked', days(-1), { options: { atMost: '90d' } }],
    ],
    noSubject: [['a job that FAILED', days(1, 'FAILED')]],
    states: ['COMPLETED', 'PARTIAL'],
    members: 'STAND_FOR_THEMSELVES',
  },
);

describeControl(
  retainedFor,
  { atMost: '30d' },
  {
    met: [
      ['a copy deleted after an event', event()],
      ['one deleted after an event or after more days', event({ DeleteAfterDays: 365 })],
    ],
    notMet: [['one kept for longer', days(31)]],
    undetermined: [['one without days', lifecycle({})]],
    noSubject: [['a job that runs', days(365, 'RUNNING')]],
    states: ['COMPLETED', 'PARTIAL'],
    members: 'STAND_FOR_THEMSELVES',
  },
);

describeOptions(retainedFor, {
  accepted: [{ atLeast: '35d' }, { atMost: '90d' }, { atLeast: '35d', atMost: '35d' }],
  refused: [
    [{}, 'controls[0]: expected at least one of atLeast and atMost'],
    [{ atLeast: '36d', atMost: '35d' }, 'expected atLeast (36d) to be no longer than atMost (35d)'],
    [{ atLeast: 35 }, 'controls[0].atLeast: expected a duration'],
    [{ atLeast: '-1d' }, 'controls[0].atLeast: expected a duration'],
  ],
});
