import { runIdOfExecution } from '../../audit/run-of-execution.js';
import type { StateMachine } from '../../aws/state-machine.js';
import { type RunProgress, readRunProgress } from '../../aws/table/run-progress.js';
import type { Table } from '../../aws/table/table.js';

export interface FollowedExecution {
  readonly report: string;
  readonly machine: StateMachine;
  /** Of the execution. */
  readonly name: string;
  readonly table: Table;
}

export interface Watch {
  /** Told now and then how far it is. */
  onProgress(progress: RunProgress): void;
  /** Kept when it is time to look again; the number of times that was looked before. */
  pause(times: number): Promise<void>;
}

/** Follows an execution to its end; answers the id of its run. Throws where it failed, with Step Functions' reason. */
export const follow = async ({ report, machine, name, table }: FollowedExecution, watch: Watch): Promise<string> => {
  for (let times = 0; ; times += 1) {
    const progress = await machine.progressOf(name);
    const { state, startedAt } = progress;
    if (state === 'FAILED') throw new Error(`The run of report ${report} failed: ${progress.reason}`);
    const runId = startedAt === undefined ? undefined : runIdOfExecution(machine.executionArn(name), startedAt);
    if (runId !== undefined) {
      if (state === 'SUCCEEDED') return runId;
      const units = await readRunProgress(table, report, runId);
      if (units !== undefined) watch.onProgress(units);
    }
    await watch.pause(times);
  }
};
