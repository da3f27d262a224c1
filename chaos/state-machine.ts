import type { PlanAnswer, PublishAnswer, UnitAnswer } from '../audit/wire.js';
import type { Task } from './bundles.js';
import type { CallEnd } from './function-process.js';

/** Calls a function; it may answer, fail, end, or have answered while nobody heard it. */
export type Call = (task: Task, event: unknown) => Promise<CallEnd | { readonly kind: 'UNHEARD' }>;

/** How often a task is tried where its handler fails, as the state machine declares it. */
export const ATTEMPTS: Readonly<Record<Task, number>> = { plan: 3, 'audit-unit': 4, publish: 5 };
/** How often it is tried again where the service failed, for which no handler can be blamed. */
export const SERVICE_RETRIES = 6;

/** An execution that did not come to its end; its cause is what is said of it. */
export class ExecutionFailed extends Error {
  override readonly name = 'ExecutionFailed';
}

// A batch is continued as long as each second call reads something; more calls than this are a circle.
const MOST_CALLS = 2_000;

/** The state machine that makes runs: what it calls, what it tries again, and what it goes on without. */
export class StateMachine {
  #calls = 0;

  constructor(
    readonly call: Call,
    /** Waits before the next attempt. */
    readonly pause: (attempt: number) => void,
  ) {}

  async run(input: Readonly<Record<string, unknown>>): Promise<PublishAnswer> {
    const planned = (await this.#task('plan', input)) as PlanAnswer;
    if (planned.unitsIn !== 'ANSWER') throw new Error('A list of units that lies in S3 is not read here');
    const { report, runId } = planned;
    for (const batch of planned.batches) await this.#audit({ report, runId, batch, part: 0 });
    return (await this.#task('publish', { report, runId })) as PublishAnswer;
  }

  /** Asks until the batch is done. What the function ends with each time is left out; where not even that works, all that is left. */
  async #audit(request: Omit<UnitAnswer, 'done'>): Promise<void> {
    let answer: UnitAnswer = { ...request, done: false };
    while (!answer.done) {
      try {
        answer = (await this.#task('audit-unit', answer)) as UnitAnswer;
      } catch (error) {
        if (!(error instanceof ExecutionFailed)) throw error;
        try {
          answer = (await this.#task('audit-unit', { ...answer, lost: true })) as UnitAnswer;
        } catch (again) {
          if (!(again instanceof ExecutionFailed)) throw again;
          return;
        }
      }
    }
  }

  async #task(task: Task, event: unknown): Promise<unknown> {
    let failures = 0;
    let unheard = 0;
    for (;;) {
      this.#calls += 1;
      if (this.#calls > MOST_CALLS) throw new Error(`The execution goes round: ${MOST_CALLS} calls`);
      const end = await this.call(task, event);
      if (end.kind === 'ANSWER') return end.answer;
      if (end.kind === 'UNHEARD') unheard += 1;
      else failures += 1;
      if (end.kind === 'UNHEARD' && unheard > SERVICE_RETRIES) throw new ExecutionFailed('Lambda.ServiceException');
      if (end.kind !== 'UNHEARD' && failures >= ATTEMPTS[task]) throw new ExecutionFailed(end.message);
      this.pause(failures + unheard);
    }
  }
}
