import { CopyJob } from './copy-job.js';
import { fingerprintOf } from './fingerprint.js';
import { JobIds } from './job-ids.js';
import type { UnitResult } from './unit-result.js';

/**
 * Jobs that a unit judged, though another unit of its filter set lists a finished record of it that differs, by place in
 * `results`. Reading such a unit again with these ids as `settleLast` lets the right record stand; AWS, which does not
 * change a finished job, gives no cause for it.
 */
export const unsettled = (results: readonly UnitResult[]): ReadonlyMap<number, ReadonlySet<string>> => {
  const found = new Map<number, Set<string>>();
  for (const filterSet of new Set(results.map(({ unit }) => unit.filterSet))) {
    const judged = judgedIn(results, filterSet);
    for (const { unit, held } of results) {
      if (unit.filterSet !== filterSet) continue;
      for (const { id, job: raw } of held) {
        const place = judged.get(id);
        if (place === undefined) continue;
        const job = new CopyJob(raw);
        if (!job.isFinished || judged.markOf(id) === fingerprintOf(job)) continue;
        found.set(place, (found.get(place) ?? new Set()).add(id));
      }
    }
  }
  return found;
};

/** What units of a filter set judged, each job with the place of its unit. */
const judgedIn = (results: readonly UnitResult[], filterSet: string): JobIds => {
  const judged = new JobIds();
  results.forEach(({ unit, judgedIds }, place) => {
    if (unit.filterSet === filterSet && judgedIds !== undefined)
      judged.addBytes(Buffer.from(judgedIds, 'base64'), place);
  });
  return judged;
};
