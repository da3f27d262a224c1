import type { Definition } from '../audit/definition.js';
import { messageOf } from '../audit/errors.js';
import type { AccountsOf } from '../audit/plan.js';
import type { PlanItem } from '../audit/record/items.js';
import type { Target } from '../audit/target.js';
import type { Accounts } from './accounts.js';

export interface AccountSources {
  readonly accounts: Pick<Accounts, 'of'>;
  /** Accounts that had copy jobs in a Region lately. */
  readonly withCopyJobs: (region: string) => Promise<ReadonlySet<string>>;
  /** Region of targets that name none. */
  readonly region: string;
}

export interface AccountsOfTargets extends Pick<PlanItem, 'unplanned' | 'notes'> {
  readonly accountsOf: AccountsOf;
}

/** Lists the accounts of every target that asks for an organization; a filter set of which that fails says why. */
export const accountsOfTargets = async (
  { filterSets }: Definition,
  sources: AccountSources,
): Promise<AccountsOfTargets> => {
  const listed = new Map<Target, readonly string[]>();
  const unplanned: PlanItem['unplanned'] = [];
  const notes: PlanItem['notes'] = [];
  for (const { name: filterSet, targets = [] } of filterSets) {
    for (const target of targets as readonly Target[]) {
      if (target.organization === undefined) continue;
      try {
        const all = await sources.accounts.of(target.organization);
        const { kept, note } = await withoutEmpty(all, target, sources);
        listed.set(target, kept);
        if (note !== undefined) notes.push({ filterSet, note });
      } catch (error) {
        const reason = `the accounts of the organization could not be listed: ${messageOf(error)}${hintOf(error)}`;
        unplanned.push({ filterSet, reason });
      }
    }
  }
  return { accountsOf: (target) => listed.get(target) ?? [], unplanned, notes };
};

// https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
const REFUSED = ['AccessDeniedException', 'AccessDenied', 'AWSOrganizationsNotInUseException'];

const hintOf = (error: unknown): string =>
  error instanceof Error && REFUSED.includes(error.name)
    ? '. Only the management account and delegated administrators of an organization may list its accounts: ask from one of them, or name the accounts in the target'
    : '';

/** Leaves out accounts without copy jobs, where a target asks for that; in doubt they are read. */
const withoutEmpty = async (
  all: readonly string[],
  { organization, regions }: Target,
  { withCopyJobs, region }: AccountSources,
): Promise<{ readonly kept: readonly string[]; readonly note?: string }> => {
  if (organization?.skipEmptyAccounts !== true) return { kept: all };
  try {
    const seen = new Set<string>();
    for (const each of regions ?? [region]) for (const account of await withCopyJobs(each)) seen.add(account);
    const kept = all.filter((account) => seen.has(account));
    // Nothing at all is more likely a matter of who may see what.
    if (kept.length === 0) return { kept: all, note: 'AWS Backup counts no copy job in any account: none was skipped' };
    const skipped = all.length - kept.length;
    return {
      kept,
      note: `${skipped} of ${all.length} accounts were skipped: AWS Backup counted no copy job there in the 14 days to last midnight (UTC)`,
    };
  } catch (error) {
    return {
      kept: all,
      note: `no account was skipped, for AWS Backup does not tell which are empty: ${messageOf(error)}`,
    };
  }
};
