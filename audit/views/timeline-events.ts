import { CLOCKS, type Clock } from '../clock.js';
import type { ResourceRow } from '../row.js';
import type { Tone } from './marks.js';
import type { FoundIn } from './model.js';

/** Something that happened to a resource, or will if nothing is done. */
export interface TimelineEvent {
  readonly at: number;
  readonly sign: string;
  readonly tone: Tone;
  readonly words: string;
  readonly detail?: string | undefined;
}

const CLOCK_WORDS: Readonly<Record<Clock, string>> = {
  COPY_CREATION: 'newest good copy: its job was created',
  COPY_COMPLETION: 'newest good copy: complete',
  BACKUP_CREATION: 'newest good copy: its backup began',
};

/** What rows and findings tell of a resource, newest first; what several filter sets tell alike is told once. */
export const eventsOf = (rows: readonly ResourceRow[], found: readonly FoundIn[]): TimelineEvent[] => {
  const events = new Map<string, TimelineEvent>();
  const add = (event: TimelineEvent): void => {
    if (!Number.isNaN(event.at)) events.set(`${event.at} ${event.words}`, event);
  };
  for (const row of rows) for (const event of eventsOfRow(row)) add(event);
  for (const each of found) for (const event of eventsOfFinding(each)) add(event);
  return [...events.values()].sort((a, b) => b.at - a.at || (a.words < b.words ? -1 : 1));
};

const eventsOfRow = ({ firstJob, newestJob, newestGoodCopy, breachesAt }: ResourceRow): TimelineEvent[] => [
  ...(firstJob === undefined ? [] : [at(firstJob, '+', 'unknown', 'first known copy job')]),
  ...(newestJob === undefined ? [] : [at(newestJob, '\u2022', 'unknown', 'newest copy job')]),
  ...CLOCKS.flatMap((clock) => {
    const date = newestGoodCopy[clock];
    return date === undefined ? [] : [at(date, '\u2713', 'good', CLOCK_WORDS[clock])];
  }),
  ...(breachesAt === undefined ? [] : [at(breachesAt, '!', 'warn', 'a control stops being met if nothing is copied')]),
];

const eventsOfFinding = ({ report, finding }: FoundIn): TimelineEvent[] => {
  const { job, controlId, firstSeen, cause } = finding;
  const created = job?.['CreationDate'];
  const state = job?.['State'];
  return [
    ...(firstSeen === undefined
      ? []
      : [at(firstSeen, '\u2715', 'bad', `${controlId} first not met`, `report ${report}`)]),
    ...(typeof created !== 'string'
      ? []
      : [at(created, '\u2715', 'bad', `copy job ${typeof state === 'string' ? state : ''}`, cause?.title)]),
  ];
};

const at = (iso: string, sign: string, tone: Tone, words: string, detail?: string): TimelineEvent => ({
  at: Date.parse(iso),
  sign,
  tone,
  words,
  ...(detail === undefined ? {} : { detail }),
});
