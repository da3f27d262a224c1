import { Accounts } from '../../aws/accounts.js';
import { type Unit, startOrganization } from '../kit/organization.js';
import { type AnsweringService, refusing, startAnswering } from '../kit/answering.js';

const account = (n: number, state: Readonly<Record<string, string>> = { State: 'ACTIVE' }) => ({
  Id: String(n).padStart(12, '0'),
  ...state,
});
const many = (from: number, count: number) => Array.from({ length: count }, (_, n) => account(from + n));
const ids = (...numbers: number[]) => numbers.map((n) => String(n).padStart(12, '0'));

const ORGANIZATION: Unit = {
  accounts: [account(1)],
  units: {
    'ou-prod': {
      accounts: many(100, 45),
      units: { 'ou-prod-legacy': { accounts: [account(200), account(201, { State: 'SUSPENDED' })] } },
    },
    'ou-sandbox': {
      accounts: [
        account(300),
        account(301, { Status: 'ACTIVE' }),
        account(302, { Status: 'SUSPENDED' }),
        account(303, {}),
      ],
    },
    'ou-empty': {},
  },
};

describe('accounts of an organization', () => {
  let service: AnsweringService | undefined;
  afterEach(() => service?.close());

  const accounts = async (organization: Unit = ORGANIZATION) => {
    service = await startOrganization(organization);
    return accountsAt(service.url);
  };
  const accountsAt = (endpoint: string) =>
    new Accounts({
      endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 's' },
      maxAttempts: 1,
    });

  it('are all that are active, over short and empty pages', async () => {
    const found = await (await accounts()).of({});
    expect(found).toHaveLength(1 + 45 + 1 + 3);
    expect(found).toEqual([...found].sort());
    expect(found).not.toContain(ids(201)[0]);
    expect(found).not.toContain(ids(302)[0]);
  });

  it('say that they are active in one of two fields, or not at all', async () => {
    expect(await (await accounts()).of({ includeOrganizationalUnits: ['ou-sandbox'] })).toEqual(ids(300, 301, 303));
  });

  it('are those of organizational units and of all below them, without those that are left out', async () => {
    const it = await accounts();
    expect(await it.of({ includeOrganizationalUnits: ['ou-prod', 'ou-sandbox'] })).toHaveLength(45 + 1 + 3);
    expect(
      await it.of({
        includeOrganizationalUnits: ['ou-prod'],
        excludeOrganizationalUnits: ['ou-prod-legacy'],
        excludeAccounts: ids(100, 101),
      }),
    ).toHaveLength(43);
    expect(await it.of({ includeOrganizationalUnits: ['r-root'], excludeOrganizationalUnits: ['ou-prod'] })).toEqual(
      ids(1, 300, 301, 303),
    );
  });

  it('are asked for once, however many filter sets ask', async () => {
    const it = await accounts();
    await it.of({});
    const { length } = service!.asked;
    await it.of({ excludeAccounts: ids(1) });
    expect(service!.asked).toHaveLength(length);
  });

  it('that are none are not silence', async () => {
    const it = await accounts();
    await expect(it.of({ includeOrganizationalUnits: ['ou-empty'] })).rejects.toThrow(/no account that is active/);
  });

  it('are refused to whoever may not see them', async () => {
    service = await startAnswering(() => refusing('AccessDeniedException', 'You do not have permission'));
    await expect(accountsAt(service.url).of({})).rejects.toThrow(/permission/);
  });
});
