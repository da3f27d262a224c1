import { CLOCKS } from '../clock.js';
import { control } from '../control.js';
import { formatDuration } from '../duration.js';
import { duration, oneOf } from '../schema.js';
import { met, notMet, undetermined } from '../verdict.js';

export const freshWithin = control({
  name: 'freshWithin',
  judges: 'resource',
  judgesRemembered: true,
  severity: 'HIGH',
  title: 'Every resource has a good copy that is fresh',
  description: `A good copy is a copy job that is COMPLETED. Its age counts \`from\` the creation of the copy job (what was copied is at
least that old), from its completion, or from the backup that was copied (the true recovery point objective; reads AWS
Backup's backup jobs as well). A resource once seen stays judged after its copy jobs have vanished from AWS, so that a
resource that stopped being copied cannot fall off the report by silence.`,
  remedy:
    'Find out why the newest copies failed or were not started; start a copy of the newest recovery point by hand.',
  options: { within: duration(), from: oneOf(CLOCKS).default('COPY_CREATION') },
  remembers: ({ from }) => (from === 'BACKUP_CREATION' ? { backupJobs: true } : {}),
  judge: ({ within, from }, { asOf }) => {
    const expected = `a good copy no older than ${formatDuration(within)}`;
    const none = notMet(expected, 'no good copy');
    return (resource) => {
      const newest = resource.newest[from];
      if (newest === undefined) {
        return resource.goodCopies > 0 ? undetermined(expected, `no good copy has a date (${from})`) : none;
      }
      const age = asOf - newest;
      return age > within ? notMet(expected, `the newest good copy is ${formatDuration(age)} old`) : met;
    };
  },
  breachesAt: ({ within, from }) => {
    return (resource) => {
      const newest = resource.newest[from];
      return newest === undefined ? undefined : newest + within;
    };
  },
});
