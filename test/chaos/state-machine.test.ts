import type { Task } from '../../chaos/bundles.js';
import { ATTEMPTS, type Call, ExecutionFailed, SERVICE_RETRIES, StateMachine } from '../../chaos/state-machine.js';
import { CopyJobAuditor } from '../../lib/index.js';
import { type State, runMachineIn } from '../kit/state-machine.js';
import { templateOf } from '../kit/synth.js';

const planned = { report: 'R', runId: '1', asOf: '', unitCount: 1, maxConcurrency: 1, unitsIn: 'ANSWER' };
const answer = (task: Task, event: unknown): unknown => {
  if (task === 'plan') return { ...planned, batches: [[{ index: 0 }], [{ index: 1 }]] };
  if (task === 'audit-unit') return { ...(event as object), batch: [], done: true };
  return { report: 'R', runId: '1', status: 'COMPLIANT', published: true };
};

/** Runs an execution of which some calls go another way than well; answers what was called. */
const running = async (wrong: (task: Task, times: number, event: unknown) => 'FAIL' | 'UNHEARD' | undefined) => {
  const calls: Task[] = [];
  const call: Call = (task, event) => {
    calls.push(task);
    const way = wrong(task, calls.filter((each) => each === task).length, event);
    if (way === 'FAIL') return Promise.resolve({ kind: 'ERROR', message: `${task} failed`, now: 0 });
    if (way === 'UNHEARD') return Promise.resolve({ kind: 'UNHEARD' });
    return Promise.resolve({ kind: 'ANSWER', answer: answer(task, event), now: 0 });
  };
  const end = await new StateMachine(call, () => undefined).run({}).catch((error: unknown) => error);
  return { end, calls: calls.join(' ') };
};
const times = (number: number, task: Task): string => Array.from({ length: number }, () => task).join(' ');

describe('the state machine of chaos', () => {
  it('tries as often as the one that is deployed', () => {
    const { States } = runMachineIn(templateOf((stack) => new CopyJobAuditor(stack, 'A')));
    const units = Object.values(States).find(({ ItemProcessor }) => ItemProcessor !== undefined)?.ItemProcessor;
    const attemptsOf = (state: State | undefined) => {
      const retries = (state?.Retry ?? []) as readonly {
        readonly ErrorEquals: string[];
        readonly MaxAttempts: number;
      }[];
      const [service, all] = retries;
      expect([service?.ErrorEquals, all?.ErrorEquals]).toEqual([
        expect.arrayContaining(['Lambda.ServiceException']),
        ['States.ALL'],
      ]);
      return { service: service?.MaxAttempts, handler: (all?.MaxAttempts ?? NaN) + 1 };
    };
    const audits = Object.values(units?.States ?? {}).filter(({ Type }) => Type === 'Task');
    expect(audits).toHaveLength(2);
    for (const [task, state] of [
      ['plan', States['Plan units']],
      ['publish', States['Publish']],
      ...audits.map((state) => ['audit-unit', state] as const),
    ] as const)
      expect([task, attemptsOf(state)]).toEqual([task, { service: SERVICE_RETRIES, handler: ATTEMPTS[task] }]);
  });

  it('plans, audits each batch and publishes', async () => {
    const { end, calls } = await running(() => undefined);
    expect(calls).toBe('plan audit-unit audit-unit publish');
    expect(end).toMatchObject({ published: true });
  });

  it('ends with the reason of a task that fails each time', async () => {
    const { end, calls } = await running((task) => (task === 'plan' ? 'FAIL' : undefined));
    expect(calls).toBe(times(3, 'plan'));
    expect(end).toEqual(new ExecutionFailed('plan failed'));
  });

  it('goes on without a unit with which the function fails each time', async () => {
    const { end, calls } = await running((task, call) => (task === 'audit-unit' && call <= 4 ? 'FAIL' : undefined));
    expect(calls).toBe(`plan ${times(4 + 1 + 1, 'audit-unit')} publish`);
    expect(end).toMatchObject({ published: true });
  });

  it('goes on without a batch of which nothing can be left out, either', async () => {
    const { end, calls } = await running((task) => (task === 'audit-unit' ? 'FAIL' : undefined));
    expect(calls).toBe(`plan ${times(16, 'audit-unit')} publish`);
    expect(end).toMatchObject({ published: true });
  });

  it('does not blame the handler for answers that were lost', async () => {
    const { calls } = await running((task, call) => (task === 'publish' && call <= 6 ? 'UNHEARD' : undefined));
    expect(calls).toBe(`plan audit-unit audit-unit ${times(7, 'publish')}`);
  });
});
