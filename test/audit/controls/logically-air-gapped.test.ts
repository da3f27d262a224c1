import { logicallyAirGapped } from '../../../audit/controls/logically-air-gapped.js';
import { aCopyJob } from '../../kit/a-copy-job.js';
import { describeControl } from '../../kit/control-suite.js';

const to = (DestinationVaultType: unknown) => aCopyJob({ DestinationVaultType });

describeControl(
  logicallyAirGapped,
  {},
  {
    met: [['a copy to such a vault', to('LOGICALLY_AIR_GAPPED_BACKUP_VAULT')]],
    notMet: [
      ['a copy to a standard vault', to('BACKUP_VAULT'), { found: 'the destination is a BACKUP_VAULT' }],
      ['one to a vault of a type that AWS does not document', to('RESTORE_ACCESS_BACKUP_VAULT')],
      ['one to a type of other letters', to('logically_air_gapped_backup_vault')],
    ],
    undetermined: [
      ['a job that reports no type', to(undefined), { found: 'the type of the destination vault is not reported' }],
      ['one whose type is null', to(null)],
      ['one whose type is empty', to('')],
    ],
    noSubject: 'none: it asks jobs of every state',
    states: 'ANY',
    members: 'STAND_FOR_THEMSELVES',
  },
);
