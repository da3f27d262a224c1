import { coldStorage } from '../../../audit/controls/cold-storage.js';
import { aCopyJob } from '../../kit/a-copy-job.js';
import { describeOptions } from '../../kit/control-options.js';
import { describeControl } from '../../kit/control-suite.js';

const lifecycle = (DestinationRecoveryPointLifecycle: unknown, State = 'COMPLETED') =>
  aCopyJob({ DestinationRecoveryPointLifecycle, State });
const moved = (MoveToColdStorageAfterDays: unknown, State?: string) =>
  lifecycle({ MoveToColdStorageAfterDays, DeleteAfterDays: 365 }, State);

describeControl(
  coldStorage,
  { after: '7d', within: '30d' },
  {
    met: [
      ['a copy that moves after exactly the shortest', moved(7)],
      ['one that moves after exactly the longest', moved(30)],
      ['a PARTIAL one that moves in time', moved(8, 'PARTIAL')],
      ['one that moves after years, where only the shortest is asked', moved(3650), { options: { after: '7d' } }],
      ['one that moves after a day, where only the longest is asked', moved(1), { options: { within: '30d' } }],
      ['one that never moves, where only the shortest is asked', moved(-1), { options: { after: '7d' } }],
      ['one without days, where only the shortest is asked', lifecycle({}), { options: { after: '7d' } }],
      ['one without a lifecycle, where only the shortest is asked', lifecycle(null), { options: { after: '7d' } }],
    ],
    notMet: [
      ['a copy that moves a day too early', moved(6), { found: 'moved after 6 days' }],
      ['one that moves a day too late', moved(31), { found: 'moved after 31 days' }],
      ['a PARTIAL one that moves too early', moved(1, 'PARTIAL'), { found: 'moved after 1 day' }],
      ['one that moves at once', moved(0)],
      ['one whose days are -1', moved(-1), { found: 'never moved to cold storage' }],
      ['one without days', lifecycle({ DeleteAfterDays: 365 }), { found: 'never moved to cold storage' }],
      ['one whose days are null', moved(null)],
      ['one whose days are no number', moved('')],
      ['one without a lifecycle', lifecycle(undefined)],
      ['a day, where at least a day and a half is asked', moved(1), { options: { after: '36h' } }],
      ['two days, where at most a day and a half is allowed', moved(2), { options: { within: '36h' } }],
    ],
    undetermined: 'none: a copy without days never moves',
    noSubject: [['a job that FAILED', moved(1, 'FAILED')]],
    states: ['COMPLETED', 'PARTIAL'],
    members: 'STAND_FOR_THEMSELVES',
  },
);

describeOptions(coldStorage, {
  accepted: [{ after: '7d' }, { within: '7d' }, { after: '7d', within: '7d' }],
  refused: [
    [{}, 'controls[0]: expected at least one of after and within'],
    [{ after: '8d', within: '7d' }, 'expected after (8d) to be no longer than within (7d)'],
    [{ within: 'soon' }, 'controls[0].within: expected a duration'],
  ],
});
