import { control } from '../control.js';
import type { CopyJob } from '../copy-job.js';
import { formatDuration } from '../duration.js';
import { lengthBeyond } from '../phrases.js';
import { HOUR, duration } from '../schema.js';
import { met, notMet, undetermined } from '../verdict.js';

// https://docs.aws.amazon.com/aws-backup/latest/devguide/recov-point-create-a-copy.html#backup-copy-retry
const RETRY = 2 * HOUR;

export const finishesWithin = control({
  name: 'finishesWithin',
  judges: 'job',
  childrenFollowParent: true,
  severity: 'MEDIUM',
  title: 'Every copy job finishes in time: none is queued or running for longer than a limit',
  description: `A copy job that never ends never fails either: nothing announces it, and the resource is without a new copy. It counts
from the creation of the job, so time in the queue is part of it, and the finding says whether the job is still *queued*
(CREATED), still *running* (RUNNING), or what it took in the end, however it ended.

AWS promises no time for a copy. After an error of the system it tries for two hours to start the job, which stays
CREATED meanwhile; it copies one recovery point of a resource at a time and limits how many copies run at once, so that a
full queue is normal at the end of a month. A limit under three hours makes findings of that. Take several controls,
narrowed by \`resourceTypes\`, where sizes differ. See
[Copy job retry](https://docs.aws.amazon.com/aws-backup/latest/devguide/recov-point-create-a-copy.html#backup-copy-retry) and
[quotas](https://docs.aws.amazon.com/aws-backup/latest/devguide/aws-backup-limits.html).`,
  remedy:
    'Queued: look at how many copies run in the destination Region and spread the schedules of their plans. Running: compare with the size of the resource. If neither explains it, give the CopyJobId to AWS Support.',
  options: {
    within: duration().describe('The longest that a job may take from its creation to its end. Equal is still met.'),
  },
  warn: ({ within }) =>
    within < RETRY + HOUR
      ? `${formatDuration(within)} is short: AWS tries to start a copy job for two hours before anything is wrong, so allow at least 3h`
      : undefined,
  judge: ({ within }, { asOf }) => {
    const expected = `finished within ${formatDuration(within)}`;
    return (job) => {
      const created = job.CreationDate;
      if (created === undefined) return undetermined(expected, 'the creation date is not reported');
      const end = job.isOpen ? asOf : job.CompletionDate;
      if (end === undefined) return undetermined(expected, 'the completion date is not reported');
      const took = end - created;
      return took > within ? notMet(expected, `${VERBS[stageOf(job)]} ${lengthBeyond(took, within)}`) : met;
    };
  },
  breachesAt: ({ within }) => {
    return (job) => {
      const created = job.CreationDate;
      return created === undefined ? undefined : created + within;
    };
  },
});

const VERBS = { queued: 'queued for', running: 'running for', ended: 'took' } as const;

const stageOf = ({ State }: CopyJob): keyof typeof VERBS =>
  State === 'CREATED' ? 'queued' : State === 'RUNNING' ? 'running' : 'ended';
