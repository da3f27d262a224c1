import type { Definition } from '../audit/definition.js';
import { messageOf } from '../audit/errors.js';
import type { AccountsOf } from '../audit/plan.js';
import type { Target } from '../audit/target.js';
import type { Accounts } from '../aws/accounts.js';

/** Lists the accounts of every target that asks for an organization; a filter set of which that fails says why. */
export const accountsOfTargets = async (
  { filterSets }: Definition,
  accounts: Accounts,
): Promise<{ readonly accountsOf: AccountsOf; readonly unplanned: { filterSet: string; reason: string }[] }> => {
  const listed = new Map<Target, readonly string[]>();
  const unplanned: { filterSet: string; reason: string }[] = [];
  for (const { name, targets = [] } of filterSets) {
    try {
      for (const target of targets as readonly Target[])
        if (target.organization !== undefined) listed.set(target, await accounts.of(target.organization));
    } catch (error) {
      unplanned.push({
        filterSet: name,
        reason: `the accounts of the organization could not be listed: ${messageOf(error)}`,
      });
    }
  }
  return { accountsOf: (target) => listed.get(target) ?? [], unplanned };
};
