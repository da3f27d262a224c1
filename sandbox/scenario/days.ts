import type { Settings } from './options.js';
import { type Occurrence, occurrenceAt } from './occurrence.js';
import type { Plan } from './plan.js';
import { Random } from './random.js';
import type { Resource } from './resource.js';

const MINUTE = 60_000;
const DAY = 86_400_000;
const ON_DEMAND_A_DAY = 0.1;
/** Copies that somebody asked for just before the scenario's time: there are always some that are not finished. */
const JUST_NOW = [30 * MINUTE, 60 * MINUTE, 75 * MINUTE, 110 * MINUTE];

/** What happened on each day, the newest day first; without an end, but for that of the calendar. */
export function* days(settings: Settings, resources: readonly Resource[]): Generator<Occurrence[]> {
  const groups = byPlan(resources);
  for (let to = settings.asOf; to > 0; to -= DAY) {
    const happened: Occurrence[] = [];
    for (const [plan, group] of groups) {
      const planned = plan?.firings(to - DAY, to);
      group.forEach((resource, index) => {
        for (const firedAt of planned ?? onDemand(settings, resource, index, to)) {
          happened.push(occurrenceAt(settings, resource, firedAt));
        }
      });
    }
    yield happened;
  }
}

const byPlan = (resources: readonly Resource[]): Map<Plan | undefined, Resource[]> => {
  const groups = new Map<Plan | undefined, Resource[]>();
  for (const resource of resources) {
    const group = groups.get(resource.plan);
    if (group === undefined) groups.set(resource.plan, [resource]);
    else group.push(resource);
  }
  return groups;
};

const onDemand = ({ seed, asOf }: Settings, { key }: Resource, index: number, to: number): readonly number[] => {
  const justNow = to === asOf ? JUST_NOW[index] : undefined;
  if (justNow !== undefined) return [asOf - justNow];
  const random = new Random(seed, 'on-demand', key, to);
  return random.chance(ON_DEMAND_A_DAY) ? [to - random.between(1, DAY)] : [];
};
