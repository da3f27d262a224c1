import type { Logger } from '@aws-lambda-powertools/logger';
import { decide, doneAfter } from '../audit/at-once/decide.js';
import type { Hint } from '../audit/at-once/events.js';
import type { RunItem } from '../audit/record/items.js';
import { type ExecutionInput, executionInputSchema } from '../audit/wire.js';
import { type StateMachine, executionName } from '../aws/state-machine.js';
import { type AtOnceItem, executionsAfter, putAtOnce, readAtOnce } from '../aws/table/at-once.js';
import { readLatest } from '../aws/table/runs.js';
import type { Table } from '../aws/table/table.js';

interface Starter {
  readonly table: Table;
  readonly machine: StateMachine;
  readonly logger: Pick<Logger, 'info'>;
}

/** Starts what hints ask of one report, if no run of it is being made; answers those that are to come again. */
export const startAtOnce = async (
  { table, machine, logger }: Starter,
  report: string,
  hints: readonly Hint[],
): Promise<readonly Hint[]> => {
  const latest = await readLatest(table, report);
  const before = await readAtOnce(table, report);
  const isRunning = await isBeingMade(table, machine, report, latest, before);
  const now = table.now();
  const situation = { now, latest, isRunning, done: before?.done ?? {} };
  const decision = decide(hints, situation);
  const { start, waiting } = decision;
  if (start === undefined) return waiting;

  const input: ExecutionInput = {
    report,
    trigger: 'EVENT',
    ...(start === 'EVERYTHING' ? {} : { changed: [...start.changed] }),
  };
  const execution = executionName(report, `${now}/${JSON.stringify(input)}`);
  const item = { execution, input: JSON.stringify(input), done: doneAfter(hints, decision, situation) };
  // Somebody else was quicker; what is started now is seen the next time.
  if (!(await putAtOnce(table, report, item, before))) return hints;
  await machine.start(execution, input);
  logger.info('started', { report, execution, changed: start === 'EVERYTHING' ? 'everything' : start.changed.length });
  return waiting;
};

/** Whether a run of the report is going on; one that was noted and never started is started now. */
const isBeingMade = async (
  table: Table,
  machine: StateMachine,
  report: string,
  latest: RunItem | undefined,
  before: AtOnceItem | undefined,
): Promise<boolean> => {
  if (before !== undefined) {
    const { state } = await machine.progressOf(before.execution);
    if (state === 'RUNNING') return true;
    if (state === 'UNKNOWN') {
      await machine.start(before.execution, executionInputSchema.parse(JSON.parse(before.input)));
      return true;
    }
  }
  if (latest === undefined) return false;
  const whole = latest.basis?.runId ?? latest.runId;
  for await (const execution of executionsAfter(table, report, whole)) {
    const { state } = await machine.progressOf(execution.slice(execution.lastIndexOf(':') + 1));
    if (state === 'RUNNING') return true;
  }
  return false;
};
