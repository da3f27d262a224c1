import { type Dates, earlier, later, mergeDates } from './clock.js';
import type { Narrowing } from './bind.js';
import { type ResourceTally, addType } from './resource-tally.js';
import type { Tally } from './tally.js';

/** A resource of a filter set as earlier runs knew it; what outlives AWS's 30 days. */
export interface Remembered {
  readonly filterSet: string;
  readonly arn: string;
  readonly type?: string | undefined;
  readonly name?: string | undefined;
  readonly accountId?: string | undefined;
  readonly firstCreated?: number | undefined;
  readonly newestCreated?: number | undefined;
  readonly newest: Dates;
  /** When a run last read a job of it. */
  readonly seen: number;
}

/** Whether a resource is still remembered: `forgetAfter` counts from its newest job. */
export const isRemembered = (resource: Remembered, asOf: number, forgetAfter: number): boolean =>
  asOf - (resource.newestCreated ?? resource.seen) <= forgetAfter;

/** Adds what is remembered to a tally: to resources that were read, and as resources of their own. */
export const addRemembered = (
  tally: Tally,
  remembered: Iterable<Remembered>,
  narrowing: Narrowing | undefined,
): void => {
  for (const known of remembered) {
    const read = tally.resources.get(known.arn);
    if (read === undefined && narrowing !== undefined && !narrowing.includes(known.arn, known.type)) continue;
    const resource = read ?? tally.resource(known.arn);
    if (read === undefined) describe(resource, known);
    resource.firstCreated = earlier(resource.firstCreated, known.firstCreated);
    resource.newestCreated = later(resource.newestCreated, known.newestCreated);
    mergeDates(resource.newest, known.newest);
  }
};

const describe = (resource: ResourceTally, { type, name, accountId, newestCreated }: Remembered): void => {
  resource.isRemembered = true;
  if (type !== undefined) addType(resource, type);
  resource.description = { created: newestCreated, accountId, name };
};
