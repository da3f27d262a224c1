import { sha256 } from '../canonical.js';
import { MOST_CHANGED } from '../wire.js';
import type { Hint } from './events.js';

/** The latest published run of a report, as far as it matters here. */
export interface LatestRun {
  readonly asOf: string;
  readonly publishedAt: string;
  /** The whole run that it builds on, where it judged anew only what had changed. */
  readonly basis?: { readonly asOf: string; readonly publishedAt: string } | undefined;
}

/** How a report is when hints arrive. */
export interface Situation {
  readonly now: number;
  readonly latest: LatestRun | undefined;
  /** Whether a run of it is being made, of whatever kind. */
  readonly isRunning: boolean;
  readonly done: Done;
}

/** Up to which time of theirs hints of resources were acted upon since the whole run, by `keyOf` the resource. */
export type Done = Readonly<Record<string, number>>;

// An ARN can be long, and there is one for each resource of a storm.
const keyOf = (resourceArn: string): string => sha256(resourceArn).slice(0, 32);

export interface Decision {
  /** What is started: a run over what changed, or over everything. */
  readonly start?: { readonly changed: readonly string[] } | 'EVERYTHING';
  /** Hints that are still to be acted upon, later. */
  readonly waiting: readonly Hint[];
}

const MINUTE = 60_000;
// So that events of a night of many copies make no run after the other over everything.
const APART = 15 * MINUTE;
const SHARE_OF_TIME = 4;
// Events tell their time in seconds.
const SECOND = 1000;

/** What becomes of hints. Those that a run has seen, or was started for, are done with. */
export const decide = (hints: readonly Hint[], { now, latest, isRunning, done }: Situation): Decision => {
  // Nothing to build on: the first run sees it all.
  if (latest === undefined) return { waiting: [] };
  const whole = latest.basis ?? latest;
  const open = hints.filter(
    ({ at, resourceArn }) =>
      at + SECOND > Date.parse(whole.asOf) &&
      !(resourceArn !== undefined && (done[keyOf(resourceArn)] ?? -Infinity) >= at),
  );
  if (open.length === 0) return { waiting: [] };
  if (isRunning) return { waiting: open };

  const named = [...new Set(open.flatMap(({ resourceArn }) => resourceArn ?? []))];
  const isMuch = named.length > MOST_CHANGED || open.some(isUnnamed);
  if (isMuch && now >= nextWholeRun(whole)) return { start: 'EVERYTHING', waiting: [] };
  if (named.length === 0) return { waiting: open };
  const changed = named.slice(0, MOST_CHANGED);
  const taken = new Set(changed);
  return {
    start: { changed },
    waiting: open.filter(({ resourceArn }) => resourceArn === undefined || !taken.has(resourceArn)),
  };
};

// What is forgotten is judged once more, no worse.
const MOST_KEPT = 2000;

/** What was acted upon, once a decision is carried out. */
export const doneAfter = (
  hints: readonly Hint[],
  { waiting }: Decision,
  { latest, done }: Pick<Situation, 'latest' | 'done'>,
): Done => {
  const whole = latest?.basis ?? latest;
  const since = whole === undefined ? -Infinity : Date.parse(whole.asOf) - SECOND;
  const all = new Map(Object.entries(done).filter(([, at]) => at >= since));
  const left = new Set(waiting);
  for (const hint of hints) {
    if (hint.resourceArn === undefined || left.has(hint)) continue;
    const key = keyOf(hint.resourceArn);
    all.set(key, Math.max(hint.at, all.get(key) ?? -Infinity));
  }
  return Object.fromEntries([...all].sort(([, a], [, b]) => b - a).slice(0, MOST_KEPT));
};

const isUnnamed = ({ resourceArn }: Hint): boolean => resourceArn === undefined;

/** When events may start the next run over everything: such runs take no more than a quarter of the time. */
const nextWholeRun = ({ asOf, publishedAt }: { readonly asOf: string; readonly publishedAt: string }): number => {
  const began = Date.parse(asOf);
  return began + Math.max(APART, SHARE_OF_TIME * (Date.parse(publishedAt) - began));
};
