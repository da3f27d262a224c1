import * as z from 'zod';
import { accountOf } from '../arn.js';
import { type Cause, causeOf } from '../causes.js';
import { CAUSE_SCOPES } from './cause.js';
import {
  addDistinct,
  beginDistinct,
  countDistinct,
  type DistinctCount,
  type DistinctSet,
  mergeDistinct,
  packDistinct,
  unpackDistinct,
} from './distinct.js';
import { type CauseExample, type TalliedJob, compareText, exampleOf, exampleSchema, newerOf } from './example.js';

/** What one cause explains. */
export interface CauseSummary {
  readonly cause: Cause;
  readonly jobs: number;
  readonly resources: DistinctCount;
  /** Source accounts. */
  readonly accounts: DistinctCount;
  readonly newest: CauseExample;
}

interface CauseCount {
  readonly cause: Cause;
  jobs: number;
  resources: DistinctSet;
  accounts: DistinctSet;
  newest: CauseExample;
}

/** Jobs by cause. Adding and merging in any order and any grouping gives the same. */
export interface CauseTally {
  readonly counts: Map<string, CauseCount>;
}

/**
 * Messages that nobody masked well enough could be as many as jobs. So many of them are told apart; it is those with the
 * smallest ids that stay (ids are hashes, so that is a fair draw, and every part of a divided tally draws the same).
 */
const MOST_UNKNOWN = 200;

const OTHERS: Cause = Object.freeze({
  id: 'message:others',
  title: 'Many other messages, each of few jobs',
  remedy: 'Look through the failed jobs themselves: their messages have too little in common to be grouped.',
  scope: 'job',
});

export const beginCauses = (): CauseTally => ({ counts: new Map() });

/** Counts a job that failed (or was left with issues) under its cause, and says which that is. */
export const addCause = (tally: CauseTally, job: TalliedJob): Cause => {
  const cause = causeOf(job);
  const count = countOf(tally, cause);
  count.jobs += 1;
  count.resources = addDistinct(count.resources, job.ResourceArn);
  count.accounts = addDistinct(count.accounts, accountOf(job.SourceBackupVaultArn) ?? job.AccountId);
  if ((job.CreationDate ?? -Infinity) >= (count.newest.CreationDate ?? -Infinity))
    count.newest = newerOf(count.newest, exampleOf(job));
  dropTooMany(tally);
  return cause;
};

/** Adds `from` to `into`; `from` stays as it is. */
export const mergeCauses = (into: CauseTally, from: CauseTally): CauseTally => {
  for (const count of from.counts.values()) mergeCount(into, count.cause, count);
  dropTooMany(into);
  return into;
};

/** The causes that explain most jobs first; equals by id. */
export const topCauses = (tally: CauseTally, most = Number.POSITIVE_INFINITY): CauseSummary[] =>
  [...tally.counts.values()]
    .sort((a, b) => b.jobs - a.jobs || compareText(a.cause.id, b.cause.id))
    .slice(0, most)
    .map(({ cause, jobs, resources, accounts, newest }) => ({
      cause,
      jobs,
      resources: countDistinct(resources),
      accounts: countDistinct(accounts),
      newest,
    }));

const distinctSchema = z.union([z.array(z.string()).readonly(), z.literal('more')]);

/** A tally as it is stored. */
export const packedCausesSchema = z.array(
  z.object({
    cause: z.object({
      id: z.string(),
      title: z.string(),
      remedy: z.string(),
      page: z.string().optional(),
      scope: z.enum(CAUSE_SCOPES),
    }),
    jobs: z.number(),
    resources: distinctSchema,
    accounts: distinctSchema,
    newest: exampleSchema,
  }),
);
export type PackedCauses = z.infer<typeof packedCausesSchema>;

/** As JSON; equal tallies give equal texts. */
export const packCauses = (tally: CauseTally): PackedCauses =>
  [...tally.counts.values()]
    .sort((a, b) => compareText(a.cause.id, b.cause.id))
    .map(({ cause, jobs, resources, accounts, newest }) => ({
      cause,
      jobs,
      resources: packDistinct(resources),
      accounts: packDistinct(accounts),
      newest,
    }));

/** A stored tally, as it was. */
export const unpackCauses = (packed: PackedCauses): CauseTally => ({
  counts: new Map(
    packed.map(({ cause, jobs, resources, accounts, newest }) => [
      cause.id,
      {
        cause: plainCause(cause),
        jobs,
        resources: unpackDistinct(resources),
        accounts: unpackDistinct(accounts),
        newest,
      },
    ]),
  ),
});

const plainCause = ({ page, ...cause }: PackedCauses[number]['cause']): Cause => ({
  ...cause,
  ...(page === undefined ? {} : { page }),
});

const countOf = (tally: CauseTally, cause: Cause): CauseCount => {
  const known = tally.counts.get(cause.id);
  if (known !== undefined) return known;
  const count = { cause, jobs: 0, resources: beginDistinct(), accounts: beginDistinct(), newest: {} };
  tally.counts.set(cause.id, count);
  return count;
};

const mergeCount = (tally: CauseTally, cause: Cause, from: CauseCount): void => {
  const count = countOf(tally, cause);
  count.jobs += from.jobs;
  count.resources = mergeDistinct(count.resources, from.resources);
  count.accounts = mergeDistinct(count.accounts, from.accounts);
  count.newest = newerOf(count.newest, from.newest);
};

const isUnknown = (id: string): boolean =>
  id !== OTHERS.id && (id.startsWith('message:') || id.startsWith('category:'));

const dropTooMany = (tally: CauseTally): void => {
  if (tally.counts.size <= MOST_UNKNOWN) return;
  const unknown = [...tally.counts.keys()].filter(isUnknown).sort(compareText);
  for (const id of unknown.slice(MOST_UNKNOWN)) {
    const count = tally.counts.get(id);
    tally.counts.delete(id);
    if (count !== undefined) mergeCount(tally, OTHERS, count);
  }
};
