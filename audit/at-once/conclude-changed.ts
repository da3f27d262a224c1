import type { BoundControl } from '../bind.js';
import type { BoundReport } from '../bound-report.js';
import { canonical } from '../canonical.js';
import { beginCauses, mergeCauses } from '../causes/tally.js';
import { percentOf, sorted, statusOf, statusOfControl } from '../conclude.js';
import type { Finding } from '../finding.js';
import { isoOf } from '../iso.js';
import { noOutcomes } from '../outcomes.js';
import { rowIdOf } from '../record/keys.js';
import type { RowItem } from '../record/items.js';
import type { ResourceRow } from '../row.js';
import type { Basis, ControlResult, Run, RunHeader } from '../run.js';
import { countsOf, exemptionsOf, worstAgeOf } from '../run-summaries.js';
import { withTagged } from '../tagged.js';
import type { UnitResult } from '../unit-result.js';
import { replaced, replacedCauses, replacedStates, sumOf } from './figures.js';
import { type JudgedChanges, isOfResource, judgeChanges } from './judge-changed.js';

/** The latest run, whole. */
export interface BaseRun {
  readonly header: RunHeader;
  readonly publishedAt: string;
  readonly findings: readonly Finding[];
  readonly rows: readonly RowItem[];
}

/** Why nothing came of what was read. */
export type NothingChanged = 'UNREAD' | 'UNJUDGED' | 'SAME';

/**
 * The latest run with some of its resources judged anew. Everything else stands as it was, until the next run over everything:
 * other resources, and what judges a filter set or the report as a whole. A run that was not read to its end stays one.
 */
export const concludeChanged = (
  declared: BoundReport,
  runId: string,
  base: BaseRun,
  results: readonly UnitResult[],
): Run | NothingChanged => {
  // Of what could not be read nothing is known, least of all that it went well.
  if (results.some(({ error }) => error !== undefined)) return 'UNREAD';
  const report = withTagged(
    declared,
    results.map(({ tagged = {} }) => tagged),
  );
  const judged = judgeChanges(report, results, base.rows);
  if (judged.length === 0) return 'UNJUDGED';
  const { header } = base;
  const isAnew = anew(judged);
  const rowsBefore = base.rows.map(({ row }) => row);
  const gone = rowsBefore.filter(({ filterSet, resourceArn }) => isAnew(filterSet, resourceArn));
  const came = judged.flatMap(({ rows }) => rows);
  const findingsGone = base.findings.filter(
    (finding) => isOfResource(finding) && isAnew(finding.filterSet, finding.subject.resourceArn),
  );
  const findingsCame = judged.flatMap(({ findings }) => findings);
  if (isSame(gone, came) && isSame(findingsGone.map(undated), findingsCame)) return 'SAME';

  const controls = header.controls.map((result) => {
    const bound = report.controls.find(({ id }) => id === result.controlId);
    const mine = judged.find(({ name }) => name === result.filterSet);
    if (bound === undefined || mine === undefined || !JUDGED_ANEW.has(bound.control.judges)) return result;
    return controlAnew(bound, result, mine, { gone, came, findingsGone, findingsCame });
  });
  const withdrawn = new Set(findingsGone);
  const findings = sorted([...base.findings.filter((finding) => !withdrawn.has(finding)), ...findingsCame]);
  const rows = [...rowsBefore.filter(({ filterSet, resourceArn }) => !isAnew(filterSet, resourceArn)), ...came].sort(
    inOrder(report),
  );
  const causes = beginCauses();
  for (const { merged } of judged) mergeCauses(causes, merged.causes);
  const failed = ({ share }: ResourceRow) => sumOf(Object.values(share?.failures ?? {}), (jobs) => jobs);
  return {
    ...header,
    runId,
    asOf: isoOf(report.asOf),
    basis: basisOf(base, judged, results),
    status: statusOf(controls, header.complete),
    compliancePercent: percentOf(controls),
    counts: {
      copyJobs: replaced(header.counts.copyJobs, sumOf(gone, jobsOf), sumOf(came, jobsOf)),
      failedJobs: replaced(header.counts.failedJobs, sumOf(gone, failed), sumOf(came, failed)),
      resources: rows.length,
      bytes: replaced(header.counts.bytes, sumOf(gone, bytesOf), sumOf(came, bytesOf)),
      jobsByState: replacedStates(header.counts.jobsByState, gone, came),
    },
    findingCounts: countsOf(findings),
    controls,
    filterSets: header.filterSets.map((set) => {
      const of = (all: readonly ResourceRow[]) => all.filter(({ filterSet }) => filterSet === set.name);
      const [went, are] = [of(gone), of(came)];
      return {
        ...set,
        jobs: replaced(set.jobs, sumOf(went, jobsOf), sumOf(are, jobsOf)),
        jobsByState: replacedStates(set.jobsByState, went, are),
        resources: replaced(set.resources, went.length, are.length),
        bytes: replaced(set.bytes, sumOf(went, bytesOf), sumOf(are, bytesOf)),
      };
    }),
    causes: replacedCauses(header.causes, gone, causes),
    exemptions: usedToo(exemptionsOf(report, new Set(judged.flatMap((each) => [...each.usedExemptions]))), header),
    worstCopyAgeSeconds: worstAgeOf(rows, report.asOf),
    findings,
    resources: rows,
  };
};

