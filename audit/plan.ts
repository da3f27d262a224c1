import { batchesOf } from './batches.js';
import type { Definition } from './definition.js';
import type { Target } from './target.js';
import { type Unit, type UnsharedUnit, callerOf } from './unit.js';

/** Where the auditor itself is. */
export interface Home {
  readonly accountId: string;
  readonly region: string;
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
}

/** Answers the accounts of an organization target; asked once a run. */
export type AccountsOf = (target: Target) => readonly string[];

/** The units of a run: every filter set on every account and Region of its targets, each once. */
export const planUnits = (definition: Definition, home: Home, accountsOf: AccountsOf): Unit[] =>
  share(
    listUnits(definition, home, accountsOf).map((unit) => [unit]),
    definition,
  ).flat();

/** The same in batches, of which each is read one unit after the other. */
export const planBatches = (definition: Definition, home: Home, accountsOf: AccountsOf): Unit[][] =>
  share(batchesOf(listUnits(definition, home, accountsOf), definition.maxConcurrency), definition);

// Half a minute of requests at the usual budget, and few enough for a state's 256 KiB.
const MOST_CHANGED_UNITS = 300;
const BATCH_OF_CHANGED = 25;

/**
 * The units of a run that judges only some resources anew, each once for each of them: of a filter set all units or none, for
 * a resource is judged by all of its jobs. Left out are filter sets that have none of the resources, those that are a stretch
 * of one chain of pages, and those of which there would be too much to read: for them the latest run stands.
 */
export const planChanges = (
  definition: Definition,
  home: Home,
  accountsOf: AccountsOf,
  changed: readonly string[],
): Unit[][] => {
  const units = listUnits(definition, home, accountsOf);
  let room = MOST_CHANGED_UNITS;
  const callers = new Map<string, UnsharedUnit[]>();
  for (const { name, resourceArn, maxItems, startingToken } of definition.filterSets) {
    if (maxItems !== undefined || startingToken !== undefined) continue;
    const resources = changed.filter((arn) => resourceArn === undefined || resourceArn === arn);
    const mine = units.filter(({ filterSet }) => filterSet === name);
    if (mine.length * resources.length > room) continue;
    room -= mine.length * resources.length;
    for (const unit of mine) {
      const narrowed = resources.map((arn, n) => ({ ...unit, id: `${unit.id}#${n}`, resourceArn: arn }));
      callers.set(callerOf(unit), [...(callers.get(callerOf(unit)) ?? []), ...narrowed]);
    }
  }
  return share(
    [...callers.values()].flatMap((all) =>
      Array.from({ length: Math.ceil(all.length / BATCH_OF_CHANGED) }, (_, n) =>
        all.slice(n * BATCH_OF_CHANGED, (n + 1) * BATCH_OF_CHANGED),
      ),
    ),
    definition,
  );
};

const listUnits = (definition: Definition, home: Home, accountsOf: AccountsOf): UnsharedUnit[] => {
  const units = new Map<string, UnsharedUnit>();
  for (const { name, targets = [{}] } of definition.filterSets) {
    for (const target of targets as readonly Target[]) {
      const accounts = target.organization === undefined ? (target.accounts ?? [home.accountId]) : accountsOf(target);
      for (const accountId of accounts) {
        for (const region of target.regions ?? [home.region]) {
          const unit = unitOf(name, accountId, region, target, home);
          if (!units.has(unit.id)) units.set(unit.id, unit);
        }
      }
    }
  }
  return [...units.values()];
};

const unitOf = (filterSet: string, accountId: string, region: string, target: Target, home: Home) => {
  const isOwn = accountId === home.accountId;
  const { role, monitoredSince } = target;
  return {
    id: `${filterSet}/${accountId}/${region}`,
    filterSet,
    accountId,
    region,
    ...(isOwn || role !== undefined ? {} : { byAccountId: accountId }),
    ...(isOwn || role !== undefined || monitoredSince === undefined ? {} : { visibleSince: monitoredSince }),
    ...(isOwn || role === undefined
      ? {}
      : {
          role: {
            arn: `arn:${home.partition}:iam::${accountId}:role/${role.name}`,
            ...(role.externalId === undefined ? {} : { externalId: role.externalId }),
          },
        }),
  };
};

/** Shares the budget of each calling account and Region out to the batches that run at once; none lends anything. */
const share = (
  batches: readonly (readonly UnsharedUnit[])[],
  { maxConcurrency, requestsPerSecond }: Definition,
): Unit[][] => {
  const callers = new Map<string, number>();
  for (const batch of batches)
    for (const caller of new Set(batch.map(callerOf))) callers.set(caller, (callers.get(caller) ?? 0) + 1);
  return batches.map((batch) =>
    batch.map((unit) => {
      const atOnce = Math.min(maxConcurrency, callers.get(callerOf(unit)) ?? 1);
      return { ...unit, requestsPerSecond: requestsPerSecond / atOnce };
    }),
  );
};
