import { accountOf, regionOf } from '../../audit/arn.js';
import type { AccountPlan, AccountVault } from '../../audit/backup-plan/account-plan.js';
import { type DerivedReport, reportOfPlan } from '../../audit/backup-plan/derived-report.js';
import { messageOf } from '../../audit/errors.js';
import { readBackupPlans, readBackupVaults } from '../../aws/backup-plans.js';
import { type AccountOptions, identityOf, regionsOf } from '../account-access.js';
import type { Terminal } from '../terminal.js';

export interface AccountReports {
  readonly reports: readonly DerivedReport[];
  readonly regions: readonly string[];
  /** All that were looked at: some copy nothing. */
  readonly plans: number;
}

/** What the backup plans of an account promise of copies, as reports. Reads and changes nothing. */
export const reportsOfAccount = async (
  options: AccountOptions,
  { environment }: Pick<Terminal, 'environment'>,
): Promise<AccountReports> => {
  const regions = await regionsOf(options, environment);
  const accessTo = (region: string) => ({ region, endpoint: options.endpointUrl, ...identityOf(options, environment) });
  const plans: AccountPlan[] = [];
  for (const region of regions) {
    try {
      plans.push(...(await readBackupPlans(accessTo(region))));
    } catch (error) {
      throw new Error(
        `The backup plans of ${region} cannot be read (it takes backup:ListBackupPlans and backup:GetBackupPlan): ${messageOf(error)}`,
        { cause: error },
      );
    }
  }
  const vaults = new Map<string, AccountVault>();
  for (const region of regionsOfVaults(plans))
    for (const vault of await vaultsIn(accessTo(region))) vaults.set(vault.BackupVaultArn, vault);
  const around = { vaults, namesRegions: regions.length > 1, taken: new Set<string>() };
  return { reports: plans.flatMap((plan) => reportOfPlan(plan, around) ?? []), regions, plans: plans.length };
};

/** Where vaults of the plans' own account lie that are copied to: of other accounts nobody is told. */
const regionsOfVaults = (plans: readonly AccountPlan[]): Set<string> =>
  new Set(
    plans.flatMap(({ BackupPlanArn, BackupPlan: { Rules } }) =>
      Rules.flatMap(({ CopyActions }) => CopyActions.map((action) => action.DestinationBackupVaultArn))
        .filter((arn) => accountOf(arn) === accountOf(BackupPlanArn))
        .flatMap((arn) => regionOf(arn) ?? []),
    ),
  );

/** None where they cannot be read: the file says which vaults nobody could look at. */
const vaultsIn = (access: Parameters<typeof readBackupVaults>[0]): Promise<readonly AccountVault[]> =>
  readBackupVaults(access).catch(() => []);
