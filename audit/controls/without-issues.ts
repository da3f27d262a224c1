import { plainCategory } from '../causes.js';
import { plainLine } from '../causes/mask.js';
import { control } from '../control.js';
import { shorten } from '../shorten.js';
import { met, notMet } from '../verdict.js';

const SAID_CHARACTERS = 200;

export const withoutIssues = control({
  name: 'withoutIssues',
  judges: 'job',
  childrenFollowParent: true,
  severity: 'MEDIUM',
  title: 'Every copy job that is COMPLETED completed without issues',
  description: `The console shows such a job as *Completed with issues*; the API says COMPLETED, and beside it a message category other than
SUCCESS or, where it tells no category, a status message. Such a copy can lack something that a restore needs: its tags,
or objects that the role could not read.

A category is compared without case, \`_\` and \`-\`, because AWS writes it in several ways. Jobs that are not COMPLETED are no
subjects: \`completed\` asks about them. See
[Monitoring AWS Backup events](https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html) and
[the list of reasons](https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-dashboards.html#problematic-reasons).`,
  remedy:
    'Read the status message of the job. Grant its role what it says is missing and copy again, or exempt the resource with the reason why the issue is accepted.',
  options: {},
  judge: () => {
    const expected = 'COMPLETED without issues';
    return (job) => {
      if (!job.isGoodCopy) return undefined;
      const category = job.MessageCategory;
      if (category === 'SUCCESS') return met;
      const message = job.StatusMessage;
      const isSuccess = category === undefined ? message === undefined : plainCategory(category) === 'SUCCESS';
      return isSuccess ? met : notMet(expected, `completed with issues: ${said(category, message)}`);
    };
  },
});

const said = (category: string | undefined, message: string | undefined): string =>
  [category, message]
    .filter((part) => part !== undefined)
    .map((part) => shorten(plainLine(part), SAID_CHARACTERS))
    .join(', ');
