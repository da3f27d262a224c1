import type { BoundReport } from './bound-report.js';
import { digest } from './canonical.js';
import {
  type CauseSummary as CountedCause,
  type CauseTally,
  beginCauses,
  mergeCauses,
  topCauses,
} from './causes/tally.js';
import { counterToJson, mergeCounter } from './counter.js';
import type { Definition } from './definition.js';
import { optional } from './expected.js';
import { identityOf } from './filter-set.js';
import type { Finding } from './finding.js';
import { judgeWholes } from './judge.js';
import { judgeExpected } from './judge-expected.js';
import { MergedFilterSet } from './merged.js';
import { type Outcomes, subjectsOf } from './outcomes.js';
import { type Remembered, addRemembered, isRemembered } from './remembered.js';
import { type ResourceRow, isoOf, rowsOf } from './row.js';
import { type CauseSummary, type ControlResult, RUN_VERSION, type Run } from './run.js';
import { SEVERITIES, type Status, severityRank, worstStatus } from './status.js';
import type { UnitResult } from './unit-result.js';
import type { BoundControl } from './bind.js';

/** The hash of a definition: what a run was judged by. When it runs does not count, for that changes no verdict. */
export const definitionHash = ({ schedule: _schedule, description: _description, ...judging }: Definition): string =>
  digest(judging);

/** Ids of runs sort by time. `suffix` tells runs of one moment apart. */
export const runIdOf = (asOf: number, suffix: string): string => `${isoOf(asOf).replaceAll(/[-:.]/g, '')}-${suffix}`;

/** Tallies, findings and failed units of all units → a run with its status. */
export const conclude = (
  report: BoundReport,
  runId: string,
  results: readonly UnitResult[],
  remembered: readonly Remembered[],
): Run => {
  const { definition, asOf } = report;
  const known = remembered.filter((resource) => isRemembered(resource, asOf, definition.forgetResourcesAfter));
  const sets = definition.filterSets.map(({ name }) => {
    const mine = results.filter(({ unit }) => unit.filterSet === name);
    return withRemembered(report, new MergedFilterSet(report, name, mine), known);
  });
  const judged = sets.map((merged) => ({ merged, judged: judgeWholes(report, merged) }));
  const expected = judgeExpected(report, sets, known);

  const controls = [
    ...sets.flatMap((merged) =>
      report.controlsOn(merged.name).map((bound) => resultOf(bound, merged.outcomesOf(bound.id), merged.name)),
    ),
    ...report.controls.flatMap((bound) => {
      const outcomes = expected.outcomes.get(bound.id);
      return outcomes === undefined ? [] : [resultOf(bound, outcomes, undefined)];
    }),
  ];
  const findings = sorted([
    ...sets.flatMap((merged) => merged.findings),
    ...judged.flatMap((each) => each.judged.findings),
    ...expected.judged.findings,
  ]);
  const rows = judged.flatMap(({ merged, judged: wholes }) => rowsOf(merged, wholes));
  const complete = results.every(({ error }) => error === undefined) && results.length > 0;
  const used = [...sets, ...judged.map((each) => each.judged), expected.judged].flatMap((each) => [
    ...each.usedExemptions,
  ]);
  return {
    version: RUN_VERSION,
    report: definition.name,
    runId,
    asOf: isoOf(asOf),
    definitionHash: definitionHash(definition),
    status: statusOf(controls, complete),
    complete,
    compliancePercent: percentOf(controls),
    counts: totalsOf(sets, rows),
    findingCounts: countsOf(findings),
    controls,
    filterSets: sets.map((merged) => summaryOf(report, merged)),
    units: results.map(({ unit, error, notes, pages, records }) => ({
      filterSet: unit.filterSet,
      accountId: unit.accountId,
      region: unit.region,
      ...(error === undefined ? {} : { error }),
      ...(notes === undefined || notes.length === 0 ? {} : { notes: [...notes] }),
      pages,
      jobs: records,
    })),
    causes: topCauses(allCauses(sets), MOST_CAUSES).map(summaryOfCause),
    exemptions: exemptionsOf(report, new Set(used)),
    worstCopyAgeSeconds: worstAgeOf(rows, asOf),
    findings,
    resources: rows,
  };
};

const withRemembered = (
  report: BoundReport,
  merged: MergedFilterSet,
  known: readonly Remembered[],
): MergedFilterSet => {
  const mine = known.filter(({ filterSet }) => filterSet === merged.name);
  addRemembered(merged.tally(''), mine, undefined);
  const narrowings = new Map(report.controlsOn(merged.name).map(({ narrowing }) => [narrowing.key, narrowing]));
  for (const [key, narrowing] of narrowings) if (key !== '') addRemembered(merged.tally(key), mine, narrowing);
  return merged;
};

