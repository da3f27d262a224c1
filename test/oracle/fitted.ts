import fc from 'fast-check';
import { DAY, HOUR } from './arbitrary-time.js';
import { text, time, type Raw } from './job.js';

type Options = Readonly<Record<string, unknown>>;

/** Lengths of time that jobs show: on these, a millisecond more or less decides. */
const lengthsIn = (asOf: number, jobs: readonly Raw[], backups: readonly Raw[]): number[] => {
  const at = (raw: Raw, key: string): number => time(raw[key]) ?? NaN;
  const ofJobs = jobs.flatMap((job) => {
    const [created, finished] = [at(job, 'CreationDate'), at(job, 'CompletionDate')];
    const point = text(job['SourceRecoveryPointArn']);
    const copied = backups.filter((backup) => point !== undefined && backup['RecoveryPointArn'] === point);
    const sinceBackup = copied.flatMap((backup) => [
      finished - at(backup, 'CompletionDate'),
      asOf - at(backup, 'CreationDate'),
    ]);
    return [asOf - created, asOf - finished, finished - created, ...sinceBackup];
  });
  const ofBackups = backups.map((backup) => asOf - at(backup, 'CompletionDate'));
  return [...new Set([...ofJobs, ...ofBackups])].filter((length) => length >= 1 && length <= 60 * DAY);
};

const DURATIONS = ['within', 'every', 'grace', 'createdWithin', 'completedWithin'];

/** The same options, with some of their durations as long as something that the jobs show. */
const fittedOptions = (options: Options, lengths: readonly number[]): fc.Arbitrary<Options> => {
  const changes = Object.keys(options).flatMap((key) => {
    // Periods of less than an hour are too many to count.
    const fitting = lengths.filter((length) => length >= HOUR || key !== 'every');
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
