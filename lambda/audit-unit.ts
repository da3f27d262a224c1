import { type UnitOutcome, auditUnit } from '../audit/audit-unit.js';
import { BoundReport } from '../audit/bound-report.js';
import type { Checkpoint } from '../audit/checkpoint.js';
import { type UnitAnswer, unitRequestSchema } from '../audit/wire.js';
import { environment } from '../aws/environment.js';
import { loggerOf } from '../aws/logger.js';
import { memberCredentials } from '../aws/member-role.js';
import { writeAuditorMetrics } from '../aws/metrics.js';
import { readPlan } from '../aws/table/plans.js';
import { Table } from '../aws/table/table.js';
import { putUnit, readCheckpoint, readProgress } from '../aws/table/units.js';
import { unitPorts } from '../aws/unit-ports.js';
import { givenUp, stateOf } from './unit-state.js';

interface Context {
  getRemainingTimeInMillis(): number;
}

// Enough to write down all that was judged, a hundred chunks if need be, and for a request that is under way to end.
const MARGIN = 90_000;
const CONCURRENCY = 24;

/** Reads one unit and judges it; where its time is up, writes down how far it came, and the next call goes on from there. */
export const handler = async (event: unknown, context: Context): Promise<UnitAnswer> => {
  const { report, runId, planned, part } = unitRequestSchema.parse(event);
  const { index, unit, sharesFilterSet } = planned;
  const table = new Table({ name: environment('table') });
  const place = { report, runId, index };
  const logger = loggerOf('audit-unit', { report, runId, unit: unit.id, part });

  // A task that is tried again finds what the first try left.
  const progress = await readProgress(table, place);
  if (progress?.done === true) return { report, runId, planned, part, done: true };
  const plan = await readPlan(table, report, runId);
  if (plan === undefined) throw new Error(`Run ${runId} of report ${report} was not planned, or too long ago`);

  const credentials = memberCredentials(unit, `copy-audit-${report}`);
  const isTimeUp = () => context.getRemainingTimeInMillis() < MARGIN;
  const ports = unitPorts(credentials === undefined ? {} : { credentials }, unit, { patience: () => !isTimeUp() });
  const bound = new BoundReport(plan.definition, Date.parse(plan.asOf));
  const read = (resumeFrom: Checkpoint | undefined): Promise<UnitOutcome> =>
    auditUnit(bound, unit, ports, { sharesFilterSet, concurrency: CONCURRENCY, shouldStop: isTimeUp, resumeFrom });
  let outcome = await read(progress === undefined ? undefined : await readCheckpoint(table, place, progress));
  const stalled = !outcome.done && progress?.pages === outcome.checkpoint.pages;
  // Two calls in a row that read nothing at all: a third would not either, and each costs a quarter of an hour.
  if (!outcome.done && stalled && progress.stalled) outcome = await read(givenUp(outcome.checkpoint));

  const state = stateOf(outcome, (progress?.part ?? -1) + 1, stalled);
  // A double of this task may have been here before; what it wrote stands, and is gone on with.
  const isMine = await putUnit(table, place, state);
  const done = isMine ? state.done : (await readProgress(table, place))?.done === true;
  const { throttles, slowPages } = ports.traffic;
  writeAuditorMetrics(environment('auditor'), { Throttles: throttles, SlowPages: slowPages });
  logger.info(done ? 'read' : 'time is up', { pages: state.pages, throttles, slowPages });
  return { report, runId, planned, part: part + 1, done };
};