const JUDGED_ANEW: ReadonlySet<string> = new Set(['job', 'resource', 'schedule']);

const anew = (judged: readonly JudgedChanges[]) => {
  const ids = new Set(judged.flatMap(({ name, resources }) => [...resources].map((arn) => rowIdOf(name, arn))));
  return (filterSet: string | undefined, arn: string | undefined): boolean =>
    filterSet !== undefined && arn !== undefined && ids.has(rowIdOf(filterSet, arn));
};

interface Changes {
  readonly gone: readonly ResourceRow[];
  readonly came: readonly ResourceRow[];
  readonly findingsGone: readonly Finding[];
  readonly findingsCame: readonly Finding[];
}

/** How a control goes now on a filter set: each outcome is a finding, but those that are met, which the rows count. */
const controlAnew = (
  { id, allowEmpty }: BoundControl,
  result: ControlResult,
  { name, merged }: JudgedChanges,
  { gone, came, findingsGone, findingsCame }: Changes,
): ControlResult => {
  const met = (rows: readonly ResourceRow[]) =>
    sumOf(rows, ({ filterSet, share }) => (filterSet === name ? (share?.met[id] ?? 0) : 0));
  const count = (findings: readonly Finding[], isCounted: (finding: Finding) => boolean) =>
    sumOf(findings, (finding) => Number(finding.controlId === id && finding.filterSet === name && isCounted(finding)));
  const anew = (there: number, isCounted: (finding: Finding) => boolean) =>
    replaced(there, count(findingsGone, isCounted), count(findingsCame, isCounted));
  const error = result.error ?? merged.outcomesOf(id).error;
  const outcomes = {
    ...noOutcomes(),
    met: replaced(result.met, met(gone), met(came)),
    notMet: anew(result.notMet, ({ exempt, verdict }) => exempt === undefined && verdict === 'NOT_MET'),
    undetermined: anew(result.undetermined, ({ exempt, verdict }) => exempt === undefined && verdict !== 'NOT_MET'),
    exempt: anew(result.exempt, ({ exempt }) => exempt !== undefined),
    ...(error === undefined ? {} : { error }),
  };
  return { ...result, ...outcomes, status: statusOfControl(outcomes, allowEmpty) };
};

const jobsOf = ({ jobsByState }: ResourceRow): number => sumOf(Object.values(jobsByState), (jobs) => jobs);
const bytesOf = ({ bytes }: ResourceRow): number => bytes;

const basisOf = (
  { header, publishedAt }: BaseRun,
  judged: readonly JudgedChanges[],
  results: readonly UnitResult[],
): Basis => {
  const { runId, asOf } = header;
  const whole = header.basis ?? { runId, asOf, publishedAt, number: 0 };
  return {
    ...whole,
    number: whole.number + 1,
    resources: new Set(judged.flatMap(({ resources }) => [...resources])).size,
    requests: sumOf(results, ({ pages }) => pages),
  };
};

/** What excused something of what stands was not judged here. */
const usedToo = (exemptions: Run['exemptions'], { exemptions: before }: RunHeader): Run['exemptions'] =>
  exemptions.map((exemption, index) => ({
    ...exemption,
    unused: exemption.unused && before[index]?.unused !== false,
  }));

/** By filter set as declared, then by ARN: as every run has them. */
const inOrder = ({ definition }: BoundReport) => {
  const places = new Map(definition.filterSets.map(({ name }, place) => [name, place]));
  return (a: ResourceRow, b: ResourceRow): number =>
    (places.get(a.filterSet) ?? 0) - (places.get(b.filterSet) ?? 0) || (a.resourceArn < b.resourceArn ? -1 : 1);
};

const undated = ({ firstSeen: _firstSeen, ...finding }: Finding): Finding => finding;

/** Whether two lists hold the same, in whatever order. */
const isSame = (before: readonly unknown[], after: readonly unknown[]): boolean => {
  const texts = (all: readonly unknown[]) =>
    all
      .map((each) => canonical(each))
      .sort()
      .join();
  return before.length === after.length && texts(before) === texts(after);
};
