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
import { NO_ACCOUNT, type Source } from './source.js';
import type { Terminal } from './terminal.js';

export interface AccountOptions {
  readonly regions: readonly string[] | undefined;
  readonly profile: string | undefined;
  /** Another endpoint of AWS Backup. */
  readonly endpointUrl: string | undefined;
}

const CONCURRENCY = 24;
const MOST_ATTEMPTS = 12;

/** The account and Region of the caller's credentials, and whatever accounts and Regions the definition targets from there. */
export const accountSource = (options: AccountOptions, terminal: Terminal): Source => {
  const { endpointUrl, profile, environment } = { ...options, environment: terminal.environment };
  const regionsOf = async (): Promise<readonly string[]> => {
    if (options.regions !== undefined && options.regions.length > 0) return options.regions;
    const region = environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'];
    return [region ?? (endpointUrl === undefined ? await regionOfProfile(profile) : 'us-east-1')];
  };
  const identity = {
    ...(profile === undefined ? {} : { profile }),
    ...(endpointUrl === undefined || hasCredentials(environment, profile) ? {} : { credentials: ANYBODY }),
  };
  const access = { endpoint: endpointUrl, ...identity };
  const budgets = new Map<string, Budget>();
  return {
    units: async (declared) => {
      const regions = await regionsOf();
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
      for (const unit of units) budgets.set(callerOf(unit), new Budget(declared.requestsPerSecond));
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

/** The Region that the AWS configuration says, of the profile or of the default one. */
const regionOfProfile = async (profile: string | undefined): Promise<string> => {
  const { region } = new STSClient(profile === undefined ? {} : { profile }).config;
  return region().catch((cause: unknown) => {
    throw new Error('No Region: give --region, or set AWS_REGION, or choose a profile that has one', { cause });
  });
};

const ANYBODY = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };

const hasCredentials = (environment: Terminal['environment'], profile: string | undefined): boolean =>
  profile !== undefined ||
  ['AWS_ACCESS_KEY_ID', 'AWS_PROFILE', 'AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'].some(
    (name) => environment[name] !== undefined,
  );

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
