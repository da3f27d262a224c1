import fc from 'fast-check';
import {
  ACCOUNTS,
  CATEGORIES,
  JOB_IDS,
  KEYS,
  PLANS,
  POINTS,
  REGIONS,
  RESOURCES,
  ROLES,
  RULES,
  STATES,
  TYPES,
  VAULTS,
} from './vocabulary.js';
import { DAY, HOUR, LIMITS, ago, duration } from './arbitrary-time.js';

export const FILTER_SETS = ['a', 'b', 'c'] as const;

type Options = fc.Arbitrary<Record<string, unknown>>;

const some = <T>(values: readonly T[]): fc.Arbitrary<T[]> => fc.subarray([...values], { minLength: 1 });
const anyOf = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const optional = (options: Record<string, fc.Arbitrary<unknown>>): Options => fc.record(options, { requiredKeys: [] });
const atLeastOne = (options: Record<string, fc.Arbitrary<unknown>>): Options =>
  optional(options).filter((given) => Object.keys(given).length > 0);

const patterns = (values: readonly string[]): fc.Arbitrary<string[]> =>
  fc.oneof(some(values), some(['*', '*:111111111111:*', 'arn:aws:*-?:*', '*copies', '????-1', 'arn:*:table/[*?[[]x]']));
const percent = fc.oneof(
  anyOf([0, 10, 12.5, 33.3, 50, 66.6, 75, 90, 99.9, 100]),
  fc.integer({ min: 0, max: 1000 }).map((n) => n / 10),
);
const count = fc.integer({ min: 1, max: 4 });
const days = (...numbers: number[]) => duration(numbers.map((number) => number * DAY));

/** Options of every control of the rules, by name. */
export const OPTIONS: Readonly<Record<string, Options>> = {
  completed: optional({ allowPartial: fc.boolean() }),
  withoutIssues: fc.constant({}),
  finishesWithin: fc.record({ within: duration(LIMITS.slice(0, 5)) }),
  destinationVault: fc.record({ vaults: patterns(VAULTS) }),
  crossRegion: optional({ allowed: some(REGIONS) }),
  crossAccount: optional({ allowed: some(ACCOUNTS) }),
  logicallyAirGapped: fc.constant({}),
  vaultLocked: fc.constant({}),
  encryptedWith: optional({ keys: patterns(KEYS) }),
  retainedFor: fc.oneof(
    fc.record({ atLeast: days(1, 7, 35) }),
    fc.record({ atMost: days(1, 7, 35) }),
    fc.record({ atLeast: days(1, 7), atMost: days(7, 35) }),
  ),
  coldStorage: fc.oneof(
    fc.record({ after: days(1, 7, 30) }),
    fc.record({ within: days(1, 7, 30) }),
    fc.record({ after: days(1, 7), within: days(7, 30) }),
  ),
  createdByPlan: fc.record(
    { plans: patterns([...PLANS, '*:backup-plan:plan-2', 'nightly']), rules: patterns([...RULES, 'to-us']) },
    { requiredKeys: ['plans'] },
  ),
  usesRole: fc.record({ roles: patterns(ROLES) }),
  notEmpty: fc.constant({}),
  sizeWithin: fc.record(
    { percent: fc.oneof(anyOf([0, 1, 5, 10, 12.5]), percent), of: fc.integer({ min: 3, max: 7 }) },
    { requiredKeys: ['percent'] },
  ),
  freshWithin: fc.record(
    { within: duration(), from: anyOf(['COPY_CREATION', 'COPY_COMPLETION', 'BACKUP_CREATION']) },
    { requiredKeys: ['within'] },
  ),
  copiedAtLeast: fc.record({ copies: fc.integer({ min: 1, max: 2 }), every: duration(LIMITS.slice(2, 6)) }),
  onSchedule: optional({ grace: duration([HOUR, 4 * HOUR, 7 * HOUR, DAY, 26 * HOUR]) }),
  inDistinct: atLeastOne({ vaults: count, regions: count, accounts: count }).chain((asked) =>
    optional({ includeSource: fc.boolean() }).map((option) => ({ ...asked, ...option })),
  ),
  covers: fc.oneof(
    fc.record({ resources: some([...RESOURCES, 'arn:aws:s3:::unseen']) }),
    fc.record({ protectedResources: optional({ types: some(TYPES) }) }),
  ),
  everyRecoveryPointCopied: fc.record(
    { within: duration(LIMITS.slice(0, 4)), completedWithin: duration(LIMITS.slice(4)) },
    { requiredKeys: ['within'] },
  ),
  minimumSuccessRate: fc.record({ percent }),
  maximumFailures: fc.record({ failures: anyOf([0, 0, 1, 2]) }),
  minimumCopies: fc.record({ copies: count }),
  noMessageCategory: fc.record({ categories: some(CATEGORIES) }),
};

const common = (filterSets: readonly string[]): Options =>
  fc.record(
    {
      severity: anyOf(['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFORMATIONAL']),
      filterSets: some(filterSets),
      resourceTypes: some(TYPES),
      resourceArns: patterns(RESOURCES),
      allowEmpty: fc.boolean(),
    },
    { requiredKeys: [] },
  );

