import { type Bundles, TASKS, type Task } from './bundles.js';
import { FunctionProcess } from './function-process.js';

/** The processes of the functions, one for each handler; one that was killed has a successor by the next call. */
export class Functions {
  readonly #processes = new Map<Task, FunctionProcess>();

  constructor(readonly bundles: Bundles) {
    for (const task of TASKS) this.of(task);
  }

  of(task: Task): FunctionProcess {
    const there = this.#processes.get(task);
    if (there !== undefined && !there.isDead) return there;
    const process = new FunctionProcess(this.bundles.process, this.bundles.handlers[task]);
    this.#processes.set(task, process);
    return process;
  }

  close(): void {
    for (const process of this.#processes.values()) process.kill();
  }
}
