import type { Finding } from '../finding.js';
import { DAY } from '../schema.js';

/** Days back over which failures are counted, as AWS Backup's own dashboard does. */
export const PERIODS = [7, 14] as const;

/** How many copy jobs of a name failed, by period. */
export interface Counted {
  readonly name: string;
  readonly jobs: readonly number[];
}

/** Failed copy jobs by what they have in common, most first. */
export interface Top {
  readonly accounts: readonly Counted[];
  readonly types: readonly Counted[];
  readonly causes: readonly Counted[];
  /** Distinct failed copy jobs, by period. */
  readonly jobs: readonly number[];
}

const MOST = 5;

/** Counts failed copy jobs; one that several controls or reports found counts once. */
export const topOf = (findings: Iterable<Finding>, now: number): Top => {
  const seen = new Set<string>();
  const all = PERIODS.map(() => 0);
  const counts = {
    accounts: new Map<string, number[]>(),
    types: new Map<string, number[]>(),
    causes: new Map<string, number[]>(),
  };
  for (const { job, subject, cause, exempt } of findings) {
    const { CopyJobId: id, CreationDate: created } = job ?? {};
    // Only failures have a cause; a job without a date cannot be counted in a time.
    if (cause === undefined || exempt !== undefined || typeof id !== 'string' || typeof created !== 'string') continue;
    if (seen.has(id)) continue;
    seen.add(id);
    const age = now - Date.parse(created);
    const names = { accounts: subject.accountId, types: subject.resourceType, causes: cause.title };
    PERIODS.forEach((days, index) => {
      if (!(age <= days * DAY)) return;
      all[index] = (all[index] ?? 0) + 1;
      for (const kind of ['accounts', 'types', 'causes'] as const) {
        const name = names[kind] ?? 'unknown';
        const jobs = counts[kind].get(name) ?? PERIODS.map(() => 0);
        jobs[index] = (jobs[index] ?? 0) + 1;
        counts[kind].set(name, jobs);
      }
    });
  }
  return { accounts: sorted(counts.accounts), types: sorted(counts.types), causes: sorted(counts.causes), jobs: all };
};

/** By the shortest period first: what fails now. */
const sorted = (counts: ReadonlyMap<string, readonly number[]>): Counted[] =>
  [...counts]
    .map(([name, jobs]) => ({ name, jobs }))
    .sort((a, b) => compare(a.jobs, b.jobs) || (a.name < b.name ? -1 : 1))
    .slice(0, MOST);

const compare = (a: readonly number[], b: readonly number[]): number => {
  const index = a.findIndex((count, at) => count !== b[at]);
  return index === -1 ? 0 : (b[index] ?? 0) - (a[index] ?? 0);
};
