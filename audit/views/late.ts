import { longestInterval } from '../interval.js';
import type { Html } from './html.js';
import type { DeclaredReport } from './model.js';
import { notice } from './notice.js';
import { roughly } from './words.js';

/** Says so where no run was published for longer than twice the schedule: what is shown may be green and wrong. */
export const late = ({ schedule }: DeclaredReport, asOf: string, now: number): Html | undefined => {
  const interval = schedule === undefined ? undefined : longestInterval(schedule);
  const age = now - Date.parse(asOf);
  if (interval === undefined || age <= 2 * interval) return undefined;
  return notice(
    'warn',
    `No run was published for ${roughly(age)}`,
    `Its schedule is ${schedule ?? ''}: what is shown is old. The executions of the state machine say why.`,
  );
};
