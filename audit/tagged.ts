import { type BoundControl, isOn } from './bind.js';
import { BoundReport } from './bound-report.js';
import { canonical } from './canonical.js';
import type { FilterSet } from './filter-set.js';

/** Names and values of tags that a resource must carry, all of them. */
export type Tags = Readonly<Record<string, string>>;

/** ARNs by the tags that were asked for; as JSON. */
export type TaggedResources = Readonly<Record<string, readonly string[]>>;

const keyOf = (tags: Tags): string => canonical(tags);

/** The tags that filter sets and controls are narrowed by, each once. */
const tagsOf = (controls: readonly BoundControl[], sets: readonly FilterSet[]): readonly Tags[] => {
  const all = [...sets.map(({ taggedWith }) => taggedWith), ...controls.map(({ narrowing }) => narrowing.taggedWith)];
  return [...new Map(all.flatMap((tags) => (tags === undefined ? [] : [[keyOf(tags), tags]]))).values()];
};

/** The tags that a filter set and the controls that judge it are narrowed by. */
export const tagsOn = (report: BoundReport, set: FilterSet): readonly Tags[] =>
  tagsOf(
    report.controls.filter((bound) => isOn(bound, set.name)),
    [set],
  );

/** Reads the resources of each of the tags. A copy job has no tags of its own. */
export const readTagged = async (
  tags: readonly Tags[],
  read: ((tags: Tags) => Promise<readonly string[]>) | undefined,
): Promise<TaggedResources> => {
  const tagged: Record<string, readonly string[]> = {};
  for (const each of tags) {
    if (read === undefined) throw new Error('tags of resources cannot be read here: leave taggedWith out');
    tagged[keyOf(each)] = await read(each);
  }
  return tagged;
};

/** The report, narrowed to the resources that were found to carry its tags, in any of these readings. */
export const withTagged = (report: BoundReport, readings: readonly TaggedResources[]): BoundReport => {
  if (tagsOf(report.controls, report.definition.filterSets).length === 0) return report;
  const all = new Map<string, Set<string>>();
  for (const reading of readings) {
    for (const [key, arns] of Object.entries(reading)) {
      const known = all.get(key) ?? new Set();
      for (const arn of arns) known.add(arn);
      all.set(key, known);
    }
  }
  return new BoundReport(report.definition, report.asOf, (tags) => all.get(keyOf(tags)) ?? new Set());
};

/** Whether the tags of a filter set were read in all of these; where not, a resource that is not among them may carry them. */
export const knowsTags = ({ taggedWith }: FilterSet, readings: readonly (TaggedResources | undefined)[]): boolean =>
  taggedWith === undefined || readings.every((reading) => reading?.[keyOf(taggedWith)] !== undefined);
