import { z } from 'zod';
import { accountId, list, nonEmpty, region, shown } from './schema.js';

const regions = list(region(), 'at least one Region such as "eu-west-1"').optional();

// `*` is documented for ListBackupJobs and not for ListCopyJobs, though others use it: an explicit choice, never a default.
// https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListCopyJobs.html
const ANY_ACCOUNT = '*';

/** Reading through a role of the member account instead of ByAccountId. */
const roleSchema = z.strictObject({
  /** Name of the role, the same in every account. */
  name: nonEmpty('the name of a role'),
  externalId: nonEmpty('an external id').optional(),
});

/** Where a filter set is read: an account, listed ones or every account of the organization, in some Regions. */
export const targetSchema = z
  .strictObject({
    /** Account ids; without them the auditor's own. `*` asks for all at once. */
    accounts: list(accountId().or(z.literal(ANY_ACCOUNT)), 'at least one account id').optional(),
    organization: z
      .strictObject({
        includeOrganizationalUnits: list(
          nonEmpty('an organizational unit such as "ou-abcd-12345678"'),
          'at least one',
        ).optional(),
        excludeOrganizationalUnits: list(
          nonEmpty('an organizational unit such as "ou-abcd-12345678"'),
          'at least one',
        ).optional(),
        excludeAccounts: list(accountId(), 'at least one account id').optional(),
        /** Skips accounts in which ListCopyJobSummaries saw no copy job; said in the run. */
        skipEmptyAccounts: z.boolean().optional(),
      })
      .optional(),
    regions,
    role: roleSchema.optional(),
  })
  .superRefine((target, context) => {
    if (target.accounts !== undefined && target.organization !== undefined)
      context.addIssue({ code: 'custom', path: ['organization'], message: 'cannot be given together with accounts' });
    if (target.role !== undefined && target.accounts?.includes(ANY_ACCOUNT) === true)
      context.addIssue({
        code: 'custom',
        path: ['role'],
        message: `cannot be assumed in accounts ${shown(ANY_ACCOUNT)}`,
      });
  });

export type Target = z.output<typeof targetSchema>;
