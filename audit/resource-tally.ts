import { type Dates, earlier, later, mergeDates } from './clock.js';
import { type Counter, counterFromJson, counterToJson, mergeCounter } from './counter.js';
import { type ShareTally, beginShare, mergeShare, shareFromJson, shareToJson } from './share.js';
import { type ScheduleTally, copyOfSchedule, mergeSchedule } from './schedule-tally.js';
import { type SizedCopy, mergeSizes } from './sizes.js';

/**
 * What is remembered of one resource while its filter set is read: enough for every control, whatever the number of jobs.
 * There are many of them, so what no control of a report asks for is not even begun.
 */
export interface ResourceTally {
  readonly arn: string;
  /** Types that its jobs reported; more than one only if AWS changes its mind. */
  types: readonly string[];
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
  periods?: Map<number, Map<number, number>> | undefined;
  /** The newest good copies by CompletionDate, newest first. */
  sizes: readonly SizedCopy[];
  /** Good copies by destination vault; `''` where it is not reported. */
  destinations?: Counter | undefined;
  /** Where good copies came from: vault, Region and account, each `''` where not known. */
  sources?: Map<string, Source> | undefined;
  schedules?: Map<string, ScheduleTally> | undefined;
  /** The earliest moment at which an open job of it breaches a control. */
  openBreachesAt?: number | undefined;
  /** Its share in the figures of the filter set, where that is kept. */
  share?: ShareTally | undefined;
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

const NO_SIZES: readonly SizedCopy[] = [];
const NO_TYPES: readonly string[] = [];
const NO_DESCRIPTION: Description = {};

export const beginResource = (arn: string): ResourceTally => ({
  arn,
  types: NO_TYPES,
  description: NO_DESCRIPTION,
  byState: new Map(),
  goodCopies: 0,
  bytes: 0,
  firstCreated: undefined,
  newestCreated: undefined,
  newest: {},
  periods: undefined,
  sizes: NO_SIZES,
  destinations: undefined,
  sources: undefined,
  schedules: undefined,
  openBreachesAt: undefined,
  share: undefined,
  isRemembered: false,
});

export const addType = (resource: ResourceTally, type: string): void => {
  if (!resource.types.includes(type)) resource.types = [...resource.types, type];
};

// Dates are stored only where they change: most jobs change none, and each store is a small object that outlives its page.

/** Notes when a job of it was created. */
export const addCreated = (resource: ResourceTally, created: number | undefined): void => {
  if (created === undefined) return;
  if (resource.firstCreated === undefined || created < resource.firstCreated) resource.firstCreated = created;
  if (resource.newestCreated === undefined || created > resource.newestCreated) resource.newestCreated = created;
};

/** Merges in any order to the same result; `sized` is how many sized copies are kept. */
export const mergeResource = (into: ResourceTally, other: ResourceTally, sized: number): void => {
  for (const type of other.types) addType(into, type);
  into.description = newerDescription(into.description, other.description);
  mergeCounter(into.byState, other.byState);
  into.goodCopies += other.goodCopies;
  into.bytes += other.bytes;
  into.firstCreated = earlier(into.firstCreated, other.firstCreated);
  into.newestCreated = later(into.newestCreated, other.newestCreated);
  mergeDates(into.newest, other.newest);
  for (const [length, counts] of other.periods ?? [])
    for (const [number, n] of counts) addToPeriod(into, length, number, n);
  into.sizes = mergeSizes(into.sizes, other.sizes, sized);
  if (other.destinations !== undefined) mergeCounter((into.destinations ??= new Map()), other.destinations);
  for (const source of other.sources?.values() ?? []) addSource(into, source);
  for (const schedule of other.schedules?.values() ?? []) addSchedule(into, schedule);
  into.openBreachesAt = earlier(into.openBreachesAt, other.openBreachesAt);
  if (other.share !== undefined) mergeShare(shareOf(into), other.share);
  into.isRemembered = into.isRemembered && other.isRemembered;
};

/** Its share, begun where there is none yet. */
export const shareOf = (resource: ResourceTally): ShareTally => (resource.share ??= beginShare());

/** Counts good copies of one trailing period. */
export const addToPeriod = (resource: ResourceTally, length: number, number: number, copies = 1): void => {
  const periods = (resource.periods ??= new Map<number, Map<number, number>>());
  const counts = periods.get(length) ?? new Map<number, number>();
  counts.set(number, (counts.get(number) ?? 0) + copies);
  periods.set(length, counts);
};

export const addSource = (resource: ResourceTally, source: Source): void => {
  const { vault, region, account } = source;
  (resource.sources ??= new Map<string, Source>()).set(`${vault}|${region}|${account}`, source);
};

export const addSchedule = (resource: ResourceTally, schedule: ScheduleTally): void => {
  const schedules = (resource.schedules ??= new Map<string, ScheduleTally>());
  const known = schedules.get(schedule.key);
  if (known === undefined) schedules.set(schedule.key, copyOfSchedule(schedule));
  else mergeSchedule(known, schedule);
};

/** What crosses from a unit to the publisher. */
export type ResourceTallyJson = ReturnType<typeof resourceToJson>;

export const resourceToJson = (tally: ResourceTally) => ({
  arn: tally.arn,
  types: tally.types,
  description: tally.description,
  byState: counterToJson(tally.byState),
  goodCopies: tally.goodCopies,
  bytes: tally.bytes,
  firstCreated: tally.firstCreated,
  newestCreated: tally.newestCreated,
  newest: tally.newest,
  periods: [...(tally.periods ?? [])].map(([length, counts]) => [length, [...counts]] as const),
  sizes: tally.sizes,
  destinations: [...(tally.destinations ?? [])],
  sources: [...(tally.sources?.values() ?? [])],
  schedules: [...(tally.schedules?.values() ?? [])],
  openBreachesAt: tally.openBreachesAt,
  share: tally.share === undefined ? undefined : shareToJson(tally.share),
});

export const resourceFromJson = (json: ResourceTallyJson): ResourceTally => {
  const { arn, types, description, byState, goodCopies, bytes, firstCreated, newestCreated, sizes } = json;
  const resource: ResourceTally = {
    ...beginResource(arn),
    ...{ types, description, byState: counterFromJson(byState), goodCopies, bytes, firstCreated, newestCreated, sizes },
    newest: { ...json.newest },
    openBreachesAt: json.openBreachesAt,
    share: json.share === undefined ? undefined : shareFromJson(json.share),
  };
  for (const [length, counts] of json.periods)
    for (const [number, copies] of counts) addToPeriod(resource, length, number, copies);
  if (json.destinations.length > 0) resource.destinations = new Map(json.destinations);
  for (const source of json.sources) addSource(resource, source);
  for (const schedule of json.schedules) addSchedule(resource, schedule);
  return resource;
};
