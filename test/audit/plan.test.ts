import { type DefinitionInput, parseDefinition } from '../../audit/definition.js';
import { planBatches, planChanges, planUnits } from '../../audit/plan.js';
import type { Unit } from '../../audit/unit.js';

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

describe('the batches of a run', () => {
  const accountsFrom = (first: number, count: number) => Array.from({ length: count }, (_, n) => String(first + n));
  const batches = (targets: Target[], options: Partial<DefinitionInput> = {}): Unit[][] =>
    planBatches(parseDefinition({ name: 'report', filterSets: [{ name: 'a', targets }], ...options }), HOME, () => []);
  const sizes = (of: readonly (readonly Unit[])[]) => of.map(({ length }) => length);

  it('have one unit each while there are few: these are read side by side', () => {
    expect(new Set(sizes(batches([{ accounts: accountsFrom(222222222222, 79) }])))).toEqual(new Set([1]));
    expect(new Set(sizes(batches([{ accounts: accountsFrom(222222222222, 80) }])))).toEqual(new Set([2]));
  });

  it('are four for each that is read at once, and have fifty units at most', () => {
    const many = [{ accounts: accountsFrom(222222222222, 600) }];
    expect(sizes(batches(many, { maxConcurrency: 5 }))).toEqual(Array(20).fill(30));
    expect(sizes(batches(many, { maxConcurrency: 1 }))).toEqual(Array(12).fill(50));
  });

  it('hold every unit once, whatever they are cut to', () => {
    const targets = [
      { accounts: accountsFrom(222222222222, 101), regions: ['eu-west-1', 'us-east-1'] },
      { accounts: accountsFrom(333333333333, 53), role: { name: 'reader' } },
    ];
    const ids = idsOf(plan({ a: targets }));
    for (const maxConcurrency of [1, 2, 3, 7, 100])
      expect(idsOf(batches(targets, { maxConcurrency }).flat()).sort()).toEqual([...ids].sort());
  });

  it('are of one caller each, but for accounts that call for themselves', () => {
    const targets = [
      { accounts: accountsFrom(222222222222, 60), regions: ['eu-west-1', 'us-east-1'] },
      { accounts: accountsFrom(333333333333, 60), regions: ['eu-west-1', 'us-east-1'], role: { name: 'reader' } },
    ];
    for (const batch of batches(targets, { maxConcurrency: 2 }))
      expect(new Set(batch.map(({ role, region }) => (role === undefined ? region : 'role'))).size).toBe(1);
  });

  it('share the budget: all of it for the one batch of a caller that is read at a time', () => {
    const accounts = accountsFrom(222222222222, 100);
    const all = batches([{ accounts }, { accounts: accounts.slice(0, 10), regions: ['us-east-1'] }], {
      requestsPerSecond: 12,
      maxConcurrency: 3,
    });
    const shareIn = (region: string) => new Set(shares(all.flat().filter((unit) => unit.region === region)));
    expect(shareIn('eu-west-1')).toEqual(new Set([4]));
    expect(shareIn('us-east-1')).toEqual(new Set([6]));
  });

  it('let each account that is read through a role spend a budget of its own', () => {
    const all = batches([{ accounts: accountsFrom(222222222222, 100), role: { name: 'reader' } }], {
      maxConcurrency: 2,
    });
    expect(sizes(all)[0]).toBe(12);
    expect(new Set(shares(all.flat()))).toEqual(new Set([10]));
  });
});

describe('units of resources that changed', () => {
  const changesOf = (filterSets: readonly object[], changed: readonly string[]) =>
    planChanges(parseDefinition({ name: 'report', filterSets }), HOME, () => [], changed).flat();

  it('are those of each filter set, once for each resource', () => {
    const targets = [{ regions: ['eu-west-1', 'us-east-1'] }];
    const units = changesOf([{ name: 'a' }, { name: 'b', targets }], ['arn:aws:x::1', 'arn:aws:x::2']);
    expect(units.map(({ id, region, resourceArn }) => [id, region, resourceArn])).toEqual([
      ['a/111111111111/eu-west-1#0', 'eu-west-1', 'arn:aws:x::1'],
      ['a/111111111111/eu-west-1#1', 'eu-west-1', 'arn:aws:x::2'],
      ['b/111111111111/eu-west-1#0', 'eu-west-1', 'arn:aws:x::1'],
      ['b/111111111111/eu-west-1#1', 'eu-west-1', 'arn:aws:x::2'],
      ['b/111111111111/us-east-1#0', 'us-east-1', 'arn:aws:x::1'],
      ['b/111111111111/us-east-1#1', 'us-east-1', 'arn:aws:x::2'],
    ]);
  });

  it('leave out filter sets of another resource, and those that are a stretch of one chain of pages', () => {
    const resourceArn = 'arn:aws:ec2:eu-west-1:111111111111:volume/other';
    expect(
      changesOf(
        [
          { name: 'a', resourceArn },
          { name: 'b', maxItems: 5 },
        ],
        ['arn:aws:x::1'],
      ),
    ).toEqual([]);
  });

  it('leave out a filter set of more accounts than can be asked at once, whole', () => {
    const accounts = Array.from({ length: 301 }, (_, n) => String(100_000_000_000 + n));
    const units = changesOf([{ name: 'many', targets: [{ accounts }] }, { name: 'own' }], ['arn:aws:x::1']);
    expect(units.map(({ filterSet }) => filterSet)).toEqual(['own']);
  });

  it('keep to the budget together', () => {
    const changed = Array.from({ length: 50 }, (_, n) => `arn:aws:x::${n}`);
    const batches = planChanges(parseDefinition({ name: 'report' }), HOME, () => [], changed);
    expect(batches.map((batch) => batch.length)).toEqual([25, 25]);
    expect(batches.map(([unit]) => unit!.requestsPerSecond)).toEqual([5, 5]);
  });
});
