import { crossRegion } from '../../../audit/controls/cross-region.js';
import { HOME, aCopyJob, vaultArn } from '../../kit/a-copy-job.js';
import { describeOptions } from '../../kit/control-options.js';
import { describeControl } from '../../kit/control-suite.js';

const job = (from: unknown, to: unknown) => aCopyJob({ SourceBackupVaultArn: from, DestinationBackupVaultArn: to });
const ireland = vaultArn('eu-west-1', HOME);
const frankfurt = vaultArn('eu-central-1', HOME);
const ohio = vaultArn('us-east-2', HOME);
// As a recorded job that does not say where it was listed.
const nowhere = { region: '' };

describeControl(
  crossRegion,
  {},
  {
    met: [
      ['a copy to another Region', job(ireland, frankfurt)],
      ['one whose source is that of the unit', job(undefined, frankfurt), { region: 'eu-west-1' }],
      ['one whose source is no ARN, in a unit of another Region', job('main', frankfurt), { region: 'eu-west-1' }],
      [
        'one of another partition',
        job(
          'arn:aws-cn:backup:cn-north-1:111111111111:backup-vault:a',
          'arn:aws-cn:backup:cn-northwest-1:111111111111:backup-vault:a',
        ),
      ],
    ],
    notMet: [
      [
        'a copy within the Region',
        job(ireland, vaultArn('eu-west-1', '222222222222')),
        { found: 'source and destination are both in eu-west-1' },
      ],
      ['one whose source is that of the unit', job(null, frankfurt), { region: 'eu-central-1' }],
      ['one whose source says otherwise than the unit', job(frankfurt, frankfurt), { region: 'eu-west-1' }],
    ],
    undetermined: [
      [
        'a job without a destination',
        job(ireland, undefined),
        { found: 'the Region of the destination is not reported' },
      ],
      ['one whose destination is null', job(ireland, null)],
      ['one whose destination is empty', job(ireland, '')],
      ['one whose destination is no ARN', job(ireland, 'copies')],
      ['one whose destination has no Region', job(ireland, 'arn:aws:backup::111111111111:backup-vault:copies')],
      [
        'one whose source nobody knows',
        job('', frankfurt),
        { ...nowhere, found: 'the Region of the source is not reported' },
      ],
    ],
    noSubject: 'none: it asks jobs of every state',
    states: 'ANY',
    members: 'STAND_FOR_THEMSELVES',
  },
);

describeControl(
  crossRegion,
  { allowed: ['eu-central-1', 'eu-west-1'] },
  {
    met: [['a copy to another Region that is allowed', job(ireland, frankfurt)]],
    notMet: [
      ['one to a Region that is not', job(ireland, ohio), { found: 'the destination is in us-east-2' }],
      ['one to a Region that is not, from who knows where', job(undefined, ohio), nowhere],
      ['one within a Region that is allowed', job(ireland, ireland)],
    ],
    undetermined: [
      ['one to a Region that is allowed, from who knows where', job(undefined, frankfurt), nowhere],
      ['one without a destination', job(ireland, undefined)],
    ],
    noSubject: 'none: it asks jobs of every state',
    states: 'ANY',
    members: 'STAND_FOR_THEMSELVES',
  },
);

describeOptions(crossRegion, {
  accepted: [{}, { allowed: ['us-gov-west-1'] }],
  refused: [
    [{ allowed: [] }, 'controls[0].allowed: expected at least one Region'],
    [{ allowed: ['Frankfurt'] }, 'controls[0].allowed[0]: expected a Region such as "eu-west-1", got "Frankfurt"'],
  ],
});
