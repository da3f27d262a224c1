import type { UnitOutcome } from '../audit/audit-unit.js';
import type { Checkpoint } from '../audit/checkpoint.js';
import type { UnitState } from '../aws/table/units.js';

/** What was judged stays judged; what was not read is said to be missing. */
export const givenUp = ({ waiting, ...checkpoint }: Checkpoint): Checkpoint => ({
  ...checkpoint,
  slices: [],
  errors: [
    ...checkpoint.errors,
    `no page of it could be read in two calls of the function: ${waiting ?? NOTHING_ASKED}`,
  ],
  attempt: Infinity,
});

const NOTHING_ASKED = 'their time was up before AWS Backup answered';

export const stateOf = (outcome: UnitOutcome, part: number, stalled: boolean): UnitState =>
  outcome.done
    ? { part, stalled, pages: outcome.result.pages, done: true, result: outcome.result }
    : { part, stalled, pages: outcome.checkpoint.pages, done: false, checkpoint: outcome.checkpoint };
