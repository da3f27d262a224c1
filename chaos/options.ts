import { parseArgs } from 'node:util';
import { availableParallelism } from 'node:os';

export interface ChaosOptions {
  readonly seed: number;
  readonly runs: number;
  /** Most seconds that all of it may take. */
  readonly seconds: number;
  /** How many seeds are played at once. */
  readonly processes: number;
  /** Whether each request of each seed is told. */
  readonly trace: boolean;
  /** Where what became of each seed is written, as JSON. */
  readonly output: string;
}

export const USAGE = `npm run chaos -- [--seed N] [--runs N] [--seconds N] [--processes N] [--output FILE] [--trace]
  --seed       the first seed; the others are those after it. Default: 1
  --runs       how many seeds are played. Default: 100
  --seconds    no new seed is played after so many. Default: 600
  --processes  how many are played at once. Default: one for each processor
  --output     file for what became of each seed. Default: coverage/chaos.json
  --trace      tells every request of every seed, and what became of it`;

/** Throws a sentence for what is no option. */
export const optionsOf = (args: readonly string[]): ChaosOptions => {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...{ seed: text, runs: text, seconds: text, processes: text },
      output: { type: 'string', default: 'coverage/chaos.json' },
      trace: { type: 'boolean', default: false },
    },
  });
  const number = (name: 'seed' | 'runs' | 'seconds' | 'processes', byDefault: number): number => {
    const given = values[name];
    if (given === undefined) return byDefault;
    if (!/^\d{1,9}$/.test(given) || (name !== 'seed' && Number(given) < 1))
      throw new RangeError(`--${name} is a whole number, not ${given}`);
    return Number(given);
  };
  return {
    seed: number('seed', 1),
    runs: number('runs', 100),
    seconds: number('seconds', 600),
    processes: number('processes', availableParallelism()),
    trace: values.trace,
    output: values.output,
  };
};
