import { control } from '../control.js';
import { formatDuration } from '../duration.js';
import { counted, momentOf } from '../phrases.js';
import { duration, wholeNumber } from '../schema.js';
import { met, notMet, undetermined } from '../verdict.js';

export const copiedAtLeast = control({
  name: 'copiedAtLeast',
  judges: 'resource',
  severity: 'MEDIUM',
  title: 'Every resource is copied often enough, again and again',
  description: `\`freshWithin\` asks about the newest copy; this asks whether there was a gap before it. The time before the run is
cut into periods of the length \`every\`, and each of them must have at least \`copies\` good copies of the resource, by their
CompletionDate.

Only periods that lie wholly inside the filter set's window count, so it should be several periods long, and no longer than
the 30 days for which AWS Backup lists a copy job. Periods that ended before the resource's first known copy job was created
are not judged: a new resource is not late. A resource for which no period is left is undetermined. A window without a lower
bound reaches back to the first known job, which can be longer ago than AWS Backup remembers: give it one.

A schedule that drifts around the bounds of periods can leave one empty and fill the next twice: give \`every\` some slack, or
ask \`onSchedule\`, which knows when a copy was due.
[Creating backup copies](https://docs.aws.amazon.com/aws-backup/latest/devguide/recov-point-create-a-copy.html)`,
  remedy:
    'Look for what happened in the period that is named: jobs that failed or waited, a plan that was changed, a resource that had left its selection.',
  options: {
    copies: wholeNumber({ atLeast: 1 }).describe('The fewest good copies in each period.'),
    every: duration().describe('Length of a period; the newest ends when the report runs.'),
  },
  remembers: ({ every }) => ({ periods: [every] }),
  judge: ({ copies, every }, { asOf, window }) => {
    const expected = `at least ${counted(copies, 'good copy', 'good copies')} every ${formatDuration(every)}`;
    const startOf = (period: number): number => asOf - period * every;
    const newest = Math.ceil((asOf - window.to) / every) + 1;
    const oldestInWindow = window.from === undefined ? Infinity : Math.floor((asOf - window.from) / every);
    return ({ firstCreated, periods }) => {
      if (firstCreated === undefined) return undetermined(expected, 'no copy job of it has a CreationDate');
      // Of the periods that end after the first job was created, the oldest is the one in which it was created.
      const oldest = Math.min(oldestInWindow, Math.ceil((asOf - firstCreated) / every));
      const judged = oldest - newest + 1;
      if (judged < 1) return undetermined(expected, 'no whole period since its first copy job lies in the window');
      const counts = periods?.get(every) ?? new Map<number, number>();
      const enough = [...counts].filter(([period, n]) => period >= newest && period <= oldest && n >= copies);
      if (enough.length === judged) return met;
      let short = newest;
      while ((counts.get(short) ?? 0) >= copies) short += 1;
      const found = `${counted(counts.get(short) ?? 0, 'good copy', 'good copies')} from ${momentOf(startOf(short))} to ${momentOf(startOf(short - 1))}`;
      const others = judged - enough.length - 1;
      return notMet(expected, others === 0 ? found : `${found}, and too few in ${others} more of ${judged} periods`);
    };
  },
});
