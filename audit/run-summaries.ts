import type { BoundReport } from './bound-report.js';
import {
  type CauseSummary as CountedCause,
  type CauseTally,
  beginCauses,
  mergeCauses,
  topCauses,
} from './causes/tally.js';
import { counterToShow, mergeCounter } from './counter.js';
import { optional } from './expected.js';
import { identityOf } from './filter-set.js';
import type { Finding } from './finding.js';
import type { MergedFilterSet } from './merged.js';
import { isoOf } from './iso.js';
import type { ResourceRow } from './row.js';
import type { CauseSummary, Run } from './run.js';
import { SEVERITIES } from './status.js';

/** What a run says in figures beside its findings and rows. */

export const totalsOf = (sets: readonly MergedFilterSet[], rows: readonly ResourceRow[]): Run['counts'] => {
  const byState = new Map<string, number>();
  for (const merged of sets) mergeCounter(byState, merged.tally('').filterSet.byState);
  return {
    copyJobs: sets.reduce((sum, merged) => sum + merged.tally('').filterSet.jobs, 0),
    failedJobs: topCauses(allCauses(sets)).reduce((sum, { jobs }) => sum + jobs, 0),
    resources: rows.length,
    bytes: sets.reduce((sum, merged) => sum + merged.tally('').filterSet.bytes, 0),
    jobsByState: counterToShow(byState),
  };
};

export const countsOf = (findings: readonly Finding[]): Run['findingCounts'] => {
  const counting = findings.filter(({ exempt }) => exempt === undefined);
  const of = (severity: string) => counting.filter((finding) => finding.severity === severity).length;
  return {
    total: findings.length,
    exempt: findings.length - counting.length,
    bySeverity: Object.fromEntries(
      SEVERITIES.map((severity) => [severity, of(severity)]),
    ) as Run['findingCounts']['bySeverity'],
  };
};

export const summaryOf = (report: BoundReport, merged: MergedFilterSet): Run['filterSets'][number] => {
  const { filterSet, resources } = merged.tally('');
  return {
    name: merged.name,
    jobs: filterSet.jobs,
    jobsByState: counterToShow(filterSet.byState),
    resources: resources.size,
    jobsWithoutResourceArn: filterSet.withoutResourceArn,
    bytes: filterSet.bytes,
    identity: identityOf(report.filterSet(merged.name)),
  };
};

// A table item has 400 KB; a report with more causes than this has none that explains anything.
export const MOST_CAUSES = 50;

/** What explains most failures, over all filter sets. */
export const causesOf = (sets: readonly MergedFilterSet[]): CauseSummary[] =>
  topCauses(allCauses(sets), MOST_CAUSES).map(summaryOfCause);

const allCauses = (sets: readonly MergedFilterSet[]): CauseTally => {
  const all = beginCauses();
  for (const { causes } of sets) mergeCauses(all, causes);
  return all;
};

export const summaryOfCause = ({ cause, jobs, resources, accounts, newest }: CountedCause): CauseSummary => ({
  ...cause,
  jobs,
  resources: resources.count,
  accounts: accounts.count,
  ...(resources.atLeast || accounts.atLeast ? { atLeast: true } : {}),
  example: {
    ...optional('copyJobId', newest.CopyJobId),
    ...optional('resourceArn', newest.ResourceArn),
    ...optional('created', newest.CreationDate === undefined ? undefined : isoOf(newest.CreationDate)),
    ...optional('statusMessage', newest.StatusMessage),
  },
});

export const exemptionsOf = ({ definition, asOf }: BoundReport, used: ReadonlySet<number>): Run['exemptions'] =>
  definition.exemptions.map(({ until, ...exemption }, index) => ({
    ...exemption,
    until: isoOf(until),
    unused: !used.has(index),
    ended: asOf >= until,
  }));

export const worstAgeOf = (rows: readonly ResourceRow[], asOf: number): number | null => {
  let worst: number | null = null;
  for (const { newestGoodCopy } of rows) {
    const date = newestGoodCopy.COPY_CREATION;
    if (date === undefined) continue;
    worst = Math.max(worst ?? 0, Math.round((asOf - Date.parse(date)) / 1000));
  }
  return worst;
};
