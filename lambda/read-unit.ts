import { type UnitOutcome, auditUnit } from '../audit/audit-unit.js';
import type { BoundReport } from '../audit/bound-report.js';
import type { Checkpoint } from '../audit/checkpoint.js';
import type { UnitItem } from '../audit/record/items.js';
import type { PlannedUnit } from '../audit/wire.js';
import type { Budget } from '../aws/budget.js';
import { memberCredentials } from '../aws/member-role.js';
import type { Table } from '../aws/table/table.js';
import { putUnit, readCheckpoint, readProgress } from '../aws/table/units.js';
import { type UnitTraffic, unitPorts } from '../aws/unit-ports.js';
import { givenUp, stateOf } from './unit-state.js';

const CONCURRENCY = 24;

export interface UnitReading {
  readonly table: Table;
  readonly report: BoundReport;
  readonly runId: string;
  readonly planned: PlannedUnit;
  /** What an earlier call left of it. */
  readonly progress: UnitItem | undefined;
  readonly budget: Budget;
  readonly isTimeUp: () => boolean;
}

/** Reads one unit as far as time allows, and writes down what it found or how far it came. */
export const readUnit = async ({
  table,
  report,
  runId,
  planned: { index, unit, sharesFilterSet },
  progress,
  budget,
  isTimeUp,
}: UnitReading): Promise<{ readonly done: boolean; readonly pages: number; readonly traffic: UnitTraffic }> => {
  const place = { report: report.definition.name, runId, index };
  const credentials = memberCredentials(unit, `copy-audit-${place.report}`);
  const access = credentials === undefined ? {} : { credentials };
  const ports = unitPorts(access, unit, { patience: () => !isTimeUp(), budget });
  const read = (resumeFrom: Checkpoint | undefined): Promise<UnitOutcome> =>
    auditUnit(report, unit, ports, { sharesFilterSet, concurrency: CONCURRENCY, shouldStop: isTimeUp, resumeFrom });
  let outcome = await read(progress === undefined ? undefined : await readCheckpoint(table, place, progress));
  const stalled = !outcome.done && progress?.pages === outcome.checkpoint.pages;
  // Two calls in a row that read nothing at all: a third would not either, and each costs a quarter of an hour.
  if (!outcome.done && stalled && progress.stalled) outcome = await read(givenUp(outcome.checkpoint));

  const state = stateOf(outcome, (progress?.part ?? -1) + 1, stalled);
  // A double of this task may have been here before; what it wrote stands, and is gone on with.
  const isMine = await putUnit(table, place, state);
  const done = isMine ? state.done : (await readProgress(table, place))?.done === true;
  return { done, pages: state.pages, traffic: ports.traffic };
};
