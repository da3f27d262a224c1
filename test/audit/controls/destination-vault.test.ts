import { destinationVault } from '../../../audit/controls/destination-vault.js';
import { AWAY, aCopyJob, vaultArn } from '../../kit/a-copy-job.js';
import { describeOptions } from '../../kit/control-options.js';
import { describeControl } from '../../kit/control-suite.js';

const to = (DestinationBackupVaultArn: unknown) => aCopyJob({ DestinationBackupVaultArn });
const offsite = vaultArn('eu-central-1', AWAY, 'offsite');

describeControl(
  destinationVault,
  { vaults: [offsite, `arn:aws:backup:us-east-?:${AWAY}:backup-vault:air-*`] },
  {
    met: [
      ['a copy to the vault that is named', to(offsite)],
      ['one to a vault that a pattern names', to(vaultArn('us-east-2', AWAY, 'air-gapped'))],
      ['one to a vault whose name ends where the star is', to(vaultArn('us-east-2', AWAY, 'air-'))],
    ],
    notMet: [
      ['a copy to a vault of a longer name', to(`${offsite}-2`), { found: `the destination is ${offsite}-2` }],
      ['one to a vault of a shorter name', to(offsite.slice(0, -1))],
      ['one to a vault in capitals', to(vaultArn('eu-central-1', AWAY, 'Offsite'))],
      ['one to another account', to(vaultArn('us-east-1', '333333333333', 'air-gapped'))],
      ['one to a Region with one more digit', to(vaultArn('us-east-10', AWAY, 'air-gapped'))],
      ['one to what is no ARN', to('offsite')],
    ],
    undetermined: [
      ['a job without a destination', to(undefined), { found: 'the destination vault is not reported' }],
      ['one whose destination is null', to(null)],
      ['one whose destination is empty', to('')],
      ['one that reports no destination, where any is approved', to(''), { options: { vaults: ['*'] } }],
    ],
    noSubject: 'none: it asks jobs of every state',
    states: 'ANY',
    members: 'STAND_FOR_THEMSELVES',
  },
);

describeOptions(destinationVault, {
  accepted: [{ vaults: ['*'] }],
  refused: [
    [{}, 'controls[0].vaults: expected at least one pattern of vault ARNs'],
    [{ vaults: [] }, 'controls[0].vaults: expected at least one pattern of vault ARNs'],
    [{ vaults: [''] }, 'controls[0].vaults[0]: expected a pattern of vault ARNs'],
    [{ vaults: offsite }, 'controls[0].vaults: expected at least one pattern of vault ARNs'],
  ],
  warned: [
    [{ vaults: [offsite, '*:backup-vault:x', '*', '?rn:*', 'a*', 'arn:?'] }, undefined],
    [{ vaults: [offsite, 'offsite'] }, 'no ARN matches the pattern "offsite"'],
    [{ vaults: ['off*'] }, 'write "*off*"'],
    [{ vaults: ['arn'] }, 'no ARN matches the pattern "arn"'],
    [{ vaults: ['arn:'] }, 'no ARN matches the pattern "arn:"'],
  ],
});
