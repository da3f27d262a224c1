import {
  ISSUES,
  LASTING_FAILURES,
  type Message,
  ORGANIZATION_FAILURE,
  PASSING_FAILURES,
  RETENTION_FAILURE,
} from './message.js';
import { AIR_GAPPED } from './plan.js';
import type { Settings } from './options.js';
import { Random } from './random.js';
import type { Resource } from './resource.js';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** How a copy goes, as it would be if one waited for its end. */
export interface Course {
  readonly createdAt: number;
  /** Infinity: it never ends by itself. */
  readonly runsAt: number;
  readonly endsAt: number;
  readonly outcome: 'COMPLETED' | 'FAILED';
  readonly message: Message | undefined;
}

/** When a resource was copied for the last time, in days before the scenario's time. */
const STOPPED_DAYS = 6;
const STUCK_DAYS = 4;
/** Cross-account copies were switched off, and on again. */
const OUTAGE_DAYS = { from: 10, to: 8 };
const FAILURE_RATE = 0.012;
const ISSUE_RATE = 0.004;

/** The course of a resource's copy; undefined where none is made, although the backup is there. */
export const courseOf = (
  settings: Settings,
  resource: Resource,
  createdAt: number,
  random: Random,
): Course | undefined => {
  const { fate } = resource;
  const age = (settings.asOf - createdAt) / DAY;
  if (fate === 'never-copied') return undefined;
  if (fate === 'stopped' && age < STOPPED_DAYS) return undefined;
  const runsAt = createdAt + random.between(5_000, 2 * MINUTE);
  if (fate === 'stuck' && age < STUCK_DAYS) {
    // One job of a resource at a time: the one that hangs keeps all later ones from starting.
    if (age < STUCK_DAYS - 1) return undefined;
    const isRunning = new Random(settings.seed, 'stuck', resource.key).chance(0.5);
    return {
      createdAt,
      runsAt: isRunning ? runsAt : Infinity,
      endsAt: Infinity,
      outcome: 'COMPLETED',
      message: undefined,
    };
  }
  const failure = failureOf(settings, resource, age, random);
  const isLong = random.chance(0.02);
  const minutes =
    failure !== undefined ? random.between(1, 25) : isLong ? random.between(120, 540) : random.between(3, 80);
  const endsAt = runsAt + minutes * MINUTE + random.between(0, MINUTE - 1);
  if (failure !== undefined) return { createdAt, runsAt, endsAt, outcome: 'FAILED', message: failure };
  const hasIssue = fate === 'with-issues' || random.chance(ISSUE_RATE);
  return { createdAt, runsAt, endsAt, outcome: 'COMPLETED', message: hasIssue ? random.pick(ISSUES) : undefined };
};

const failureOf = (
  { seed }: Settings,
  { fate, plan, key }: Resource,
  age: number,
  random: Random,
): Message | undefined => {
  // What lasts is the resource's own, and the same every night.
  const lasting = () => new Random(seed, 'failure', key);
  if (plan === AIR_GAPPED && age < OUTAGE_DAYS.from && age >= OUTAGE_DAYS.to) return ORGANIZATION_FAILURE;
  if (plan === AIR_GAPPED && lasting().chance(0.03)) return RETENTION_FAILURE;
  if (fate === 'failing') return lasting().pick(LASTING_FAILURES);
  return random.chance(FAILURE_RATE) ? random.pick(PASSING_FAILURES) : undefined;
};
