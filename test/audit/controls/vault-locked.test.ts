import { vaultLocked } from '../../../audit/controls/vault-locked.js';
import { aCopyJob } from '../../kit/a-copy-job.js';
import { describeControl } from '../../kit/control-suite.js';

const locked = (DestinationVaultLockState: unknown, State = 'COMPLETED') =>
  aCopyJob({ DestinationVaultLockState, State });

describeControl(
  vaultLocked,
  {},
  {
    met: [
      ['a copy in a locked vault', locked('LOCKED')],
      ['a PARTIAL one in a locked vault', locked('LOCKED', 'PARTIAL')],
    ],
    notMet: [
      ['a copy in a vault that is not', locked('UNLOCKED'), { found: 'the vault is UNLOCKED' }],
      ['a PARTIAL one in a vault that is not', locked('UNLOCKED', 'PARTIAL')],
      ['one in a vault of a state that AWS does not document', locked('LOCKING')],
      ['one in a vault of other letters', locked('locked')],
    ],
    undetermined: [
      ['a copy that reports no lock state', locked(undefined), { found: /lock state .* is not reported/ }],
      ['one whose lock state is null', locked(null)],
      ['one whose lock state is empty', locked('')],
    ],
    noSubject: [['a job that FAILED', locked('UNLOCKED', 'FAILED')]],
    states: ['COMPLETED', 'PARTIAL'],
    members: 'STAND_FOR_THEMSELVES',
  },
);
