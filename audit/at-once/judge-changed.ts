import type { BoundReport } from '../bound-report.js';
import { belongsTo, withRemembered } from '../conclude.js';
import { identityOf } from '../filter-set.js';
import type { Finding } from '../finding.js';
import { judgeWholes } from '../judge.js';
import { MergedFilterSet } from '../merged.js';
import { isRemembered } from '../remembered.js';
import { type ResourceRow, rememberedOf, rowsOf } from '../row.js';
import type { RowItem } from '../record/items.js';
import type { UnitResult } from '../unit-result.js';

/** What was judged anew of one filter set. */
export interface JudgedChanges {
  readonly name: string;
  /** The resources that were: those of which everything was read that is theirs alone. */
  readonly resources: ReadonlySet<string>;
  readonly merged: MergedFilterSet;
  readonly findings: readonly Finding[];
  readonly rows: readonly ResourceRow[];
  readonly usedExemptions: ReadonlySet<number>;
}

/** Judges resources of which all jobs were read, as a run over everything judges them. `rows` are those of the latest run. */
export const judgeChanges = (
  report: BoundReport,
  results: readonly UnitResult[],
  rows: readonly RowItem[],
): JudgedChanges[] =>
  report.definition.filterSets.flatMap((set) => {
    const { name } = set;
    const mine = results.filter(({ unit }) => unit.filterSet === name);
    const resources = judgeable(
      mine,
      rows.filter(({ row }) => row.filterSet === name),
    );
    if (resources.size === 0) return [];
    const belongs = belongsTo(report, set, results);
    const known = rows
      .filter(({ row, identity }) => row.filterSet === name && identity === identityOf(set))
      .filter(({ row }) => resources.has(row.resourceArn) && belongs(row.resourceArn))
      .map(({ row, seen }) => rememberedOf(row, Date.parse(seen)))
      .filter((each) => isRemembered(each, report.asOf, report.definition.forgetResourcesAfter));
    const readOf = mine.filter(({ unit }) => resources.has(unit.resourceArn ?? ''));
    const merged = withRemembered(report, new MergedFilterSet(report, name, readOf), known);
    const wholes = judgeWholes(report, merged);
    return {
      name,
      resources,
      merged,
      findings: [...merged.findings, ...wholes.findings].filter(isOfResource),
      rows: rowsOf(merged, wholes),
      usedExemptions: new Set([...merged.usedExemptions, ...wholes.usedExemptions]),
    };
  });

/** Findings of what a resource is judged by, alone: not those of filter sets, and of what is expected. */
export const isOfResource = ({ subject: { type, resourceArn } }: Finding): boolean =>
  resourceArn !== undefined && (type === 'job' || type === 'resource' || type === 'schedule');

/**
 * Members of composites are judged with their composite, which its own event tells of: whether it was read cannot be told from
 * them. And what an older library wrote of a resource does not say what its share was.
 */
const judgeable = (results: readonly UnitResult[], rows: readonly RowItem[]): Set<string> => {
  const resources = new Set(results.flatMap(({ unit }) => unit.resourceArn ?? []));
  for (const { unit, hasMembers } of results) if (hasMembers === true) resources.delete(unit.resourceArn ?? '');
  for (const { row } of rows) if (row.share === undefined) resources.delete(row.resourceArn);
  return resources;
};
