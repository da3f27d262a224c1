import { type BoundControl, circumstancesOf, isOfReport, isOn } from './bind.js';
import type { BoundReport } from './bound-report.js';
import { type ExpectedResource, optional } from './expected.js';
import { type Judged, WholeJudge, nothingJudged } from './judge.js';
import type { MergedFilterSet } from './merged.js';
import { type Outcomes, noOutcomes } from './outcomes.js';
import type { Remembered } from './remembered.js';
import type { RecoveryPointCopies } from './tally.js';

/** Outcomes of the controls that are judged once a report, by control. */
export interface JudgedReport {
  readonly judged: Judged;
  readonly outcomes: ReadonlyMap<string, Outcomes>;
}

/** Judges what is expected, over the filter sets of each control taken together. */
export const judgeExpected = (
  report: BoundReport,
  sets: readonly MergedFilterSet[],
  remembered: readonly Remembered[],
): JudgedReport => {
  const judged = nothingJudged();
  const outcomes = new Map<string, Outcomes>();
  for (const bound of report.controls.filter(isOfReport)) {
    const mine = sets.filter(({ name }) => isOn(bound, name));
    const counts = noOutcomes();
    outcomes.set(bound.id, counts);
    const unread = mine.flatMap((merged) => merged.unread);
    const whole = new WholeJudge(report, bound, counts, judged, undefined, unread);
    if (bound.control.judges === 'expectedResource') judgeResources(report, bound, whole, mine, remembered);
    else judgeRecoveryPoints(report, bound, whole, mine);
  }
  return { judged, outcomes };
};

const judgeResources = (
  report: BoundReport,
  bound: BoundControl,
  whole: WholeJudge,
  sets: readonly MergedFilterSet[],
  remembered: readonly Remembered[],
): void => {
  const { control, options, narrowing } = bound;
  if (control.judges !== 'expectedResource') return;
  const set = report.definition.filterSets[0];
  if (set === undefined) return;
  const judge = whole.guard(() => control.judge(options, circumstancesOf(bound, set, report.asOf)));
  const names = new Set(sets.map(({ name }) => name));
  const known = remembered.filter(({ filterSet }) => names.has(filterSet));
  const wanted = control.expects(options);
  const isNamed = wanted.from === 'resources';
  const listed = isNamed ? [] : sets.flatMap((merged) => [...merged.protectedResources.values()]);
  const [inList, inMemory] = [typesByArn(listed), typesByArn(known)];
  const expected = new Set(
    wanted.from === 'resources' ? wanted.resources : [...known, ...listed].map(({ arn }) => arn),
  );
  for (const arn of expected) {
    const read = sets.flatMap((merged) => {
      const resource = merged.tally('').resources.get(arn);
      return resource === undefined || resource.isRemembered ? [] : [resource];
    });
    const inJobs = new Set(read.flatMap((resource) => [...resource.types]));
    const types = firstOf(inList.get(arn), inJobs, inMemory.get(arn));
    const isWanted = isNamed || wanted.types === undefined || types.some(isIn(wanted.types));
    if (!isWanted || !(types.length === 0 ? [undefined] : types).some((type) => narrowing.includes(arn, type)))
      continue;
    const resource: ExpectedResource = {
      arn,
      ...optional('type', types[0]),
      goodCopies: read.reduce((sum, each) => sum + each.goodCopies, 0),
      jobs: read.reduce((sum, each) => sum + [...each.byState.values()].reduce((a, b) => a + b, 0), 0),
    };
    const subject = () => ({
      type: 'expectedResource' as const,
      id: arn,
      resourceArn: arn,
      ...optional('resourceType', types[0]),
    });
    whole.judge(subject, () => judge?.(resource));
  }
};

const typesByArn = (resources: readonly { readonly arn: string; readonly type?: string | undefined }[]) => {
  const types = new Map<string, Set<string>>();
  for (const { arn, type } of resources)
    if (type !== undefined) types.set(arn, (types.get(arn) ?? new Set()).add(type));
  return types;
};

/** The types that AWS Backup's list tells, else those of the jobs read, else those remembered. */
const firstOf = (...types: readonly (ReadonlySet<string> | undefined)[]): readonly string[] =>
  [...(types.find((some) => some !== undefined && some.size > 0) ?? [])].sort();

const isIn = (types: readonly string[]) => (type: string) => types.includes(type);

const judgeRecoveryPoints = (
  report: BoundReport,
  bound: BoundControl,
  whole: WholeJudge,
  sets: readonly MergedFilterSet[],
): void => {
  const { control, options, narrowing } = bound;
  if (control.judges !== 'recoveryPoint') return;
  const set = report.definition.filterSets[0];
  if (set === undefined) return;
  const judge = whole.guard(() => control.judge(options, circumstancesOf(bound, set, report.asOf)));
  const points = new Map(sets.flatMap((merged) => [...(merged.recoveryPoints.get(bound.id) ?? [])]));
  for (const point of points.values()) {
    if (!narrowing.includes(point.resourceArn, point.resourceType)) continue;
    const subject = () => ({
      type: 'recoveryPoint' as const,
      id: point.arn,
      ...optional('resourceArn', point.resourceArn),
      ...optional('resourceType', point.resourceType),
    });
    whole.judge(subject, () => judge?.(point, copiesOf(point.arn, sets)));
  }
};

/** Copies of a recovery point, over all that was read: not only of the narrowed resources. */
const copiesOf = (arn: string, sets: readonly MergedFilterSet[]): RecoveryPointCopies | undefined => {
  let all: RecoveryPointCopies | undefined;
  for (const merged of sets) {
    const copies = merged.tally('').recoveryPoints.get(arn);
    if (copies === undefined) continue;
    const first = Math.min(all?.firstCompleted ?? Infinity, copies.firstCompleted ?? Infinity);
    all = { undated: (all?.undated ?? 0) + copies.undated, ...(first === Infinity ? {} : { firstCompleted: first }) };
  }
  return all;
};
