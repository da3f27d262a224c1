import fc from 'fast-check';
import { DAY, HOUR } from './arbitrary-time.js';
import { text, time, type Raw } from './job.js';

type Options = Readonly<Record<string, unknown>>;

/** Lengths of time that jobs show: on these, a millisecond more or less decides. */
interface Lengths {
  readonly ofJobs: readonly number[];
  /** From the completion of a backup to that of its copy, and to the run. */
  readonly ofBackups: readonly number[];
  /** From when a job with a schedule was created to the run. */
  readonly ofSchedules: readonly number[];
}

const lengthsIn = (asOf: number, jobs: readonly Raw[], backups: readonly Raw[]): Lengths => {
  const at = (raw: Raw, key: string): number => time(raw[key]) ?? NaN;
  const usable = (lengths: readonly number[]): number[] =>
    [...new Set(lengths)].filter((length) => length >= 1 && length <= 60 * DAY);
  return {
    ofJobs: usable(
      jobs.flatMap((job) => {
        const [created, finished] = [at(job, 'CreationDate'), at(job, 'CompletionDate')];
        return [asOf - created, asOf - finished, finished - created];
      }),
    ),
    ofBackups: usable(
      backups.flatMap((backup) => {
        const point = text(backup['RecoveryPointArn']);
        const copies = jobs.filter((job) => point !== undefined && job['SourceRecoveryPointArn'] === point);
        const ends = copies.map((job) => at(job, 'CompletionDate'));
        return [...ends, asOf].map((end) => end - at(backup, 'CompletionDate'));
      }),
    ),
    ofSchedules: usable(
      jobs.filter((job) => (job['CreatedBy'] ?? '') !== '').map((job) => asOf - at(job, 'CreationDate')),
    ),
  };
};

const DURATIONS = ['within', 'every', 'grace', 'createdWithin', 'completedWithin'];

/** The same options, with some of their durations as long as something that the jobs show. */
const fittedOptions = (options: Options, lengths: Lengths): fc.Arbitrary<Options> => {
  const ofIt = { everyRecoveryPointCopied: lengths.ofBackups, onSchedule: lengths.ofSchedules }[
    String(options['control'])
  ];
  const changes = Object.keys(options).flatMap((key) => {
    // Periods of less than an hour are too many to count.
    const fitting = (ofIt ?? lengths.ofJobs).filter((length) => length >= HOUR || key !== 'every');
    if (!DURATIONS.includes(key) || fitting.length === 0 || options['control'] === 'coldStorage') return [];
    const given = fc.constant(options[key]);
    return [
      [
        key,
        fc.oneof(
          given,
          fc.constantFrom(...fitting).map((ms) => `${ms}ms`),
        ),
      ] as const,
    ];
  });
  return fc.record(Object.fromEntries(changes)).map((changed) => ({ ...options, ...changed }));
};

/** A definition whose limits lie where the jobs are, as often as not. */
export const fitted = (
  definition: Options,
  asOf: number,
  jobs: readonly Raw[],
  backups: readonly Raw[],
): fc.Arbitrary<Options> => {
  const lengths = lengthsIn(asOf, jobs, backups);
  const fittedAll = (key: string) =>
    fc.tuple(...(definition[key] as readonly Options[]).map((options) => fittedOptions(options, lengths)));
  return fc
    .record({ filterSets: fittedAll('filterSets'), controls: fittedAll('controls') })
    .map((changed) => ({ ...definition, ...changed }));
};