// Most controls are declared with few of the common properties: with all of them there is next to nothing left to judge.
const rarely = <T extends Record<string, unknown>>(options: fc.Arbitrary<T>): fc.Arbitrary<Partial<T>> =>
  fc.oneof(
    fc.constant({}),
    options.chain((given) => few(given, 2)),
    options,
  );
const few = <T extends Record<string, unknown>>(from: T, most: number, least = 0): fc.Arbitrary<Partial<T>> => {
  const keys = Object.keys(from);
  return fc
    .subarray(keys, { minLength: least, maxLength: Math.min(most, keys.length) })
    .map((some) => pick(from, some));
};
const pick = <T extends Record<string, unknown>>(from: T, keys: readonly string[]): Partial<T> =>
  Object.fromEntries(Object.entries(from).filter(([key]) => keys.includes(key))) as Partial<T>;

const control = (names: readonly string[], filterSets: readonly string[]): Options =>
  anyOf(names).chain((name) =>
    fc
      .tuple(OPTIONS[name] ?? fc.constant({}), rarely(common(filterSets)))
      .map(([options, shared]) => ({ control: name, ...options, ...shared })),
  );

/** Each control after the first of its name has an id, so that no two are known by one. */
const withIds = (controls: readonly Record<string, unknown>[]): Record<string, unknown>[] =>
  controls.map((each, index) =>
    controls.findIndex((other) => other['control'] === each['control']) === index
      ? each
      : { ...each, id: `control ${index}` },
  );

const filterSet = (name: string, asOf: number): Options => {
  const iso = (age: number) => new Date(asOf - age).toISOString();
  const absolute = (after: string, before: string) =>
    fc.tuple(ago, ago, fc.constantFrom('both', 'after', 'before')).map(([a, b, which]) => {
      const [from, to] = [Math.max(a, b), Math.min(a, b)];
      return {
        ...(which === 'before' ? {} : { [after]: iso(from === to ? from + 1 : from) }),
        ...(which === 'after' ? {} : { [before]: iso(to) }),
      };
    });
  const created = fc.oneof(
    { weight: 4, arbitrary: fc.constant({}) },
    { weight: 4, arbitrary: fc.record({ createdWithin: duration(LIMITS.slice(2)) }) },
    absolute('createdAfter', 'createdBefore'),
  );
  const completed = fc.oneof(
    { weight: 12, arbitrary: fc.constant({}) },
    fc.record({ completedWithin: duration(LIMITS.slice(2)) }),
    absolute('completedAfter', 'completedBefore'),
  );
  const filters = fc.record(
    {
      accountId: anyOf(ACCOUNTS),
      destinationVaultArn: anyOf(VAULTS.slice(0, 4)),
      messageCategory: anyOf(CATEGORIES),
      parentJobId: anyOf(JOB_IDS),
      resourceArn: anyOf(RESOURCES),
      resourceType: anyOf(TYPES),
      sourceRecoveryPointArn: anyOf(POINTS),
      state: anyOf(STATES.slice(0, 5)),
      backupPlanId: anyOf(PLANS),
      backupRuleName: fc.constant('to-us'),
    },
    { requiredKeys: [] },
  );
  const none = { weight: 7, arbitrary: fc.constant({}) };
  const one = fc.oneof(
    none,
    filters.chain((given) => few(given, 1)),
  );
  const tagged = fc.oneof({ weight: 5, arbitrary: fc.constant({}) }, fc.constant({ taggedWith: { tier: 'gold' } }));
  return fc.tuple(created, completed, one, tagged).map(([c, d, f, t]) => ({ name, ...c, ...d, ...f, ...t }));
};

const exemption = (asOf: number): Options =>
  atLeastOne({
    resource: patterns(RESOURCES).map(([first]) => first),
    vault: patterns(VAULTS).map(([first]) => first),
    control: fc.oneof(anyOf(Object.keys(OPTIONS)), anyOf(['control 1', 'control 2', 'control 3'])),
    job: anyOf(JOB_IDS),
  })
    .chain((named) => few(named, 2, 1))
    .chain((named) =>
      fc.tuple(anyOf([-1, 0, 1, DAY, -DAY]), fc.boolean()).map(([off, isDate]) => {
        const until = new Date(asOf + off).toISOString();
        return { ...named, reason: 'known', until: isDate ? until.slice(0, 10) : until };
      }),
    );

/** Definitions of reports, as they are written, over the controls named. */
export const definitionAsOf = (asOf: number, names: readonly string[]): Options =>
  fc.subarray([...FILTER_SETS], { minLength: 1, maxLength: 3 }).chain((sets) =>
    fc.record({
      name: fc.constant('report'),
      filterSets: fc.tuple(...sets.map((name) => filterSet(name, asOf))),
      controls: fc.array(control(names, sets), { minLength: 1, maxLength: 6, size: 'max' }).map(withIds),
      exemptions: fc.array(exemption(asOf), { maxLength: 3 }),
      forgetResourcesAfter: duration([7 * DAY, 30 * DAY, 90 * DAY]),
    }),
  );
