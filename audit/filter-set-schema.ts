import { COPY_JOB_STATES } from './copy-job.js';
import {
  accountId,
  arn,
  duration,
  list,
  matching,
  moment,
  nonEmpty,
  oneOf,
  properties,
  wholeNumber,
} from './schema.js';
import { tagsSchema } from './tags-schema.js';
import { hidesTags, readsTwice, targetSchema } from './target.js';

/** Longest name of a filter set; it is part of keys. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9 _.-]{0,63}$/;

// AWS documents no end of one; theirs have a few hundred characters.
const LONGEST_TOKEN = 16_384;

/**
 * The twelve filters of ListCopyJobs, windows relative to the run, paging, and where it is read.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListCopyJobs.html
 */
export const filterSetSchema = properties(
  {
    name: matching(NAME, 'a name of 1 to 64 letters, digits, spaces, dots, dashes or underscores').describe(
      'Name of the filter set; controls are narrowed to it by this name, and its resources are remembered under it.',
    ),
    accountId: accountId().optional().describe('Only copy jobs that this account owns.'),
    completedAfter: moment().optional().describe('Only copy jobs that were completed at this time or later.'),
    completedBefore: moment().optional().describe('Only copy jobs that were completed before this time.'),
    createdAfter: moment().optional().describe('Only copy jobs that were created at this time or later.'),
    createdBefore: moment().optional().describe('Only copy jobs that were created before this time.'),
    destinationVaultArn: arn().optional().describe('Only copies to this vault.'),
    messageCategory: nonEmpty('a message category such as "ACCESS_DENIED"')
      .optional()
      .describe('Only copy jobs of this message category, written exactly as AWS Backup reports it.'),
    parentJobId: nonEmpty('the id of a copy job')
      .optional()
      .describe('Only members of the composite copy job with this id.'),
    resourceArn: arn().optional().describe('Only copies of this resource.'),
    resourceType: nonEmpty('a resource type such as "RDS"')
      .optional()
      .describe('Only copies of resources of this type, as AWS Backup names it: RDS, EBS, S3, DynamoDB, …'),
    sourceRecoveryPointArn: arn().optional().describe('Only copies of this recovery point.'),
    state: oneOf(COPY_JOB_STATES)
      .optional()
      .describe('Only copy jobs in this state. Leave it out where controls ask about rates or failures.'),
    taggedWith: tagsSchema(
      'Only copies of resources that carry all of these tags when the run is made, in the account and Region that is read. Accounts besides the auditor’s own need a role for it: AWS tells nobody else of their tags.',
    ),
    createdWithin: duration()
      .optional()
      .describe(
        'Only copy jobs that were created within so long before the run. Not together with createdAfter or createdBefore. Default: 30d, about as long as AWS Backup lists a copy job.',
      ),
    completedWithin: duration()
      .optional()
      .describe(
        'Only copy jobs that were completed within so long before the run. Not together with completedAfter or completedBefore.',
      ),
    pageSize: wholeNumber({ atLeast: 1, atMost: 1000 })
      .optional()
      .describe('Copy jobs asked for in one request. Default: 1000, the fewest requests.'),
    maxItems: wholeNumber({ atLeast: 1 })
      .optional()
      .describe('Stops after so many copy jobs. Where there are more, the filter set counts as not read to its end.'),
    backupPlanId: nonEmpty('the id of a backup plan')
      .optional()
      .describe(
        'Only copy jobs that this backup plan started. ListCopyJobs has no such filter: the others are read and left out.',
      ),
    backupRuleName: nonEmpty('the name of a rule of a backup plan')
      .optional()
      .describe('Only copy jobs that a rule of this name started, of whichever plan unless backupPlanId names it.'),
    startingToken: nonEmpty('a NextToken of an earlier answer', LONGEST_TOKEN)
      .optional()
      .describe('Starts at the page that this token of an earlier answer stands for.'),
    targets: list(targetSchema, 'at least one target')
      .optional()
      .describe('Accounts and Regions that are read. Default: those of the auditor.'),
  },
  'a filter set',
).superRefine((set, context) => {
  const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  if (set.createdWithin !== undefined && (set.createdAfter ?? set.createdBefore) !== undefined)
    refuse('createdWithin', 'cannot be given together with createdAfter or createdBefore: give one window');
  if (set.completedWithin !== undefined && (set.completedAfter ?? set.completedBefore) !== undefined)
    refuse('completedWithin', 'cannot be given together with completedAfter or completedBefore: give one window');
  if (!isAscending(set.createdAfter, set.createdBefore))
    refuse('createdBefore', `the window ends before it starts: ${range(set.createdAfter, set.createdBefore)}`);
  if (!isAscending(set.completedAfter, set.completedBefore))
    refuse('completedBefore', `the window ends before it starts: ${range(set.completedAfter, set.completedBefore)}`);
  if (set.taggedWith !== undefined && set.targets?.some(hidesTags))
    refuse('taggedWith', 'tags of other accounts are read in these themselves: give the target a role');
  if (readsTwice(set.targets ?? []))
    refuse('targets', 'accounts "*" reads every account of its Regions: other targets there would count a job twice');
});

const isAscending = (from: number | undefined, to: number | undefined): boolean =>
  from === undefined || to === undefined || from < to;
const range = (from = 0, to = 0): string => `from ${new Date(from).toISOString()} to ${new Date(to).toISOString()}`;