const resultOf = (bound: BoundControl, outcomes: Outcomes, filterSet: string | undefined): ControlResult => ({
  controlId: bound.id,
  control: bound.control.name,
  title: bound.title,
  severity: bound.severity,
  ...(filterSet === undefined ? {} : { filterSet }),
  status: statusOfControl(outcomes, bound.allowEmpty),
  met: outcomes.met,
  notMet: outcomes.notMet,
  undetermined: outcomes.undetermined,
  exempt: outcomes.exempt,
  ...(outcomes.error === undefined ? {} : { error: outcomes.error }),
});

export const statusOfControl = (outcomes: Outcomes, allowEmpty: boolean): Status => {
  if (outcomes.notMet > 0) return 'NON_COMPLIANT';
  if (outcomes.error !== undefined) return 'ERROR';
  if (outcomes.undetermined > 0) return 'INSUFFICIENT_DATA';
  return subjectsOf(outcomes) > 0 || allowEmpty ? 'COMPLIANT' : 'INSUFFICIENT_DATA';
};

const counts = ({ severity }: { severity: string }): boolean => severity !== 'INFORMATIONAL';

const statusOf = (controls: readonly ControlResult[], complete: boolean): Status => {
  const statuses = controls.filter(counts).map(({ status }) => status);
  return worstStatus(complete ? statuses : [...statuses, 'ERROR']);
};

/** Rounded down to a tenth: 100 only if all are met. */
const percentOf = (controls: readonly ControlResult[]): number | null => {
  const counting = controls.filter(counts);
  const met = counting.reduce((sum, control) => sum + control.met, 0);
  const all = counting.reduce((sum, { notMet, undetermined }) => sum + notMet + undetermined, met);
  return all === 0 ? null : Math.floor((1000 * met) / all) / 10;
};

const totalsOf = (sets: readonly MergedFilterSet[], rows: readonly ResourceRow[]): Run['counts'] => {
  const byState = new Map<string, number>();
  for (const merged of sets) mergeCounter(byState, merged.tally('').filterSet.byState);
  return {
    copyJobs: sets.reduce((sum, merged) => sum + merged.tally('').filterSet.jobs, 0),
    failedJobs: topCauses(allCauses(sets)).reduce((sum, { jobs }) => sum + jobs, 0),
    resources: rows.length,
    bytes: sets.reduce((sum, merged) => sum + merged.tally('').filterSet.bytes, 0),
    jobsByState: counterToJson(byState),
  };
};

const countsOf = (findings: readonly Finding[]): Run['findingCounts'] => {
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

/** Worst first; then by control, filter set and subject, so that equal runs print equal. */
const sorted = (findings: Finding[]): Finding[] => {
  const keyed = findings.map((finding) => ({
    finding,
    key: `${severityRank(finding.severity)}|${finding.exempt === undefined ? 0 : 1}|${finding.verdict === 'NOT_MET' ? 0 : 1}|${finding.controlId}|${finding.filterSet ?? ''}|${finding.subject.id}|${finding.id}`,
  }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ finding }) => finding);
};

const summaryOf = (report: BoundReport, merged: MergedFilterSet): Run['filterSets'][number] => {
  const { filterSet, resources } = merged.tally('');
  return {
    name: merged.name,
    jobs: filterSet.jobs,
    jobsByState: counterToJson(filterSet.byState),
    resources: resources.size,
    jobsWithoutResourceArn: filterSet.withoutResourceArn,
    bytes: filterSet.bytes,
    identity: identityOf(report.filterSet(merged.name)),
  };
};

// A table item has 400 KB; a report with more causes than this has none that explains anything.
const MOST_CAUSES = 50;

const allCauses = (sets: readonly MergedFilterSet[]): CauseTally => {
  const all = beginCauses();
  for (const { causes } of sets) mergeCauses(all, causes);
  return all;
};

const summaryOfCause = ({ cause, jobs, resources, accounts, newest }: CountedCause): CauseSummary => ({
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

const exemptionsOf = ({ definition, asOf }: BoundReport, used: ReadonlySet<number>): Run['exemptions'] =>
  definition.exemptions.map(({ until, ...exemption }, index) => ({
    ...exemption,
    until: isoOf(until),
    unused: !used.has(index),
    ended: asOf >= until,
  }));

const worstAgeOf = (rows: readonly ResourceRow[], asOf: number): number | null => {
  let worst: number | null = null;
  for (const { newestGoodCopy } of rows) {
    const date = newestGoodCopy.COPY_CREATION;
    if (date === undefined) continue;
    worst = Math.max(worst ?? 0, Math.round((asOf - Date.parse(date)) / 1000));
  }
  return worst;
};
