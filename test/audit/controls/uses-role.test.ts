import { usesRole } from '../../../audit/controls/uses-role.js';
import { AWAY, HOME, aCopyJob } from '../../kit/a-copy-job.js';
import { describeOptions } from '../../kit/control-options.js';
import { describeControl } from '../../kit/control-suite.js';

const role = (account: string, name: string) => `arn:aws:iam::${account}:role/${name}`;
const as = (IamRoleArn: unknown) => aCopyJob({ IamRoleArn });

describeControl(
  usesRole,
  { roles: ['arn:aws:iam::*:role/backup/copier', role(HOME, 'service-role/AWSBackupDefaultServiceRole')] },
  {
    met: [
      ['a job with that role in any account', as(role(AWAY, 'backup/copier'))],
      ['one with the role that is named', as(role(HOME, 'service-role/AWSBackupDefaultServiceRole'))],
    ],
    notMet: [
      ['a job with another role', as(role(HOME, 'admin')), { found: `the role is ${role(HOME, 'admin')}` }],
      ['one with the role of another account', as(role(AWAY, 'service-role/AWSBackupDefaultServiceRole'))],
      ['one with a role of other letters', as(role(HOME, 'backup/Copier'))],
    ],
    undetermined: [
      ['a job that reports no role', as(undefined), { found: 'the role is not reported' }],
      ['one whose role is null', as(null)],
      ['one whose role is empty', as('')],
    ],
    noSubject: 'none: it asks jobs of every state',
    states: 'ANY',
    members: 'STAND_FOR_THEMSELVES',
  },
);

describeOptions(usesRole, {
  refused: [[{ roles: [] }, 'controls[0].roles: expected at least one pattern of role ARNs']],
  warned: [
    [{ roles: ['copier'] }, 'write "*copier"'],
    [{ roles: [role(HOME, 'copier')] }, undefined],
  ],
});
