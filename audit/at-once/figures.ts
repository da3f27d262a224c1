import type { CauseTally } from '../causes/tally.js';
import { topCauses } from '../causes/tally.js';
import { type Counter, countOne, counterFromJson, counterToShow } from '../counter.js';
import type { ResourceRow } from '../row.js';
import type { CauseSummary } from '../run.js';
import { MOST_CAUSES, summaryOfCause } from '../run-summaries.js';

/** Figures in which the shares of some resources are replaced. */

/** What was there less what is gone and more what came; never less than nothing. */
export const replaced = (there: number, gone: number, came: number): number => Math.max(0, there - gone) + came;

export const sumOf = <T>(of: Iterable<T>, figure: (each: T) => number): number => {
  let sum = 0;
  for (const each of of) sum += figure(each);
  return sum;
};

/** The same of jobs by state. */
export const replacedStates = (
  there: Readonly<Record<string, number>>,
  gone: readonly ResourceRow[],
  came: readonly ResourceRow[],
): Record<string, number> => {
  const states = counterFromJson(there);
  for (const { jobsByState } of gone)
    for (const [state, jobs] of Object.entries(jobsByState)) countOne(states, state, -jobs);
  for (const [state, jobs] of states) if (jobs <= 0) states.delete(state);
  for (const { jobsByState } of came)
    for (const [state, jobs] of Object.entries(jobsByState)) countOne(states, state, jobs);
  return counterToShow(states);
};

/** Failed jobs of rows by cause, or how many of their resources have any. */
const failuresOf = (rows: readonly ResourceRow[]): { readonly jobs: Counter; readonly resources: Counter } => {
  const [jobs, resources]: [Counter, Counter] = [new Map(), new Map()];
  const seen = new Set<string>();
  for (const { resourceArn, share } of rows)
    for (const [cause, failed] of Object.entries(share?.failures ?? {})) {
      countOne(jobs, cause, failed);
      if (!seen.has(`${cause} ${resourceArn}`)) countOne(resources, cause);
      seen.add(`${cause} ${resourceArn}`);
    }
  return { jobs, resources };
};

/** The causes of failed jobs. Accounts are not taken out again: which of them others share, no row tells. */
export const replacedCauses = (
  there: readonly CauseSummary[],
  gone: readonly ResourceRow[],
  came: CauseTally,
): CauseSummary[] => {
  const left = failuresOf(gone);
  const causes = new Map(
    there.map((cause) => [
      cause.id,
      {
        ...cause,
        jobs: replaced(cause.jobs, left.jobs.get(cause.id) ?? 0, 0),
        resources: replaced(cause.resources, left.resources.get(cause.id) ?? 0, 0),
      },
    ]),
  );
  for (const fresh of topCauses(came).map(summaryOfCause)) {
    const known = causes.get(fresh.id);
    causes.set(fresh.id, known === undefined || known.jobs === 0 ? fresh : together(known, fresh));
  }
  return [...causes.values()]
    .filter(({ jobs }) => jobs > 0)
    .sort((a, b) => b.jobs - a.jobs || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_CAUSES);
};

const together = (known: CauseSummary, fresh: CauseSummary): CauseSummary => ({
  ...known,
  jobs: known.jobs + fresh.jobs,
  resources: known.resources + fresh.resources,
  accounts: Math.max(known.accounts, fresh.accounts),
  ...((fresh.example?.created ?? '') > (known.example?.created ?? '') ? { example: fresh.example } : {}),
});
