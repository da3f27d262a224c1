import { control } from '../control.js';
import { met, notMet, undetermined } from '../verdict.js';

export const vaultLocked = control({
  name: 'vaultLocked',
  judges: 'job',
  severity: 'HIGH',
  title: 'Every copy lies in a locked vault',
  description: `A vault lock keeps recovery points from being deleted, or their retention from being shortened, before their time: copies
that anybody with enough rights can delete are no defence against whoever has stolen these rights.

Judges copies (COMPLETED and PARTIAL) by the lock state of the destination vault that the copy job tells. It does not tell
the mode: for a logically air-gapped vault LOCKED is compliance mode, of any other vault it can be governance mode, which
some users may lift. See
[Vault Lock](https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html).`,
  remedy:
    'Lock the destination vault. Mind its minimum and maximum retention: copy jobs outside of them fail from then on.',
  options: {},
  judge: () => {
    const expected = 'a copy in a vault that is LOCKED';
    return (job) => {
      if (!job.isCopy) return undefined;
      const state = job.DestinationVaultLockState;
      if (state === undefined) return undetermined(expected, 'the lock state of the destination vault is not reported');
      return state === 'LOCKED' ? met : notMet(expected, `the vault is ${state}`);
    };
  },
});
