import {
  BackupClient,
  GetBackupPlanCommand,
  paginateListBackupPlans,
  paginateListBackupVaults,
} from '@aws-sdk/client-backup';
import {
  type AccountPlan,
  type AccountVault,
  accountPlanSchema,
  accountVaultSchema,
} from '../audit/backup-plan/account-plan.js';
import type { BackupAccess } from './backup-client.js';

const clientFor = ({ region, credentials, profile, endpoint }: BackupAccess): BackupClient =>
  new BackupClient({
    region,
    ...(credentials === undefined ? {} : { credentials }),
    ...(profile === undefined ? {} : { profile }),
    ...(endpoint === undefined ? {} : { endpoint }),
    maxAttempts: 8,
    retryMode: 'adaptive',
  });

/** The backup plans of an account in a Region, with their rules. */
export const readBackupPlans = async (access: BackupAccess): Promise<AccountPlan[]> => {
  const client = clientFor(access);
  const plans: AccountPlan[] = [];
  try {
    for await (const { BackupPlansList = [] } of paginateListBackupPlans({ client }, {}))
      for (const { BackupPlanId } of BackupPlansList)
        plans.push(accountPlanSchema.parse(await client.send(new GetBackupPlanCommand({ BackupPlanId }))));
  } finally {
    client.destroy();
  }
  return plans;
};

/** The vaults of an account in a Region. */
export const readBackupVaults = async (access: BackupAccess): Promise<AccountVault[]> => {
  const client = clientFor(access);
  const vaults: AccountVault[] = [];
  try {
    for await (const { BackupVaultList = [] } of paginateListBackupVaults({ client }, {}))
      vaults.push(...BackupVaultList.map((vault) => accountVaultSchema.parse(vault)));
  } finally {
    client.destroy();
  }
  return vaults;
};
