import { control } from '../control.js';
import { formatDuration } from '../duration.js';
import { counted } from '../phrases.js';
import { DAY, duration } from '../schema.js';
import { met, notMet } from '../verdict.js';

export const coldStorage = control({
  name: 'coldStorage',
  judges: 'job',
  severity: 'LOW',
  title: 'Every copy moves to cold storage when it should',
  description: `Warm storage costs several times what cold storage does; a copy in cold storage takes longer to restore, cannot be copied
any further and is paid for 90 days at least. \`within\` asks for the saving, \`after\` for the time in which a restore is
still quick. Judges copies (COMPLETED and PARTIAL) by the lifecycle of the recovery point in the destination vault; both
bounds are inclusive. The days count from the creation of the backup.

A copy whose lifecycle names no day, or -1, is never moved: that breaks \`within\` and meets \`after\`. Only some types of
resources can be moved to cold storage, AWS Backup ignores the setting of others: narrow the control to those with
\`resourceTypes\`. See
[Lifecycle](https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html) and
[Feature availability by resource](https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-feature-availability.html#features-by-resource).`,
  remedy: "Change the move to cold storage in the copy action of the backup plan's rule.",
  options: {
    after: duration()
      .optional()
      .describe('The shortest that a copy must stay in warm storage, inclusive. Default: no bound.'),
    within: duration()
      .optional()
      .describe('The longest that a copy may stay in warm storage, inclusive. Default: no bound.'),
  },
  check: ({ after, within }) => {
    if (after === undefined && within === undefined) return 'expected at least one of after and within';
    if (after === undefined || within === undefined || after <= within) return undefined;
    return `expected after (${formatDuration(after)}) to be no longer than within (${formatDuration(within)})`;
  },
  judge: ({ after, within }) => {
    const expected = `moved to cold storage ${boundsOf(after, within)}`;
    const unmoved = within === undefined ? met : notMet(expected, 'never moved to cold storage');
    return (job) => {
      if (!job.isCopy) return undefined;
      const days = job.MoveToColdStorageAfterDays;
      if (days === undefined || days === -1) return unmoved;
      const warm = days * DAY;
      const isInTime = warm >= (after ?? -Infinity) && warm <= (within ?? Infinity);
      return isInTime ? met : notMet(expected, `moved after ${counted(days, 'day')}`);
    };
  },
});

const boundsOf = (after: number | undefined, within: number | undefined): string =>
  [
    ...(after === undefined ? [] : [`not before ${formatDuration(after)}`]),
    ...(within === undefined ? [] : [`within ${formatDuration(within)}`]),
  ].join(' and ');
