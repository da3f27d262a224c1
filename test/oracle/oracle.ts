import { byState, bytesOf, countBy } from './counting.js';
import { percentOf } from './exact.js';
import { isUnread, readFilterSet, type Read } from './filter-set.js';
import { idOf, type Declared, type Input, type UnitRead } from './input.js';
import { isJudgedOnce, outcomesOf, outcomesOnce, type Outcome } from './outcomes.js';
import { matches } from './patterns.js';
import { rowsOf, type Row } from './rows.js';

export interface JudgedOutcome extends Outcome {
  readonly controlId: string;
  readonly filterSet: string | undefined;
  readonly severity: string;
  /** Number of the exemption in force that excuses it. */
  readonly exemption: number | undefined;
  /** Excused once, until the exemption ended. */
  readonly hasEnded: boolean;
}

export interface ControlResult {
  readonly controlId: string;
  readonly filterSet: string | undefined;
  readonly status: string;
  readonly met: number;
  readonly notMet: number;
  readonly undetermined: number;
  readonly exempt: number;
}

export interface OracleRun {
  readonly status: string;
  readonly complete: boolean;
  readonly percent: number | null;
  readonly controls: readonly ControlResult[];
  readonly findings: readonly JudgedOutcome[];
  readonly rows: readonly Row[];
  readonly filterSets: readonly {
    readonly name: string;
    readonly jobs: number;
    readonly jobsByState: Readonly<Record<string, number>>;
    readonly jobsWithoutResourceArn: number;
    readonly bytes: number;
  }[];
  /** Of each exemption: whether it excused nothing, and whether it is over. */
  readonly exemptions: readonly { readonly unused: boolean; readonly ended: boolean }[];
  readonly bySeverity: Readonly<Record<string, number>>;
}

export const judge = (input: Input): OracleRun => {
  const { definition, asOf } = input;
  const reads = definition.filterSets.map((set) => readFilterSet(input, set));
  const results: ControlResult[] = [];
  const outcomes: JudgedOutcome[] = [];
  for (const control of definition.controls as readonly Declared[]) {
    const severity = control.severity ?? input.severityOf(control.control);
    const ofIt = reads.filter(({ set }) => control.filterSets?.includes(set.name) ?? true);
    const groups = isJudgedOnce(control)
      ? [{ filterSet: undefined, outcomes: outcomesOnce(control, ofIt, asOf) }]
      : ofIt.map((read) => ({ filterSet: read.set.name, outcomes: outcomesOf(control, read, asOf) }));
    for (const { filterSet, outcomes: found } of groups) {
      const judged = found.map((outcome) => ({
        ...outcome,
        controlId: idOf(control),
        filterSet,
        severity,
        ...excused(input, control, outcome),
      }));
      outcomes.push(...judged);
      results.push(resultOf(control, filterSet, judged));
    }
  }
  const isInformational = (controlId: string): boolean =>
    (definition.controls as readonly Declared[]).some(
      (control) =>
        idOf(control) === controlId && (control.severity ?? input.severityOf(control.control)) === 'INFORMATIONAL',
    );
  const findings = outcomes.filter(({ verdict }) => verdict !== 'MET');
  const counting = outcomes.filter(
    ({ controlId, exemption }) => exemption === undefined && !isInformational(controlId),
  );
  const setOf = (unit: UnitRead) => definition.filterSets.find(({ name }) => name === unit.filterSet);
  const complete = input.units.every((unit) => !isUnread(setOf(unit), unit));
  const statuses = results.filter(({ controlId }) => !isInformational(controlId)).map(({ status }) => status);
  return {
    status: worst([...statuses, ...(complete ? [] : ['ERROR'])]),
    complete,
    percent: percentOf(counting.filter(({ verdict }) => verdict === 'MET').length, counting.length),
    controls: results,
    findings,
    rows: reads.flatMap((read) =>
      rowsOf(
        read,
        outcomes.filter(({ filterSet }) => filterSet === read.set.name),
      ),
    ),
    filterSets: reads.map(summaryOf),
    exemptions: definition.exemptions.map(({ until }, index) => ({
      unused: findings.every(({ exemption }) => exemption !== index),
      ended: until <= asOf,
    })),
    bySeverity: countBy(findings.filter(({ exemption }) => exemption === undefined).map(({ severity }) => severity)),
  };
};

const worst = (statuses: readonly string[]): string =>
  ['NON_COMPLIANT', 'ERROR', 'INSUFFICIENT_DATA', 'COMPLIANT'].find((status) => statuses.includes(status)) ??
  'INSUFFICIENT_DATA';

const resultOf = (
  control: Declared,
  filterSet: string | undefined,
  outcomes: readonly JudgedOutcome[],
): ControlResult => {
  const count = (verdict: string) =>
    outcomes.filter((outcome) => outcome.verdict === verdict && outcome.exemption === undefined).length;
  const [met, notMet, undetermined] = [count('MET'), count('NOT_MET'), count('UNDETERMINED')];
  const whereNoSubject = control.allowEmpty ? 'COMPLIANT' : 'INSUFFICIENT_DATA';
  const whereNothingIsWrong = outcomes.length > 0 ? 'COMPLIANT' : whereNoSubject;
  const status = notMet > 0 ? 'NON_COMPLIANT' : undetermined > 0 ? 'INSUFFICIENT_DATA' : whereNothingIsWrong;
  const exempt = outcomes.filter(({ exemption }) => exemption !== undefined).length;
  return { controlId: idOf(control), filterSet, status, met, notMet, undetermined, exempt };
};

/** Whether a finding is excused, and whether it was until an exemption ended. */
const excused = ({ definition, asOf }: Input, control: Declared, { subject, verdict, resource, job }: Outcome) => {
  if (verdict === 'MET') return { exemption: undefined, hasEnded: false };
  const isMatching = (exemption: (typeof definition.exemptions)[number]): boolean => {
    if (exemption.control !== undefined && exemption.control !== idOf(control)) return false;
    if (exemption.resource !== undefined && (subject.type === 'filterSet' || resource === undefined)) return false;
    if (exemption.resource !== undefined && !matches(exemption.resource, resource ?? '')) return false;
    if (exemption.vault !== undefined && (job?.vault === undefined || !matches(exemption.vault, job.vault)))
      return false;
    return exemption.job === undefined || exemption.job === job?.id;
  };
  const exemption = definition.exemptions.findIndex((each) => asOf < each.until && isMatching(each));
  const isExempt = exemption >= 0;
  return {
    exemption: isExempt ? exemption : undefined,
    hasEnded: !isExempt && definition.exemptions.some((each) => asOf >= each.until && isMatching(each)),
  };
};

const summaryOf = ({ set, jobs }: Read) => ({
  name: set.name,
  jobs: jobs.length,
  jobsByState: byState(jobs),
  jobsWithoutResourceArn: jobs.filter(({ resource }) => resource === undefined).length,
  bytes: bytesOf(jobs),
});
