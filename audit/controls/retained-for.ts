import { control } from '../control.js';
import { formatDuration } from '../duration.js';
import { counted } from '../phrases.js';
import { DAY, duration } from '../schema.js';
import { met, notMet, undetermined } from '../verdict.js';

export const retainedFor = control({
  name: 'retainedFor',
  judges: 'job',
  severity: 'HIGH',
  title: 'Every copy is kept for as long as it must be, and no longer than it may be',
  description: `\`atLeast\` is what auditors ask for, \`atMost\` what data protection and the bill ask for. Judges copies (COMPLETED and
PARTIAL) by the lifecycle of the recovery point in the destination vault; both bounds are inclusive.

The days count from the creation of the *backup*, not of the copy: one that is copied late is kept less long as a copy. A
copy with no days, or -1 ("always" in the console), expires with its source, and when that is no copy job tells: such a
copy is undetermined. One that AWS Backup deletes after an event (\`DeleteAfterEvent\`, as temporary copies on their way to a
logically air-gapped vault) is not kept for any time. A vault lock can keep a copy for longer than its lifecycle says. See
[Backup and tag copy](https://docs.aws.amazon.com/aws-backup/latest/devguide/recov-point-create-a-copy.html) and
[Lifecycle](https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html).`,
  remedy:
    "Set the retention in the copy action of the backup plan's rule, a number of days that is its own. For copies that exist already, change the lifecycle of their recovery points.",
  options: {
    atLeast: duration().optional().describe('The shortest that a copy may be kept, inclusive. Default: no bound.'),
    atMost: duration().optional().describe('The longest that a copy may be kept, inclusive. Default: no bound.'),
  },
  check: ({ atLeast, atMost }) => {
    if (atLeast === undefined && atMost === undefined) return 'expected at least one of atLeast and atMost';
    if (atLeast === undefined || atMost === undefined || atLeast <= atMost) return undefined;
    return `expected atLeast (${formatDuration(atLeast)}) to be no longer than atMost (${formatDuration(atMost)})`;
  },
  judge: ({ atLeast, atMost }) => {
    const expected = `kept for ${boundsOf(atLeast, atMost)}`;
    const inherited = undetermined(
      expected,
      'no retention of its own: it expires with its source, which a copy job does not tell',
    );
    return (job) => {
      if (!job.isCopy) return undefined;
      const event = job.DeleteAfterEvent;
      if (event !== undefined)
        return atLeast === undefined ? met : notMet(expected, `deleted after an event: ${event}`);
      const days = job.DeleteAfterDays;
      if (days === undefined || days === -1) return inherited;
      const kept = days * DAY;
      const isKept = kept >= (atLeast ?? -Infinity) && kept <= (atMost ?? Infinity);
      return isKept ? met : notMet(expected, `deleted after ${counted(days, 'day')}`);
    };
  },
});

const boundsOf = (atLeast: number | undefined, atMost: number | undefined): string =>
  [
    ...(atLeast === undefined ? [] : [`at least ${formatDuration(atLeast)}`]),
    ...(atMost === undefined ? [] : [`at most ${formatDuration(atMost)}`]),
  ].join(' and ');
