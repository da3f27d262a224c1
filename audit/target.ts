import type { z } from 'zod';
import { accountId, flag, list, matching, moment, nonEmpty, properties, region, shown } from './schema.js';

// `*` is documented for ListBackupJobs and not for ListCopyJobs, though others use it: an explicit choice, never a default.
// https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListCopyJobs.html
const ANY_ACCOUNT = '*';

const units = (which: string) =>
  list(nonEmpty('an organizational unit such as "ou-abcd-12345678"'), 'at least one organizational unit')
    .optional()
    .describe(`${which} these organizational units and those below them, by id.`);

const organizationSchema = properties(
  {
    includeOrganizationalUnits: units('Only accounts of'),
    excludeOrganizationalUnits: units('No accounts of'),
    excludeAccounts: list(accountId(), 'at least one account id').optional().describe('Not these accounts.'),
    skipEmptyAccounts: flag()
      .optional()
      .describe(
        'Skips accounts in which ListCopyJobSummaries saw no copy job, which saves requests; the run says how many. Default: false.',
      ),
  },
  'an organization',
);

const roleSchema = properties(
  {
    name: nonEmpty('the name of a role').describe('Name of the role, the same in every account.'),
    externalId: nonEmpty('an external id').optional().describe('External id that the role’s trust policy asks for.'),
  },
  'a role',
);

/** Where a filter set is read: an account, listed ones or every account of the organization, in some Regions. */
export const targetSchema = properties(
  {
    accounts: list(matching(/^(\d{12}|\*)$/, 'an account id of twelve digits, or "*"'), 'at least one account id')
      .optional()
      .describe('Ids of accounts. "*" asks for all of the organization at once. Default: the auditor’s own.'),
    organization: organizationSchema
      .optional()
      .describe('Every account of the organization, or some of its units. Not together with accounts.'),
    regions: list(region(), 'at least one Region such as "eu-west-1"')
      .optional()
      .describe('Regions in which copy jobs were started, that is of the source vaults. Default: the auditor’s own.'),
    monitoredSince: moment()
      .optional()
      .describe(
        'When cross-account monitoring was turned on: AWS Backup lists no older copy job of other accounts, and the run says so.',
      ),
    role: roleSchema
      .optional()
      .describe('Reads each account through a role of its own instead of the organization’s cross-account monitoring.'),
  },
  'a target',
).superRefine((target, context) => {
  if (target.accounts !== undefined && target.organization !== undefined)
    context.addIssue({ code: 'custom', path: ['organization'], message: 'cannot be given together with accounts' });
  if (target.role !== undefined && readsAnyAccount(target))
    context.addIssue({
      code: 'custom',
      path: ['role'],
      message: `cannot be assumed in accounts ${shown(ANY_ACCOUNT)}`,
    });
  if (readsAnyAccount(target) && (target.accounts?.length ?? 0) > 1)
    context.addIssue({
      code: 'custom',
      path: ['accounts'],
      message: `${shown(ANY_ACCOUNT)} is every account: it stands alone`,
    });
});

export type Target = z.output<typeof targetSchema>;

const readsAnyAccount = ({ accounts }: Pick<Target, 'accounts'>): boolean => accounts?.includes(ANY_ACCOUNT) === true;

/** Whether a target reads accounts, besides the auditor's own, of which it cannot read the tags. */
export const hidesTags = (target: Target): boolean =>
  target.role === undefined && (target.organization !== undefined || readsAnyAccount(target));

/** Whether a target that reads every account at once has another beside it in one of its Regions. */
export const readsTwice = (targets: readonly Target[]): boolean =>
  targets.some(
    (any, index) =>
      readsAnyAccount(any) && targets.some((other, place) => place !== index && haveRegionInCommon(any, other)),
  );

const haveRegionInCommon = ({ regions: mine }: Target, { regions: other }: Target): boolean =>
  mine === undefined || other === undefined || mine.some((region) => other.includes(region));
