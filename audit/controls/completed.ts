import { control } from '../control.js';
import { flag } from '../schema.js';
import { met, notMet, undetermined } from '../verdict.js';

export const completed = control({
  name: 'completed',
  judges: 'job',
  childrenFollowParent: true,
  severity: 'HIGH',
  title: 'Every copy job that finished has copied everything',
  description: `The first question of every audit of copies: the backup itself may be green for weeks while its copies fail unseen.

A FAILED job copied nothing. A PARTIAL one is a composite, such as a CloudFormation stack, of which some nested
recovery points could not be copied although nothing failed: allow it with \`allowPartial\` where you accept what is left
out. Jobs that are still CREATED or RUNNING are no subjects here: \`finishesWithin\` asks about them. A job in a state that
AWS does not document is undetermined. A failure that was made good by a later job stays a finding; to ask only whether
there is a copy, use \`freshWithin\`.

Members of a composite whose parent was read are named in its finding. See
[backups of application stacks](https://docs.aws.amazon.com/aws-backup/latest/devguide/applicationstackbackups.html).`,
  remedy:
    'Look at the cause of each failed job, remedy it, and start the copy again or wait for the next run of its plan.',
  options: {
    allowPartial: flag()
      .default(false)
      .describe('Accepts a composite of which some nested recovery points were not copied (state PARTIAL).'),
  },
  judge: ({ allowPartial }) => {
    const expected = allowPartial ? 'COMPLETED or PARTIAL' : 'COMPLETED';
    const failed = notMet(expected, 'FAILED');
    const partial = allowPartial ? met : notMet(expected, 'PARTIAL: some nested recovery points were not copied');
    return (job) => {
      switch (job.State) {
        case 'COMPLETED':
          return met;
        case 'FAILED':
          return failed;
        case 'PARTIAL':
          return partial;
        case 'CREATED':
        case 'RUNNING':
          return undefined;
        case undefined:
          return undetermined(expected, 'the state is not reported');
        default:
          return undetermined(expected, `${job.State} is not a state that AWS documents`);
      }
    };
  },
});
