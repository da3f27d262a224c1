import type { Told } from './messages.js';
import type { Played } from './player.js';

/** What is kept of all that was played. */
export class Summary {
  readonly played: Played[] = [];
  /** Seeds that broke the law, or the play itself, with what there is to say of them. */
  readonly broken: { readonly seed: number; readonly sentences: readonly string[] }[] = [];

  /** Whether the law was broken. */
  add(told: Told): boolean {
    if (told.kind === 'BROKE') {
      this.broken.push({ seed: told.seed, sentences: [told.why] });
      return true;
    }
    const { played } = told;
    this.played.push(played);
    if (played.broken.length === 0) return false;
    this.broken.push({ seed: played.seed, sentences: played.broken });
    return true;
  }

  /** What there is to say of the seed that broke the law last. */
  lastBroken(): string {
    return this.broken.slice(-1).flatMap(lines).join('\n');
  }

  text({ runs, seconds }: { readonly runs: number; readonly seconds: number }): string {
    const { played, broken } = this;
    const ends = countsOf(played.map(({ kind }) => ({ [kind]: 1 })));
    const faults = countsOf(played.map((each) => each.faults));
    const sum = (of: (each: Played) => number) => played.reduce((total, each) => total + of(each), 0);
    const calls = sum((each) => each.calls);
    const requests = sum((each) => each.requests);
    return [
      '',
      `${played.length} of ${runs} runs in ${seconds.toFixed(0)} s (${(played.length / seconds).toFixed(1)} a second): ${calls} calls of functions, ${requests} requests`,
      '',
      'how they ended',
      ...table(Object.entries(MEANING).map(([kind, meaning]) => [ends.get(kind) ?? 0, `${kind.padEnd(7)} ${meaning}`])),
      '',
      'what went wrong on the way',
      ...table([...faults].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => [count, name])),
      '',
      ...(broken.length === 0
        ? ['No run broke the law.']
        : [`${broken.length} BROKE THE LAW`, ...broken.flatMap(lines)]),
      '',
    ].join('\n');
  }
}

const MEANING: Readonly<Record<Played['kind'], string>> = {
  WHOLE: 'the report is the same as without any fault',
  ERROR: 'the report says what of it could not be read, and why',
  FAILED: 'the execution says why it failed; the report of before stands',
};

const countsOf = (all: readonly Readonly<Record<string, number>>[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const each of all)
    for (const [name, count] of Object.entries(each)) counts.set(name, (counts.get(name) ?? 0) + count);
  return counts;
};

const table = (rows: readonly (readonly [number, string])[]): readonly string[] =>
  rows.map(([count, name]) => `${String(count).padStart(8)}  ${name}`);

const MOST_SENTENCES = 5;

const lines = ({ seed, sentences }: Summary['broken'][number]): readonly string[] => [
  `  seed ${seed}: npm run chaos -- --seed ${seed} --runs 1 --trace`,
  ...sentences.slice(0, MOST_SENTENCES).map((sentence) => `    ${sentence}`),
  ...(sentences.length > MOST_SENTENCES ? [`    and ${sentences.length - MOST_SENTENCES} more`] : []),
];
