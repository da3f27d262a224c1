import { Cron } from 'croner';
import { type CronProblem, translateCron } from './cron-dialect.js';
import { type TimeZone, timeZone, type WallTime } from './time-zone.js';

export type { CronProblem } from './cron-dialect.js';

/** A schedule that was read: what `firings` and `nextFiring` take. */
export interface AwsCron {
  readonly expression: string;
  /** IANA name. */
  readonly timezone: string;
  readonly zone: TimeZone;
  /** The first time after `wall` at which the clock on the wall shows what the expression asks for. */
  readonly nextWall: (wall: WallTime) => WallTime | undefined;
  /** Firings that were worked out before, by chunk of time: thousands of resources follow one rule. */
  readonly known: Map<number, readonly number[]>;
}

export const isCronProblem = (cron: AwsCron | CronProblem): cron is CronProblem => 'problem' in cron;

const DAY = 86_400_000;
const CHUNK = 32 * DAY;
const KNOWN_CHUNKS = 64;
const SHOWN_CHARACTERS = 80;

// AWS's calendar is the years 1970 to 2199; a day more on either side, for the zones.
const FIRST = Date.UTC(1970, 0, 1) - DAY;
const END = Date.UTC(2200, 0, 1) + DAY;

/**
 * Reads a plan rule's schedule as AWS Backup writes it: `cron(0 5 ? * * *)` or the bare six fields.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRule.html#Backup-Type-BackupRule-ScheduleExpression
 */
export const parseAwsCron = (expression: string, timezone?: string): AwsCron | CronProblem => {
  const shown = `"${expression.slice(0, SHOWN_CHARACTERS)}${expression.length > SHOWN_CHARACTERS ? '…' : ''}"`;
  const name = timezone === undefined || timezone === '' ? 'UTC' : timezone;
  const zone = timeZone(name);
  if (zone === undefined) return { problem: `"${name.slice(0, SHOWN_CHARACTERS)}" is not a known time zone` };
  const fields = fieldsOf(expression);
  if (fields === undefined) return { problem: `${shown} is not a cron expression of six fields` };
  const translated = translateCron(fields);
  if ('problem' in translated) return { problem: `${shown} cannot be read: ${translated.problem}` };
  try {
    const nextWall = wallClock(translated.pattern, translated.daysEarlier);
    return { expression, timezone: name, zone, nextWall, known: new Map() };
  } catch (error) {
    return { problem: `${shown} cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
};

/** Firings f with from <= f < to, ascending, in milliseconds. */
export const firings = (cron: AwsCron, from: number, to: number): number[] => {
  const found: number[] = [];
  const last = Math.min(to, END) - 1;
  for (let chunk = chunkOf(Math.max(from, FIRST)); chunk <= chunkOf(last); chunk += 1) {
    for (const firing of chunkOfFirings(cron, chunk)) {
      if (firing >= from && firing < to) found.push(firing);
    }
  }
  return found;
};

/** The first firing after an instant; undefined where there is none up to the end of 2199. */
export const nextFiring = (cron: AwsCron, after: number): number | undefined => {
  const start = Math.max(after, FIRST);
  if (!(start < END)) return undefined;
  const chunk = chunkOf(start);
  const near = chunkOfFirings(cron, chunk).find((firing) => firing > start);
  return near ?? firingsAfter(cron, (chunk + 1) * CHUNK - 1).next().value;
};

/** Six fields, with `cron(…)` around them or without; `rate(…)` and `at(…)` are no schedule of a backup plan. */
const fieldsOf = (expression: string): readonly string[] | undefined => {
  const trimmed = expression.trim();
  const inner = trimmed.startsWith('cron(') && trimmed.endsWith(')') ? trimmed.slice(5, -1) : trimmed;
  const fields = inner.trim().split(/\s+/);
  return fields.length === 6 ? fields : undefined;
};

/**
 * croner finds the times on the wall clock, in a zone without any change of the clock. What a change does to them is decided
 * in `time-zone.ts`: croner would leave out or repeat those of a schedule like `0/30 * * * ? *`.
 */
const wallClock = (pattern: string, daysEarlier: number): AwsCron['nextWall'] => {
  const cron = new Cron(pattern, { utcOffset: 0, paused: true, mode: '7-part', dayOffset: -daysEarlier });
  return (wall) => cron.nextRun(new Date(wall))?.getTime();
};

const chunkOf = (instant: number): number => Math.floor(instant / CHUNK);

const chunkOfFirings = (cron: AwsCron, chunk: number): readonly number[] => {
  const known = cron.known.get(chunk);
  if (known !== undefined) return known;
  const end = (chunk + 1) * CHUNK;
  const found: number[] = [];
  for (const firing of firingsAfter(cron, chunk * CHUNK - 1)) {
    if (firing >= end) break;
    found.push(firing);
  }
  if (cron.known.size >= KNOWN_CHUNKS) cron.known.clear();
  cron.known.set(chunk, found);
  return found;
};

/**
 * Firings after an instant, ascending, each once. Wall times that a change of the clock leaps over come out later than the
 * ones that follow them (02:30 at 03:30, but 03:00 at 03:00), so a firing waits until the wall clock has passed it.
 */
function* firingsAfter({ zone, nextWall }: AwsCron, after: number): Generator<number, undefined> {
  const clock = after + Math.min(zone.offsetAt(after), zone.offsetAt(after - DAY));
  let wall = nextWall(Math.floor(clock / 1_000) * 1_000 - 1_000);
  let waiting: number[] = [];
  let newest = after;
  while (wall !== undefined || waiting.length > 0) {
    const now = wall ?? Number.POSITIVE_INFINITY;
    const due = waiting.filter((firing) => firing + zone.offsetAt(firing) <= now);
    waiting = waiting.filter((firing) => !due.includes(firing));
    for (const firing of due.sort((a, b) => a - b)) {
      if (firing > newest) {
        newest = firing;
        yield firing;
      }
    }
    if (wall !== undefined) {
      waiting.push(zone.instantOf(wall));
      wall = nextWall(wall);
    }
  }
  return undefined;
}
