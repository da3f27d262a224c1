import type { Settings } from './options.js';
import { type Occurrence, occurrenceAt } from './occurrence.js';
import type { Plan } from './plan.js';
import { Random } from './random.js';
import type { Resource } from './resource.js';

const MINUTE = 60_000;
const DAY = 86_400_000;
const ON_DEMAND_A_DAY = 0.1;
/** The first few resources without a plan are being copied at the scenario's time: there is always something under way. */
const UNDER_WAY = 4;
const LONGEST = 240 * MINUTE;

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

const onDemand = (settings: Settings, resource: Resource, index: number, to: number): readonly number[] => {
  if (to === settings.asOf && index < UNDER_WAY) return underWay(settings, resource, index);
  const random = new Random(settings.seed, 'on-demand', resource.key, to);
  return random.chance(ON_DEMAND_A_DAY) ? [to - random.between(1, DAY)] : [];
};

/** The latest time to have asked for a copy that is open now; each resource's a little earlier than the one before. */
const underWay = (settings: Settings, resource: Resource, index: number): readonly number[] => {
  for (let ago = (20 + 15 * index) * MINUTE; ago < LONGEST; ago += MINUTE) {
    const firedAt = settings.asOf - ago;
    const { course } = occurrenceAt(settings, resource, firedAt);
    if (course !== undefined && course.createdAt <= settings.asOf && course.endsAt > settings.asOf) return [firedAt];
  }
  return [];
};
