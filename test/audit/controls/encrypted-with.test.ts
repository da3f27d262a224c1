import { encryptedWith } from '../../../audit/controls/encrypted-with.js';
import { AWAY, HOME, aCopyJob } from '../../kit/a-copy-job.js';
import { describeOptions } from '../../kit/control-options.js';
import { describeControl } from '../../kit/control-suite.js';

const key = (account: string, id = '5f0d6f53') => `arn:aws:kms:eu-central-1:${account}:key/${id}`;
const by = (DestinationEncryptionKeyArn: unknown, State = 'COMPLETED') =>
  aCopyJob({ DestinationEncryptionKeyArn, State });

describeControl(
  encryptedWith,
  { keys: [`arn:aws:kms:*:${AWAY}:key/*`, key(HOME, 'shared')] },
  {
    met: [
      ['a copy with a key of an account that a pattern names', by(key(AWAY))],
      ['one with the key that is named', by(key(HOME, 'shared'))],
      ['any key that is reported, where none is named', by(key(HOME)), { options: {} }],
    ],
    notMet: [
      ['a copy with another key', by(key(HOME)), { found: `encrypted with ${key(HOME)}` }],
      ['a PARTIAL one with another key', by(key(HOME), 'PARTIAL')],
      ['one with an alias in that account', by(`arn:aws:kms:eu-central-1:${AWAY}:alias/shared`)],
      ['one with a key whose name goes on', by(key(HOME, 'shared2'))],
    ],
    undetermined: [
      ['a copy that reports no key', by(undefined), { found: 'the key is not reported' }],
      ['one whose key is null', by(null)],
      ['one whose key is empty', by('')],
      ['one that reports no key, where none is named', by(null), { options: {} }],
    ],
    noSubject: [
      ['a job that runs', by(key(HOME), 'RUNNING')],
      ['one that FAILED, where none is named', by(undefined, 'FAILED'), { options: {} }],
    ],
    states: ['COMPLETED', 'PARTIAL'],
    members: 'STAND_FOR_THEMSELVES',
  },
);

describeOptions(encryptedWith, {
  accepted: [{}],
  refused: [[{ keys: [] }, 'controls[0].keys: expected at least one pattern of key ARNs']],
  warned: [
    [{}, undefined],
    [{ keys: ['*:key/1'] }, undefined],
    [{ keys: ['alias/copies'] }, 'no ARN matches the pattern "alias/copies"'],
  ],
});
