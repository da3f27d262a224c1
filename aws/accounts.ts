import {
  type Account,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  OrganizationsClient,
  type OrganizationsClientConfig,
} from '@aws-sdk/client-organizations';
import type { Target } from '../audit/target.js';

type OrganizationTarget = NonNullable<Target['organization']>;

/**
 * The active accounts of an organization, or of some of its units. Pages of 20, at times empty with a token.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
 */
export class Accounts {
  #all: Promise<readonly string[]> | undefined;
  readonly #below = new Map<string, Promise<readonly string[]>>();

  #client: OrganizationsClient | undefined;

  constructor(readonly options: OrganizationsClientConfig = {}) {}

  /** Made when it is asked for: most reports read one account. */
  get client(): OrganizationsClient {
    this.#client ??= new OrganizationsClient({ maxAttempts: 10, retryMode: 'adaptive', ...this.options });
    return this.#client;
  }

  async of(target: OrganizationTarget): Promise<readonly string[]> {
    const { includeOrganizationalUnits: included, excludeOrganizationalUnits = [], excludeAccounts = [] } = target;
    const base = included === undefined ? await this.#everyone() : await this.#ofUnits(included);
    const excluded = new Set([...excludeAccounts, ...(await this.#ofUnits(excludeOrganizationalUnits))]);
    const accounts = [...new Set(base)].filter((id) => !excluded.has(id)).sort();
    // Nothing to read is nothing to be green about.
    if (accounts.length === 0) throw new Error('no account that is active is left of it');
    return accounts;
  }

  /** Listed once, however many filter sets ask. */
  #everyone(): Promise<readonly string[]> {
    this.#all ??= collect(async (NextToken) => {
      const { Accounts, NextToken: next } = await this.client.send(new ListAccountsCommand({ NextToken }));
      return { items: activeIds(Accounts), next };
    });
    return this.#all;
  }

  async #ofUnits(units: readonly string[]): Promise<readonly string[]> {
    const lists: string[] = [];
    for (const unit of units) lists.push(...(await this.#belowUnit(unit)));
    return lists;
  }

  /** Accounts of an organizational unit and of all units below it. */
  #belowUnit(ParentId: string): Promise<readonly string[]> {
    const known = this.#below.get(ParentId);
    if (known !== undefined) return known;
    const listed = (async () => {
      const accounts = await collect(async (NextToken) => {
        const answer = await this.client.send(new ListAccountsForParentCommand({ ParentId, NextToken }));
        return { items: activeIds(answer.Accounts), next: answer.NextToken };
      });
      const units = await collect(async (NextToken) => {
        const answer = await this.client.send(new ListOrganizationalUnitsForParentCommand({ ParentId, NextToken }));
        return { items: (answer.OrganizationalUnits ?? []).flatMap(({ Id }) => Id ?? []), next: answer.NextToken };
      });
      return [...accounts, ...(await this.#ofUnits(units))];
    })();
    this.#below.set(ParentId, listed);
    return listed;
  }
}

// `Status` was retired in favour of `State`; older answers have only the former.
const activeIds = (accounts: readonly Account[] | undefined): string[] =>
  (accounts ?? []).flatMap((account) => {
    const state = (account as { State?: string }).State ?? account.Status ?? 'ACTIVE';
    return state === 'ACTIVE' && account.Id !== undefined ? [account.Id] : [];
  });

const collect = async (
  ask: (token: string | undefined) => Promise<{ readonly items: readonly string[]; readonly next: string | undefined }>,
): Promise<readonly string[]> => {
  const all: string[] = [];
  let token: string | undefined;
  do {
    const { items, next } = await ask(token);
    all.push(...items);
    token = next;
  } while (token !== undefined);
  return all;
};
