import type { BoundReport } from './bound-report.js';
import { digest } from './canonical.js';
import type { Definition } from './definition.js';
import type { FilterSet } from './filter-set.js';
import type { Finding } from './finding.js';
import { judgeWholes } from './judge.js';
import { judgeExpected } from './judge-expected.js';
import { MergedFilterSet } from './merged.js';
import { type Outcomes, subjectsOf } from './outcomes.js';
import { type Remembered, addRemembered, isRemembered } from './remembered.js';
import { isoOf } from './iso.js';
import { rowsOf } from './row.js';
import { type ControlResult, RUN_VERSION, type Run } from './run.js';
import { causesOf, countsOf, exemptionsOf, summaryOf, totalsOf, worstAgeOf } from './run-summaries.js';
import { type Status, severityRank, worstStatus } from './status.js';
import { knowsTags, withTagged } from './tagged.js';
import { withUnseen } from './unseen.js';
import type { UnitResult } from './unit-result.js';
import type { BoundControl } from './bind.js';

/** The hash of a definition: what a run was judged by. When it runs does not count, for that changes no verdict. */
export const definitionHash = ({
  schedule: _schedule,
  description: _description,
  realtime: _realtime,
  ...judging
}: Definition): string => digest(judging);

/** Ids of runs sort by time. `suffix` tells runs of one moment apart. */
export const runIdOf = (asOf: number, suffix: string): string => `${isoOf(asOf).replaceAll(/[-:.]/g, '')}-${suffix}`;

/** Tallies, findings and failed units of all units → a run with its status. */
export const conclude = (
  declared: BoundReport,
  runId: string,
  read: readonly UnitResult[],
  remembered: readonly Remembered[],
): Run => {
  const results = withUnseen(declared, read);
  const report = withTagged(
    declared,
    results.map(({ tagged = {} }) => tagged),
  );
  const { definition, asOf } = report;
  const belongs = new Map(definition.filterSets.map((set) => [set.name, belongsTo(report, set, results)]));
  const known = remembered.filter(
    (resource) =>
      isRemembered(resource, asOf, definition.forgetResourcesAfter) &&
      belongs.get(resource.filterSet)?.(resource.arn) === true,
  );
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
    causes: causesOf(sets),
    exemptions: exemptionsOf(report, new Set(used)),
    worstCopyAgeSeconds: worstAgeOf(rows, asOf),
    findings,
    resources: rows,
  };
};

/** Whether a resource that is remembered still is in a filter set: not if it carries its tags no more. */
export const belongsTo = (
  { taggedArns }: BoundReport,
  set: FilterSet,
  results: readonly UnitResult[],
): ((arn: string) => boolean) => {
  const { name, taggedWith } = set;
  const readings = results.filter(({ unit }) => unit.filterSet === name).map(({ tagged }) => tagged);
  if (taggedWith === undefined || taggedArns === undefined || !knowsTags(set, readings)) return () => true;
  const arns = taggedArns(taggedWith);
  return (arn) => arns.has(arn);
};

export const withRemembered = (
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

export const statusOf = (controls: readonly ControlResult[], complete: boolean): Status => {
  const statuses = controls.filter(counts).map(({ status }) => status);
  return worstStatus(complete ? statuses : [...statuses, 'ERROR']);
};

/** Rounded down to a tenth: 100 only if all are met. */
export const percentOf = (controls: readonly ControlResult[]): number | null => {
  const counting = controls.filter(counts);
  const met = counting.reduce((sum, control) => sum + control.met, 0);
  const all = counting.reduce((sum, { notMet, undetermined }) => sum + notMet + undetermined, met);
  return all === 0 ? null : Math.floor((1000 * met) / all) / 10;
};

/** Worst first; then by control, filter set and subject, so that equal runs print equal. */
export const sorted = (findings: Finding[]): Finding[] => {
  const keyed = findings.map((finding) => ({
    finding,
    key: `${severityRank(finding.severity)}|${finding.exempt === undefined ? 0 : 1}|${finding.verdict === 'NOT_MET' ? 0 : 1}|${finding.controlId}|${finding.filterSet ?? ''}|${finding.subject.id}|${finding.id}`,
  }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ finding }) => finding);
};
