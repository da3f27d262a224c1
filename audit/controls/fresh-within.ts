import { CLOCKS, type Clock } from '../clock.js';
import { control } from '../control.js';
import { formatDuration } from '../duration.js';
import { lengthBeyond, momentOf } from '../phrases.js';
import type { ResourceTally } from '../resource-tally.js';
import { duration, oneOf } from '../schema.js';
import { met, notMet, undetermined } from '../verdict.js';

export const freshWithin = control({
  name: 'freshWithin',
  judges: 'resource',
  judgesRemembered: true,
  severity: 'HIGH',
  title: 'Every resource has a good copy that is fresh',
  description: `The question behind a recovery point objective: how much would be lost if the source were gone now? Each resource must
have a good copy (COMPLETED), into whichever vault, that is no older than \`within\`. Its age is told \`from\` the creation of the
copy job (what was copied is at least that old), from its completion, or from the backup that was copied: the true recovery
point objective, for which it reads AWS Backup's backup jobs as well (\`backup:ListBackupJobs\`).

AWS removes a copy job 30 days after it finished. A resource once seen stays judged after that, until the report's
\`forgetResourcesAfter\`: one that stopped being copied cannot fall off the report by silence. So it is judged even where no
copy job was read at all. Take a little more than the interval of the plan, 26 hours for a daily one: AWS promises no time for
a copy. Undetermined is a resource whose good copies have no such date.
[Copies of backups](https://docs.aws.amazon.com/aws-backup/latest/devguide/recov-point-create-a-copy.html)`,
  remedy:
    'Find out why the newest copies failed or were not started; start a copy of the newest recovery point by hand.',
  options: {
    within: duration().describe('The oldest that the newest good copy may be. Equal is still met.'),
    from: oneOf(CLOCKS)
      .default('COPY_CREATION')
      .describe(
        'By which date the age is told: when the copy job was created or completed, or when the backup job was created.',
      ),
  },
  remembers: ({ from }) => (from === 'BACKUP_CREATION' ? { backupJobs: true } : {}),
  judge: ({ within, from }, { asOf }) => {
    const expected = `a good copy no older than ${formatDuration(within)}${FROM[from]}`;
    const none = notMet(expected, 'no good copy');
    return (resource) => {
      const newest = resource.newest[from];
      if (newest === undefined) return isCopied(resource) ? undetermined(expected, UNDATED[from]) : none;
      const age = asOf - newest;
      return age > within
        ? notMet(expected, `the newest is ${lengthBeyond(age, within)} old, of ${momentOf(newest)}`)
        : met;
    };
  },
  breachesAt: ({ within, from }) => {
    return (resource) => {
      const newest = resource.newest[from];
      return newest === undefined ? undefined : newest + within;
    };
  },
});

/** A remembered one is known by its dates alone, perhaps on another clock. */
const isCopied = ({ goodCopies, newest }: ResourceTally): boolean =>
  goodCopies > 0 || CLOCKS.some((clock) => newest[clock] !== undefined);

const FROM: Readonly<Record<Clock, string>> = {
  COPY_CREATION: '',
  COPY_COMPLETION: ' since its completion',
  BACKUP_CREATION: ' since its backup began',
};

const UNDATED: Readonly<Record<Clock, string>> = {
  COPY_CREATION: 'no good copy reports its CreationDate',
  COPY_COMPLETION: 'no good copy reports its CompletionDate',
  BACKUP_CREATION: 'AWS Backup lists no backup job with a date from which a good copy was made',
};
