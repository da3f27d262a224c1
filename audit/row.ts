import * as z from 'zod';
import { CLOCKS, type Clock, type Dates } from './clock.js';
import { counterToShow, mergeCounter } from './counter.js';
import { isoOf } from './iso.js';
import type { Judged } from './judge.js';
import type { MergedFilterSet } from './merged.js';
import { optional } from './expected.js';
import type { Remembered } from './remembered.js';
import type { ResourceTally } from './resource-tally.js';
import { type ResourceShare, beginShare, mergeShare, shareSchema, shareToJson } from './share.js';

const iso = z.iso.datetime();
const datesSchema = z.partialRecord(z.enum(CLOCKS), iso);

/** What a report shows of one resource in one filter set. Absolute facts only, so that it changes only when they do. */
export const rowSchema = z.object({
  filterSet: z.string(),
  resourceArn: z.string(),
  resourceType: z.string().optional(),
  resourceName: z.string().optional(),
  accountId: z.string().optional(),
  /** Newest date of a good copy, on each clock. */
  newestGoodCopy: datesSchema,
  /** CreationDate of its first and newest known copy jobs. */
  firstJob: iso.optional(),
  newestJob: iso.optional(),
  /** Jobs by state, members of composites included. */
  jobsByState: z.record(z.string(), z.number()),
  goodCopies: z.number(),
  /** Bytes of its copies; what AWS does not report counts as 0. */
  bytes: z.number(),
  /** Ids of controls not met and not exempt. */
  controlsNotMet: z.array(z.string()),
  /** When a time-based control stops being met if nothing is copied. */
  breachesAt: iso.optional(),
  /** No job of it was read in this run: known from earlier ones. */
  remembered: z.boolean(),
  /** What it contributes to the figures of its filter set; only in reports that are judged at once. */
  share: shareSchema.optional(),
});
export type ResourceRow = z.output<typeof rowSchema>;

const msOrNot = (iso: string | undefined): number | undefined => (iso === undefined ? undefined : Date.parse(iso));

/** One row per resource of a filter set, remembered ones too, in order of ARN. */
export const rowsOf = (merged: MergedFilterSet, judged: Judged): ResourceRow[] =>
  [...merged.tally('').resources.values()]
    .sort((a, b) => (a.arn < b.arn ? -1 : 1))
    .map((resource) => {
      const row = rowOf(merged.name, resource, judged);
      return merged.tally('').memory.shares ? { ...row, share: wholeShareOf(resource, judged) } : row;
    });

/** Its share by jobs, and by what was judged of it as a whole. */
const wholeShareOf = ({ arn, share }: ResourceTally, { met }: Judged): ResourceShare => {
  const whole = beginShare();
  if (share !== undefined) mergeShare(whole, share);
  mergeCounter(whole.met, met.get(arn) ?? new Map());
  return shareToJson(whole);
};

const rowOf = (filterSet: string, resource: ResourceTally, judged: Judged): ResourceRow => {
  const { arn, types, description, firstCreated, newestCreated } = resource;
  const row: Writable<ResourceRow> = {
    filterSet,
    resourceArn: arn,
    newestGoodCopy: isoDatesOf(resource),
    jobsByState: counterToShow(resource.byState),
    goodCopies: resource.goodCopies,
    bytes: resource.bytes,
    controlsNotMet: [...(judged.notMet.get(arn) ?? [])].sort(),
    remembered: resource.isRemembered,
  };
  const [type] = types.length > 1 ? [...types].sort() : types;
  if (type !== undefined) row.resourceType = type;
  if (description.name !== undefined) row.resourceName = description.name;
  if (description.accountId !== undefined) row.accountId = description.accountId;
  if (firstCreated !== undefined) row.firstJob = isoOf(firstCreated);
  if (newestCreated !== undefined) row.newestJob = isoOf(newestCreated);
  const breachesAt = judged.breachesAt.get(arn);
  if (breachesAt !== undefined) row.breachesAt = isoOf(breachesAt);
  return row;
};

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const isoDatesOf = ({ newest }: ResourceTally): ResourceRow['newestGoodCopy'] => {
  const dates: ResourceRow['newestGoodCopy'] = {};
  for (const clock of CLOCKS) {
    const date = newest[clock];
    if (date !== undefined) dates[clock] = isoOf(date);
  }
  return dates;
};

/** What the next run remembers of a row. `seen`: the time of the run that wrote it with jobs. */
export const rememberedOf = (row: ResourceRow, seen: number): Remembered => ({
  filterSet: row.filterSet,
  arn: row.resourceArn,
  ...optional('type', row.resourceType),
  ...optional('name', row.resourceName),
  ...optional('accountId', row.accountId),
  ...optional('firstCreated', msOrNot(row.firstJob)),
  ...optional('newestCreated', msOrNot(row.newestJob)),
  newest: Object.fromEntries(
    CLOCKS.flatMap((clock): [Clock, number][] => {
      const date = msOrNot(row.newestGoodCopy[clock]);
      return date === undefined ? [] : [[clock, date]];
    }),
  ) as Dates,
  seen,
});
