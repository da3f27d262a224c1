import { control } from '../control.js';
import { formatDuration } from '../duration.js';
import { lengthBeyond } from '../phrases.js';
import { duration } from '../schema.js';
import { met, notMet, undetermined } from '../verdict.js';

export const everyRecoveryPointCopied = control({
  name: 'everyRecoveryPointCopied',
  judges: 'recoveryPoint',
  severity: 'HIGH',
  title: 'Every recovery point is copied in time',
  description: `Starts from the backups instead of the copies: each recovery point of a backup job that is COMPLETED must have a
good copy, complete no later than \`within\` after the backup was. So it sees a recovery point for which no copy was ever
attempted, as happens with types that cannot be copied: AWS Backup reports the backup as COMPLETED, and there is no copy job.

Judged are backups that were completed in the last \`completedWithin\` and longer than \`within\` ago, in the accounts and Regions
that are read; it reads AWS Backup's backup jobs (\`backup:ListBackupJobs\`), which AWS lists for 30 days. Not judged are
continuous backups, of which only snapshots are copied, and members of composites: their parent is. A copy counts whichever
job made it, among all copy jobs that were read: the filter sets should reach back at least as far as \`completedWithin\`.
It is judged once a report, over its filter sets together. Where a rule copies only some of its backups (each month's last, for
one), ask \`freshWithin\` instead.
[ListBackupJobs](https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListBackupJobs.html)`,
  remedy:
    'Copy the recovery point by hand, and see whether its plan rule has a copy action, whether its type can be copied there, and why the copy failed or waited.',
  options: {
    within: duration().describe('How long after the backup was complete its first good copy must be complete.'),
    completedWithin: duration()
      .prefault('7d')
      .describe('How far back backups are judged, by when they were complete; longer than within.'),
  },
  warn: ({ within, completedWithin }) =>
    within >= completedWithin
      ? `completedWithin (${formatDuration(completedWithin)}) is not longer than within (${formatDuration(within)}), so there is never a recovery point to judge`
      : undefined,
  // Longer than `within` ago; a window is never inverted, AWS refuses such.
  backupJobs: ({ within, completedWithin }, asOf) => ({
    from: asOf - completedWithin,
    to: Math.max(asOf - completedWithin, asOf - within),
  }),
  judge: ({ within }) => {
    const expected = `a good copy within ${formatDuration(within)} of the backup`;
    return ({ completed }, copies) => {
      if (copies === undefined) return notMet(expected, 'no good copy');
      const { firstCompleted } = copies;
      if (firstCompleted === undefined) return undetermined(expected, 'no good copy reports its CompletionDate');
      const took = firstCompleted - completed;
      return took > within
        ? notMet(expected, `the first good copy was complete ${lengthBeyond(took, within)} after the backup`)
        : met;
    };
  },
});
