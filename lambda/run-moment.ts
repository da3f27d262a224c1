import { runIdOf } from '../audit/conclude.js';
import { runIdOfExecution } from '../audit/run-of-execution.js';
import type { PlanRequest } from '../audit/wire.js';

export interface RunMoment {
  readonly asOf: string;
  readonly runId: string;
}

// Clocks of two services differ, though hardly by so much.
const SKEW = 5 * 60_000;
const RUN_ID = /^\d{8}T\d{9}Z-[A-Za-z0-9-]{1,40}$/;

/**
 * The time of a run and its id: those that were asked for, else the execution's, so that a task that is tried again plans the
 * same run. Runs are in order of their ids, and the newest is the one that is seen: an id that is not of its time would
 * hold up all that come after it.
 */
export const momentOf = ({ asOf: wanted, runId: given, execution }: PlanRequest): RunMoment => {
  const start = Date.parse(execution.startTime);
  const asOf = wanted === undefined ? start : Date.parse(wanted);
  if (asOf > start + SKEW) throw new Error(`A run cannot be as of a time to come: ${wanted}`);
  const runId = given ?? runIdOfExecution(execution.id, asOf);
  if (!RUN_ID.test(runId) || !runId.startsWith(runIdOf(asOf, '')))
    throw new Error(
      `${JSON.stringify(runId)} is no id of a run as of ${new Date(asOf).toISOString()}: leave runId out`,
    );
  return { asOf: new Date(asOf).toISOString(), runId };
};
