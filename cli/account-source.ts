import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { callerOf } from '../audit/unit.js';
import { messageOf } from '../audit/errors.js';
import { type Home, planUnits } from '../audit/plan.js';
import { accountsOfTargets } from '../aws/accounts-of-targets.js';
import { Accounts } from '../aws/accounts.js';
import { Budget } from '../aws/budget.js';
import { accountsWithCopyJobs } from '../aws/copy-job-summaries.js';
import { memberCredentials } from '../aws/member-role.js';
import { unitPorts } from '../aws/unit-ports.js';
import { type AccountOptions, identityOf, regionsOf } from './account-access.js';
import { NO_ACCOUNT, type Source } from './source.js';
import type { Terminal } from './terminal.js';

const CONCURRENCY = 24;
const MOST_ATTEMPTS = 12;

/** The account and Region of the caller's credentials, and whatever accounts and Regions the definition targets from there. */
export const accountSource = (options: AccountOptions, terminal: Terminal): Source => {
  const { endpointUrl, profile, environment } = { ...options, environment: terminal.environment };
  const identity = identityOf(options, environment);
  const access = { endpoint: endpointUrl, ...identity };
  const budgets = new Map<string, Budget>();
  return {
    units: async (declared, onThrottle) => {
      const regions = await regionsOf(options, environment);
      const filterSets = declared.filterSets.map((set) => ({
        ...set,
        targets: (set.targets ?? [{}]).map((target) => ({ ...target, regions: target.regions ?? [...regions] })),
      }));
      const definition = { ...declared, filterSets };
      const home = await homeOf(regions[0] ?? 'us-east-1', profile, endpointUrl);
      const client = { region: home.region, ...identity };
      const { accountsOf, ...found } = await accountsOfTargets(definition, {
        accounts: new Accounts(client),
        withCopyJobs: (each) => accountsWithCopyJobs({ ...access, region: each }),
        region: home.region,
      });
      const units = planUnits(definition, home, accountsOf);
      // In one process all units that ask from one account share one budget, however short they are.
      budgets.clear();
      for (const unit of units) budgets.set(callerOf(unit), new Budget(declared.requestsPerSecond, onThrottle));
      return { units, ...found };
    },
    ports: (unit) => {
      const sts = new STSClient({ region: unit.region, ...identity });
      const credentials = memberCredentials(unit, 'copy-audit-run', sts);
      const whose = credentials === undefined ? access : { endpoint: endpointUrl, credentials };
      return unitPorts(whose, unit, {
        patience: (attempt) => attempt < MOST_ATTEMPTS,
        budget: budgets.get(callerOf(unit)),
      });
    },
    options: { concurrency: CONCURRENCY },
    unitsAtOnce: 10,
  };
};

const homeOf = async (region: string, profile: string | undefined, endpointUrl: string | undefined): Promise<Home> => {
  const partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  if (endpointUrl !== undefined) return { accountId: NO_ACCOUNT, region, partition };
  const sts = new STSClient({ region, ...(profile === undefined ? {} : { profile }) });
  try {
    const { Account } = await sts.send(new GetCallerIdentityCommand({}));
    return { accountId: Account ?? NO_ACCOUNT, region, partition };
  } catch (error) {
    throw new Error(`AWS does not say who you are: ${messageOf(error)}`, { cause: error });
  }
};
