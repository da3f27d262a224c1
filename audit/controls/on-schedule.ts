import { type AwsCron, type CronProblem, firings, isCronProblem, parseAwsCron } from '../aws-cron.js';
import { type Circumstances, control } from '../control.js';
import { formatDuration } from '../duration.js';
import { counted, momentOf } from '../phrases.js';
import type { ScheduleTally } from '../schedule-tally.js';
import { duration } from '../schema.js';
import { met, notMet, undetermined } from '../verdict.js';

export const onSchedule = control({
  name: 'onSchedule',
  judges: 'schedule',
  severity: 'HIGH',
  title: 'Every time a plan rule was due, its copy was made',
  description: `Copy jobs carry the schedule of the plan rule that made them, so what should have been copied is known without
reading a plan. For each resource, rule and destination vault, each time the rule was due must be answered by a good copy: one
that was created from then on and before the rule was due again. A time is judged when \`grace\` has passed since; a rule waits
for its backup before it copies, and AWS Backup retries a copy for two hours. Whether a copy is still fresh is asked by
\`freshWithin\`.

Times before the first copy job of the resource by that rule to that vault, and outside the filter set's window, are not
judged. The schedule is the one that the newest job carries: after a change of the rule, times are told by the new one. A local
time that daylight saving skips is due at the same instant as without the change (02:30 at 03:30), one that it repeats at the
first. Copies made by hand have no schedule, and answer none. Undetermined is a schedule or time zone that cannot be read, a job
that does not report its vault, and a rule that was not due yet.
[Schedules of backup rules](https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRule.html)`,
  remedy:
    'Look for a failed or missing job at the times named; a resource that has left the plan on purpose is excused by an exemption.',
  options: {
    grace: duration().prefault('24h').describe('How long after it was due a copy may still be missing.'),
  },
  judge: ({ grace }, at) => {
    const due = dueTimes(at);
    return (schedule) => {
      const expected = `a good copy each time ${nameOf(schedule)} was due, judged ${formatDuration(grace)} later`;
      if (schedule.vault === undefined) return undetermined(expected, 'the destination vault is not reported');
      const times = due(schedule);
      if ('problem' in times) return undetermined(expected, times.problem);
      const judged = times.filter((time) => time + grace <= at.asOf);
      if (judged.length === 0) return undetermined(expected, 'it was not due yet since its first copy job');
      const missed = unanswered(times, schedule.goodCopies).filter((time) => time + grace <= at.asOf);
      const newest = missed.at(-1);
      if (newest === undefined) return met;
      const which = missed.length === 1 ? '' : `${missed.length} times, last `;
      return notMet(
        expected,
        `no good copy ${which}for ${momentOf(newest)}; it was due ${counted(judged.length, 'time')}`,
      );
    };
  },
  breachesAt: ({ grace }, at) => {
    const due = dueTimes(at);
    return (schedule) => {
      const times = schedule.vault === undefined ? undefined : due(schedule);
      if (times === undefined || 'problem' in times) return undefined;
      const waiting = unanswered(times, schedule.goodCopies).find((time) => time + grace > at.asOf);
      return waiting === undefined ? undefined : waiting + grace;
    };
  },
});

const nameOf = ({ ruleName, ruleId, cron, timezone }: ScheduleTally): string =>
  `the rule ${ruleName ?? ruleId ?? 'without a name'} (${cron}, ${timezone ?? 'UTC'})`;

/** What is known of a rule's schedule: its times in the window from some moment on. */
interface Known {
  readonly cron: AwsCron | CronProblem;
  from: number;
  times: readonly number[];
}

/** When a schedule was due in the window since its first job, ascending. Thousands of resources follow one rule: it is read once. */
const dueTimes = ({ window }: Circumstances) => {
  const rules = new Map<string, Known>();
  return ({ cron, timezone, firstCreated }: ScheduleTally): readonly number[] | CronProblem => {
    const key = `${timezone ?? ''} ${cron}`;
    let known = rules.get(key);
    if (known === undefined) {
      rules.set(key, (known = { cron: parseAwsCron(cron, timezone), from: window.to, times: [] }));
    }
    if (isCronProblem(known.cron)) return known.cron;
    if (firstCreated === undefined) return [];
    // Jobs lie in the window, so what came after the first of them does not begin before it.
    if (firstCreated < known.from) {
      known.times = firings(known.cron, firstCreated, window.to);
      known.from = firstCreated;
    }
    return known.times.slice(placeOf(firstCreated, known.times));
  };
};

/** Where the first of ascending times is that is not before a moment. */
const placeOf = (moment: number, times: readonly number[]): number => {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? moment) < moment) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The times for which no good copy was created from then on and before the next; both ascending. */
const unanswered = (times: readonly number[], copies: readonly number[]): number[] => {
  const missed: number[] = [];
  let next = 0;
  const isAnswered = (time: number, until?: number): boolean => {
    let copy = copies[next];
    while (copy !== undefined && copy < time) copy = copies[++next];
    return copy !== undefined && (until === undefined || copy < until);
  };
  let last: number | undefined;
  for (const time of times) {
    if (last !== undefined && !isAnswered(last, time)) missed.push(last);
    last = time;
  }
  if (last !== undefined && !isAnswered(last)) missed.push(last);
  return missed;
};
