import type { CopyJob } from './copy-job.js';
import type { BackupClock } from './expected.js';

/**
 * By which date a copy's age is told: when its copy job was created (what was copied is at least that old), when the
 * copy was complete, or when the backup that was copied began (the true recovery point objective).
 */
export const CLOCKS = ['COPY_CREATION', 'COPY_COMPLETION', 'BACKUP_CREATION'] as const;
export type Clock = (typeof CLOCKS)[number];

/** The newest date on each clock, in milliseconds. */
export type Dates = { [C in Clock]?: number | undefined };

export const dateOn = (
  clock: Clock,
  job: CopyJob,
  backups: Pick<BackupClock, 'of'> | undefined,
): number | undefined => {
  switch (clock) {
    case 'COPY_CREATION':
      return job.CreationDate;
    case 'COPY_COMPLETION':
      return job.CompletionDate;
    case 'BACKUP_CREATION':
      return backups?.of(job);
  }
};

/** Keeps the later date on a clock. */
export const addDate = (into: Dates, clock: Clock, date: number | undefined): void => {
  if (date === undefined) return;
  const known = into[clock];
  if (known === undefined || date > known) into[clock] = date;
};

export const mergeDates = (into: Dates, other: Dates): void => {
  for (const clock of CLOCKS) addDate(into, clock, other[clock]);
};

export const later = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined || a >= b ? a : b;

export const earlier = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined || a <= b ? a : b;
