import { regionOf } from '../arn.js';
import { control } from '../control.js';
import { list, region } from '../schema.js';
import { met, notMet, undetermined } from '../verdict.js';

export const crossRegion = control({
  name: 'crossRegion',
  judges: 'job',
  severity: 'HIGH',
  title: 'Every copy goes to another Region',
  description: `Compares the Region of the destination vault with that of the source vault. With \`allowed\`, the destination must be
one of these Regions as well. A destination that is not allowed is a breach even where the source is not known.`,
  remedy: "Change the copy action of the backup plan's rule to a vault in another Region.",
  options: {
    allowed: list(region(), 'at least one Region such as "eu-west-1"')
      .optional()
      .describe('The only Regions that copies may go to. Default: any but the source’s.'),
  },
  judge: ({ allowed }, { region: unitRegion }) => {
    const among = allowed === undefined ? undefined : new Set(allowed);
    const expected =
      allowed === undefined ? 'a copy in another Region' : `a copy in another Region, one of ${allowed.join(', ')}`;
    return (job) => {
      const destination = regionOf(job.DestinationBackupVaultArn);
      if (destination === undefined) return undetermined(expected, 'the Region of the destination is not reported');
      if (among !== undefined && !among.has(destination)) return notMet(expected, `copied to ${destination}`);
      const source = regionOf(job.SourceBackupVaultArn) ?? unitRegion;
      if (source === undefined) return undetermined(expected, 'the Region of the source is not reported');
      return source === destination ? notMet(expected, `source and destination are both in ${source}`) : met;
    };
  },
});
