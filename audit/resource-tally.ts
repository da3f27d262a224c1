import { type Dates, earlier, later, mergeDates } from './clock.js';
import { type Counter, counterFromJson, counterToJson, mergeCounter } from './counter.js';
import { type ScheduleTally, copyOfSchedule, mergeSchedule } from './schedule-tally.js';
import { type SizedCopy, mergeSizes } from './sizes.js';

/** What is remembered of one resource while its filter set is read: enough for every control, whatever the number of jobs. */
export interface ResourceTally {
  readonly arn: string;
  /** Types that its jobs reported; more than one only if AWS changes its mind. */
  readonly types: Set<string>;
  /** What its newest job says of it. */
  description: Description;
  /** Jobs by state, children included; `NOT_REPORTED` for none. */
  readonly byState: Counter;
  goodCopies: number;
  /** Bytes of its copies; what is not reported counts as 0. */
  bytes: number;
  /** CreationDate of its first and newest known jobs, in any state. */
  firstCreated?: number | undefined;
  newestCreated?: number | undefined;
  /** Newest date of a good copy on each clock. */
  readonly newest: Dates;
  /** Good copies by trailing period: length of the period → its number (1 is the newest) → count. */
  readonly periods: Map<number, Map<number, number>>;
  /** The newest good copies by CompletionDate, newest first. */
  sizes: readonly SizedCopy[];
  /** Good copies by destination vault; `''` where it is not reported. */
  readonly destinations: Counter;
  /** Where good copies came from: vault, Region and account, each `''` where not known. */
  readonly sources: Map<string, Source>;
  readonly schedules: Map<string, ScheduleTally>;
  /** The earliest moment at which an open job of it breaches a control. */
  openBreachesAt?: number | undefined;
  /** No job of it was read; it is known from earlier runs. */
  isRemembered: boolean;
}

export interface Description {
  readonly created?: number | undefined;
  /** Account that owns the job. */
  readonly accountId?: string | undefined;
  /** Name that the job reported. */
  readonly name?: string | undefined;
}

/** The newer description; of one moment, the one that sorts last, so that order never changes a result. */
export const newerDescription = (a: Description, b: Description): Description => {
  const difference = (a.created ?? -Infinity) - (b.created ?? -Infinity);
  if (difference > 0 || difference < 0) return difference > 0 ? a : b;
  return `${a.accountId ?? ''} ${a.name ?? ''}` >= `${b.accountId ?? ''} ${b.name ?? ''}` ? a : b;
};

export interface Source {
  readonly vault: string;
  readonly region: string;
  readonly account: string;
}

export const beginResource = (arn: string): ResourceTally => ({
  arn,
  types: new Set(),
  description: {},
  byState: new Map(),
  goodCopies: 0,
  bytes: 0,
  newest: {},
  periods: new Map(),
  sizes: [],
  destinations: new Map(),
  sources: new Map(),
  schedules: new Map(),
  isRemembered: false,
});

/** Merges in any order to the same result; `sized` is how many sized copies are kept. */
export const mergeResource = (into: ResourceTally, other: ResourceTally, sized: number): void => {
  for (const type of other.types) into.types.add(type);
  into.description = newerDescription(into.description, other.description);
  mergeCounter(into.byState, other.byState);
  into.goodCopies += other.goodCopies;
  into.bytes += other.bytes;
  into.firstCreated = earlier(into.firstCreated, other.firstCreated);
  into.newestCreated = later(into.newestCreated, other.newestCreated);
  mergeDates(into.newest, other.newest);
  for (const [length, counts] of other.periods) {
    const mine = into.periods.get(length) ?? new Map<number, number>();
    for (const [number, n] of counts) mine.set(number, (mine.get(number) ?? 0) + n);
    into.periods.set(length, mine);
  }
  into.sizes = mergeSizes(into.sizes, other.sizes, sized);
  mergeCounter(into.destinations, other.destinations);
  for (const [key, source] of other.sources) into.sources.set(key, source);
  for (const [key, schedule] of other.schedules) {
    const mine = into.schedules.get(key);
    if (mine === undefined) into.schedules.set(key, copyOfSchedule(schedule));
    else mergeSchedule(mine, schedule);
  }
  into.openBreachesAt = earlier(into.openBreachesAt, other.openBreachesAt);
  into.isRemembered = into.isRemembered && other.isRemembered;
};

/** What crosses from a unit to the publisher. */
export type ResourceTallyJson = ReturnType<typeof resourceToJson>;

export const resourceToJson = (tally: ResourceTally) => ({
  arn: tally.arn,
  types: [...tally.types],
  description: tally.description,
  byState: counterToJson(tally.byState),
  goodCopies: tally.goodCopies,
  bytes: tally.bytes,
  firstCreated: tally.firstCreated,
  newestCreated: tally.newestCreated,
  newest: tally.newest,
  periods: [...tally.periods].map(([length, counts]) => [length, [...counts]] as const),
  sizes: tally.sizes,
  destinations: [...tally.destinations],
  sources: [...tally.sources],
  schedules: [...tally.schedules.values()],
  openBreachesAt: tally.openBreachesAt,
});

export const resourceFromJson = (json: ResourceTallyJson): ResourceTally => ({
  ...json,
  types: new Set(json.types),
  byState: counterFromJson(json.byState),
  newest: { ...json.newest },
  periods: new Map(json.periods.map(([length, counts]) => [length, new Map(counts)])),
  destinations: new Map(json.destinations),
  sources: new Map(json.sources),
  schedules: new Map(json.schedules.map((schedule) => [schedule.key, copyOfSchedule(schedule)])),
  isRemembered: false,
});
