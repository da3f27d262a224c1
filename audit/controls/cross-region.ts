import { regionOf } from '../arn.js';
import { anyOf } from '../choices.js';
import { control } from '../control.js';
import { list, region } from '../schema.js';
import { met, notMet, undetermined } from '../verdict.js';

export const crossRegion = control({
  name: 'crossRegion',
  judges: 'job',
  severity: 'HIGH',
  title: 'Every copy goes to another Region',
  description: `A copy beside its source is lost with it when the Region is. Compares the Region of the destination vault with that of
the source vault, by their ARNs. With \`allowed\`, the destination must be one of these Regions as well, as rules on where
data may be kept ask for. A destination that is not allowed is a breach even where the source is not known.

Where copies within the Region are wanted too, into a vault that is locked for one, narrow this control to the filter set
of the others. See
[Creating backup copies across Regions](https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html).`,
  remedy: "Change the copy action of the backup plan's rule to a vault in another Region.",
  options: {
    allowed: list(region(), 'at least one Region such as "eu-west-1"')
      .optional()
      .describe('The only Regions that copies may go to. Default: any but the one of the source.'),
  },
  judge: ({ allowed }, { region: unitRegion }) => {
    const among = allowed === undefined ? undefined : new Set(allowed);
    const expected = allowed === undefined ? 'a copy in another Region' : `a copy in another Region: ${anyOf(allowed)}`;
    return (job) => {
      const destination = regionOf(job.DestinationBackupVaultArn);
      if (destination === undefined) return undetermined(expected, 'the Region of the destination is not reported');
      if (among !== undefined && !among.has(destination))
        return notMet(expected, `the destination is in ${destination}`);
      const source = regionOf(job.SourceBackupVaultArn) ?? unitRegion;
      if (source === undefined) return undetermined(expected, 'the Region of the source is not reported');
      return source === destination ? notMet(expected, `source and destination are both in ${source}`) : met;
    };
  },
});
