import { crossAccount } from '../../../audit/controls/cross-account.js';
import { AWAY, HOME, aCopyJob, vaultArn } from '../../kit/a-copy-job.js';
import { describeOptions } from '../../kit/control-options.js';
import { describeControl } from '../../kit/control-suite.js';

const job = (from: unknown, to: unknown, AccountId: unknown = HOME) =>
  aCopyJob({ SourceBackupVaultArn: from, DestinationBackupVaultArn: to, AccountId });
const home = vaultArn('eu-west-1', HOME);
const away = vaultArn('eu-west-1', AWAY);
const elsewhere = vaultArn('eu-west-1', '333333333333');

describeControl(
  crossAccount,
  {},
  {
    met: [
      ['a copy to another account', job(home, away)],
      ['one whose source is the owner of the job', job(undefined, away, HOME)],
      ['one whose source vault is elsewhere than its owner', job(home, away, AWAY)],
    ],
    notMet: [
      [
        'a copy within the account',
        job(home, vaultArn('us-east-1', HOME)),
        { found: `source and destination are both in account ${HOME}` },
      ],
      ['one whose source is the owner of the job', job('', away, AWAY)],
      [
        'one whose source vault has no account, by the owner',
        job('arn:aws:backup:eu-west-1::backup-vault:main', away, AWAY),
      ],
    ],
    undetermined: [
      [
        'a job without a destination',
        job(home, undefined),
        { found: 'the account of the destination is not reported' },
      ],
      ['one whose destination is null', job(home, null)],
      ['one whose destination is empty', job(home, '')],
      ['one whose destination has no account', job(home, 'arn:aws:backup:eu-west-1::backup-vault:copies')],
      [
        'one whose source nobody knows',
        job(undefined, away, null),
        { found: 'the account of the source is not reported' },
      ],
      ['one whose owner is empty', job(null, away, '')],
    ],
    noSubject: 'none: it asks jobs of every state',
    states: 'ANY',
    members: 'STAND_FOR_THEMSELVES',
  },
);

describeControl(
  crossAccount,
  { allowed: [AWAY, HOME] },
  {
    met: [['a copy to another account that is allowed', job(home, away)]],
    notMet: [
      ['one to an account that is not', job(home, elsewhere), { found: 'the destination is in account 333333333333' }],
      ['one to an account that is not, from who knows where', job(undefined, elsewhere, undefined)],
      ['one within an account that is allowed', job(home, home)],
    ],
    undetermined: [['one to an account that is allowed, from who knows where', job(undefined, away, null)]],
    noSubject: 'none: it asks jobs of every state',
    states: 'ANY',
    members: 'STAND_FOR_THEMSELVES',
  },
);

describeOptions(crossAccount, {
  accepted: [{}, { allowed: [AWAY] }],
  refused: [
    [{ allowed: [] }, 'controls[0].allowed: expected at least one account id'],
    [
      { allowed: [222222222222] },
      /controls\[0\]\.allowed\[0\]: expected an account id of twelve digits.*write it in quotes/,
    ],
    [{ allowed: ['backup'] }, 'got "backup"'],
  ],
});
