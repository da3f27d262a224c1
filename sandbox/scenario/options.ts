/** What a scenario is made from: the same options give the same bytes. */
export interface ScenarioOptions {
  /** @default 1 */
  readonly seed?: number | string;
  /** How many copy jobs. @default 1000 */
  readonly count?: number;
  /** The time at which the scenario is looked at: nothing is younger. A Date, milliseconds or ISO 8601. */
  readonly asOf: Date | number | string;
  /** Accounts that have resources. @default four */
  readonly accounts?: readonly string[];
  /** Regions that have resources. @default eu-west-1 and us-east-1 */
  readonly regions?: readonly [string, ...string[]];
  /** The account of the air-gapped vault. */
  readonly vaultAccount?: string;
  /** Share of the copies that are made within one hour of the night. @default 0.8 */
  readonly burst?: number;
}

export interface Settings {
  readonly seed: string;
  readonly count: number;
  readonly asOf: number;
  readonly accounts: readonly [string, ...string[]];
  readonly regions: readonly [string, ...string[]];
  readonly vaultAccount: string;
  readonly burst: number;
}

const ACCOUNTS = ['111122223333', '222233334444', '333344445555', '444455556666'] as const;

export const settingsOf = (options: ScenarioOptions): Settings => {
  const asOf = new Date(options.asOf).getTime();
  const { seed = 1, count = 1_000, burst = 0.8, vaultAccount = '999988887777' } = options;
  const [account, ...accounts] = options.accounts ?? ACCOUNTS;
  const regions = options.regions ?? ['eu-west-1', 'us-east-1'];
  if (Number.isNaN(asOf)) throw new RangeError(`asOf of a scenario is a time, not ${String(options.asOf)}`);
  if (!Number.isSafeInteger(count) || count < 0)
    throw new RangeError(`count of a scenario is a whole number, not ${count}`);
  if (!(burst >= 0 && burst <= 1)) throw new RangeError(`burst of a scenario is a share from 0 to 1, not ${burst}`);
  if (account === undefined) throw new RangeError('A scenario has at least one account');
  return { seed: String(seed), count, asOf, accounts: [account, ...accounts], regions, vaultAccount, burst };
};
