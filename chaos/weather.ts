import type { Fault, SandboxRequest } from '../sandbox/index.js';
import { Random } from '../sandbox/scenario/random.js';
import type { Fate, SeenOperation } from './fates.js';

/** What may go wrong between a function and AWS Backup, by the name that the summary shows. */
const OF_BACKUP: Readonly<Record<string, (random: Random) => Fault>> = {
  'backup: throttled': () => ({ kind: 'throttle' }),
  'backup: 500': () => ({ kind: 'error', status: 500, code: 'InternalServerException', message: 'internal error' }),
  'backup: 503': () => ({ kind: 'error', status: 503, code: 'ServiceUnavailableException', message: 'unavailable' }),
  'backup: denied': () => ({ kind: 'error', status: 403, code: 'AccessDeniedException', message: 'not authorized' }),
  'backup: slow': () => ({ kind: 'slow', ms: 2 }),
  'backup: slow body': () => ({ kind: 'slow-body', ms: 2 }),
  'backup: no answer': () => ({ kind: 'hang' }),
  'backup: reset': () => ({ kind: 'reset' }),
  'backup: half a body': () => ({ kind: 'half-body' }),
  'backup: truncated JSON': () => ({ kind: 'truncated-json' }),
  'backup: a proxy’s page': () => ({ kind: 'answer', status: 200, body: '<html>Sign in</html>' }),
  'backup: no list': () => ({ kind: 'answer', status: 200, body: '{"CopyJobs":null}', contentType: JSON_TYPE }),
  'backup: token expired': () => ({ kind: 'expired-token' }),
  'backup: foreign token': () => ({ kind: 'foreign-token' }),
  'backup: page repeated': () => ({ kind: 'repeat-page' }),
  'backup: pages go round': () => ({ kind: 'loop-token' }),
  'backup: short page': (random) => ({ kind: 'short-page', items: random.between(0, 2) }),
};
const JSON_TYPE = 'application/json';

const OF_DYNAMODB: Readonly<Record<string, Fate>> = {
  'table: throttled': 'THROTTLE',
  'table: 500': 'SERVER_ERROR',
  'table: denied': 'DENY',
  'table: reset': 'RESET',
  'table: answer lost': 'LOSE_ANSWER',
  'table: no answer': 'HANG',
  'table: done, no answer': 'HANG_DONE',
  'table: half a batch': 'HALF',
  'table: batch not taken': 'UNPROCESSED',
  'table: short page': 'SHORT_PAGE',
};

/** What a seed does besides: how long functions live, how fast they are answered, when they are killed. */
export interface Climate {
  /** Shares of requests that go wrong, by what goes wrong. */
  readonly shares: Readonly<Record<string, number>>;
  /** At which of the run's requests a process is killed, and whether the request is still done. */
  readonly kills: ReadonlyMap<number, 'BEFORE' | 'AFTER'>;
  /** Share of calls that were answered, but of whose answer the state machine never hears. */
  readonly lostCalls: number;
  /** Milliseconds above its margin that a function has, at the least and at the most. */
  readonly lifetime: readonly [number, number];
  /** Milliseconds that an answer takes, at the most. */
  readonly latency: number;
  /** Milliseconds by which clocks of functions differ, at the most. */
  readonly skew: number;
}

const KINDS = [...Object.keys(OF_BACKUP), ...Object.keys(OF_DYNAMODB)] as [string, ...string[]];
const PLENTY = [810_000, 810_000] as const;

/** `requests`: how many an undisturbed run makes. */
export const climateOf = (seed: number, requests: number): Climate => {
  const random = new Random('climate', seed);
  const isCalm = random.chance(0.15);
  const isStorm = !isCalm && random.chance(0.1);
  const kinds = Array.from({ length: isCalm ? 0 : isStorm ? 1 : random.between(1, 5) }, () => random.pick(KINDS));
  const share = () => (isStorm ? random.pick([0.5, 0.9, 1]) : random.pick([0.01, 0.03, 0.1, 0.2]));
  const latency = random.pick([1, 20, 100, 500]);
  const kills = random.chance(0.25) ? random.between(1, 3) : 0;
  return {
    shares: Object.fromEntries(kinds.map((kind) => [kind, share()])),
    kills: new Map(
      Array.from({ length: kills }, () => [
        random.between(1, Math.ceil(requests * 1.2)),
        random.chance(0.5) ? 'BEFORE' : 'AFTER',
      ]),
    ),
    lostCalls: random.chance(0.15) ? 0.15 : 0,
    // Mostly for a page or some, seldom for less than one.
    lifetime: random.chance(0.6) ? [random.pick([1, 5, 10]) * latency, random.between(20, 40) * latency] : PLENTY,
    latency,
    skew: random.chance(0.3) ? 120_000 : 0,
  };
};

/** Decides request by request what goes wrong; of the same requests the same ones do. */
export class Weather {
  readonly #random: Random;
  readonly #shares: readonly (readonly [string, number])[];
  /** How often what went wrong. */
  readonly counts = new Map<string, number>();

  constructor(
    seed: number,
    readonly climate: Climate,
  ) {
    this.#random = new Random('weather', seed);
    this.#shares = Object.entries(climate.shares);
    if (climate.lifetime[0] < PLENTY[0]) this.count('function’s life short');
  }

  onBackup(_request: SandboxRequest): Fault | undefined {
    const kind = this.#draw(OF_BACKUP);
    return kind === undefined ? undefined : OF_BACKUP[kind]?.(this.#random);
  }

  onDynamoDb({ operation }: SeenOperation): Fate {
    const kind = this.#draw(OF_DYNAMODB, (fate) => isPossible(fate, operation));
    return (kind === undefined ? undefined : OF_DYNAMODB[kind]) ?? 'PASS';
  }

  count(kind: string): void {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
  }

  #draw<T>(known: Readonly<Record<string, T>>, isPossible: (value: T) => boolean = () => true): string | undefined {
    for (const [kind, share] of this.#shares) {
      const value = known[kind];
      if (value === undefined || !this.#random.chance(share) || !isPossible(value)) continue;
      this.count(kind);
      return kind;
    }
    return undefined;
  }
}

const isPossible = (fate: Fate, operation: string): boolean => {
  if (fate === 'SHORT_PAGE') return operation === 'Query';
  return (fate !== 'HALF' && fate !== 'UNPROCESSED') || operation === 'BatchWriteItem';
};
