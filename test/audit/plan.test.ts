import { type DefinitionInput, parseDefinition } from '../../audit/definition.js';
import { type Unit, planUnits } from '../../audit/plan.js';

const HOME = { accountId: '111111111111', region: 'eu-west-1', partition: 'aws' };
type Target = NonNullable<NonNullable<DefinitionInput['filterSets']>[number]['targets']>[number];

const plan = (
  targets: Record<string, Target[] | undefined>,
  options: Partial<DefinitionInput> = {},
  organization: readonly string[] = [],
): Unit[] => {
  const filterSets = Object.entries(targets).map(([name, each]) => ({ name, ...(each && { targets: each }) }));
  return planUnits(parseDefinition({ name: 'report', filterSets, ...options }), HOME, () => organization);
};

const idsOf = (units: readonly Unit[]): string[] => units.map(({ id }) => id);
const shares = (units: readonly Unit[]): number[] => units.map(({ requestsPerSecond }) => requestsPerSecond);

const [A, B] = ['222222222222', '333333333333'];

describe('the units of a run', () => {
  it('are every filter set at home where nothing else is said', () => {
    expect(plan({ a: undefined, b: [{}] })).toEqual([
      {
        id: 'a/111111111111/eu-west-1',
        filterSet: 'a',
        accountId: '111111111111',
        region: 'eu-west-1',
        requestsPerSecond: 5,
      },
      {
        id: 'b/111111111111/eu-west-1',
        filterSet: 'b',
        accountId: '111111111111',
        region: 'eu-west-1',
        requestsPerSecond: 5,
      },
    ]);
  });

  it('are every account in every Region of a target, and of an organization those that were found', () => {
    const regions = ['us-east-1', 'eu-west-1'];
    expect(idsOf(plan({ a: [{ accounts: [A, B], regions }, { organization: {} }] }, {}, [HOME.accountId, A]))).toEqual([
      `a/${A}/us-east-1`,
      `a/${A}/eu-west-1`,
      `a/${B}/us-east-1`,
      `a/${B}/eu-west-1`,
      `a/${HOME.accountId}/eu-west-1`,
    ]);
  });

  it('are each there once, as the first target says', () => {
    const units = plan({ a: [{ accounts: [A] }, { accounts: [A, A], role: { name: 'reader' } }, {}, {}] });
    expect(idsOf(units)).toEqual([`a/${A}/eu-west-1`, 'a/111111111111/eu-west-1']);
    expect(units[0]).toMatchObject({ byAccountId: A });
    expect(units[0]).not.toHaveProperty('role');
  });

  it('ask for another account by its id, or through its role, and for the own one plainly', () => {
    const role = { name: 'backup/reader', externalId: 'x' };
    const units = plan({
      a: [
        { accounts: [A, HOME.accountId], role },
        { accounts: [B], role: { name: 'r' } },
      ],
    });
    expect(units.map(({ role, byAccountId }) => ({ role, byAccountId }))).toEqual([
      { role: { arn: `arn:aws:iam::${A}:role/backup/reader`, externalId: 'x' } },
      {},
      { role: { arn: `arn:aws:iam::${B}:role/r` } },
    ]);
    expect(plan({ a: [{ accounts: ['*'] }] })).toMatchObject([{ accountId: '*', byAccountId: '*' }]);
  });

  it('are none where an organization has no account', () => {
    expect(plan({ a: [{ organization: {} }] })).toEqual([]);
  });
});

describe('the budget of requests', () => {
  it('is shared by all units that call from one account and Region', () => {
    const units = plan(
      { a: [{ accounts: [A, B] }, { regions: ['us-east-1'] }], b: undefined },
      { requestsPerSecond: 12 },
    );
    expect(shares(units)).toEqual([4, 4, 12, 4]);
  });

  it('is shared by no more units than are read at once', () => {
    const regions = ['eu-west-1'];
    const accounts = Array.from({ length: 20 }, (_, index) => String(222222222222 + index));
    const units = plan({ a: [{ accounts, regions }] }, { requestsPerSecond: 10, maxConcurrency: 4 });
    expect(new Set(shares(units))).toEqual(new Set([2.5]));
  });

  it('is one for each account that is read through a role of its own, whatever the role', () => {
    const units = plan({
      a: [{ accounts: [A, B], role: { name: 'reader' } }],
      b: [{ accounts: [A], role: { name: 'other' } }],
      c: undefined,
    });
    expect(shares(units)).toEqual([5, 10, 5, 10]);
  });
});
