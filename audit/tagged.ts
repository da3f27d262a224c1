import type { BoundControl } from './bind.js';
import { BoundReport } from './bound-report.js';
import { canonical } from './canonical.js';

/** Names and values of tags that a resource must carry, all of them. */
export type Tags = Readonly<Record<string, string>>;

/** ARNs by the tags that were asked for; as JSON. */
export type TaggedResources = Readonly<Record<string, readonly string[]>>;

const keyOf = (tags: Tags): string => canonical(tags);

/** The tags that controls are narrowed by, each once. */
export const tagsOf = (controls: readonly BoundControl[]): readonly Tags[] => {
  const all = controls.flatMap(({ narrowing: { taggedWith } }) => (taggedWith === undefined ? [] : [taggedWith]));
  return [...new Map(all.map((tags) => [keyOf(tags), tags])).values()];
};

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
  if (tagsOf(report.controls).length === 0) return report;
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
