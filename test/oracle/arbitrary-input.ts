import fc from 'fast-check';
import { CONTROLS } from '../../audit/controls/index.js';
import { parseDefinition } from '../../audit/definition.js';
import { definitionAsOf } from './arbitrary-definition.js';
import { backupsAsOf, copiesOf, protectedResources } from './arbitrary-backups.js';
import { jobAsOf, seriesAsOf } from './arbitrary-jobs.js';
import { RUN_TIMES, ago } from './arbitrary-time.js';
import { fitted } from './fitted.js';
import type { Input, Known, UnitRead } from './input.js';
import type { Raw } from './job.js';
import { withParents } from './variations.js';
import { ACCOUNTS, REGIONS, RESOURCES, TYPES } from './vocabulary.js';

/** Names of the controls that the product has. */
export const NAMES: readonly string[] = CONTROLS.map(({ name }) => name);

const severities = new Map<string, string>(CONTROLS.map(({ name, severity }) => [name, severity]));
export const severityOf = (control: string): string => severities.get(control) ?? '';

const remembered = (sets: readonly string[], asOf: number): fc.Arbitrary<Known[]> => {
  const date = ago.map((age) => asOf - age);
  const resources = [...RESOURCES, 'arn:aws:ec2:eu-west-1:111111111111:volume/vol-gone'];
  const known = fc.record(
    {
      filterSet: fc.constantFrom(...sets),
      arn: fc.constantFrom(...resources),
      type: fc.constantFrom(...TYPES),
      firstCreated: date,
      newestCreated: date,
      newest: fc.record({ COPY_CREATION: date, COPY_COMPLETION: date, BACKUP_CREATION: date }, { requiredKeys: [] }),
      seen: date,
    },
    { requiredKeys: ['filterSet', 'arn', 'newest', 'seen'] },
  );
  return fc.uniqueArray(known, { maxLength: 4, selector: ({ filterSet, arn }) => `${filterSet} ${arn}` });
};

/** Each record of a job has a mark of its own, so that it can be told which one stood. */
const marked = (jobs: readonly Raw[]): Raw[] => jobs.map((job, index) => ({ ...job, ResourceName: `record ${index}` }));

const jobsAsOf = (asOf: number, backups: readonly Raw[]): fc.Arbitrary<Raw[]> =>
  fc
    .tuple(
      fc.array(jobAsOf(asOf), { maxLength: 10, size: 'max' }),
      fc.oneof(fc.constant([]), { weight: 2, arbitrary: seriesAsOf(asOf) }),
      copiesOf(backups, asOf),
    )
    .map((jobs) => marked(jobs.flat()));

const unitsOf = (set: string, jobs: readonly Raw[], backups: readonly Raw[]): fc.Arbitrary<UnitRead[]> => {
  const places = [...ACCOUNTS.slice(0, 2), '*'].flatMap((accountId) =>
    REGIONS.slice(0, 2).map((region) => ({ accountId, region })),
  );
  const unit = (place: { accountId: string; region: string }): fc.Arbitrary<UnitRead> =>
    fc
      .record({
        jobs: fc.oneof(fc.constant([...jobs]), fc.shuffledSubarray([...jobs, ...jobs.slice(0, 3)])),
        protectedResources,
        tagged: fc.subarray([...RESOURCES]),
        error: fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, fc.constant('AccessDenied')),
      })
      .map(({ error, ...read }) => ({
        filterSet: set,
        ...place,
        backupJobs: backups,
        ...read,
        jobs: withParents(read.jobs, jobs),
        ...(error === undefined ? {} : { error }),
      }));
  return fc
    .shuffledSubarray(places, { minLength: 1, maxLength: Number(process.env['UNITS'] ?? 3) })
    .map((chosen) =>
      // Whoever reads every account at once has no other unit beside it in its Region: definitions refuse that.
      chosen.filter(
        ({ accountId, region }) => accountId === '*' || !chosen.some((o) => o.accountId === '*' && o.region === region),
      ),
    )
    .chain((chosen) => fc.tuple(...chosen.map(unit)));
};

/** Whole inputs of an audit, as nasty as AWS might be, over the controls named. */
export const inputs = (names: readonly string[] = NAMES): fc.Arbitrary<Input> =>
  fc.constantFrom(...RUN_TIMES).chain((asOf) =>
    fc
      .record({ definition: definitionAsOf(asOf, names), backups: backupsAsOf(asOf) })
      .chain(({ definition, backups }) =>
        fc.record({
          definition: fc.constant(definition),
          backups: fc.constant(backups),
          jobs: jobsAsOf(asOf, backups),
        }),
      )
      .chain(({ definition, jobs, backups }) =>
        fc.record({
          definition: fitted(definition, asOf, jobs, backups).map(parseDefinition),
          jobs: fc.constant(jobs),
          backups: fc.constant(backups),
        }),
      )
      .chain(({ definition, jobs, backups }) => {
        const sets = definition.filterSets.map(({ name }) => name);
        return fc
          .record({
            units: fc.tuple(...sets.map((set) => unitsOf(set, jobs, backups))).map((units) => units.flat()),
            remembered: remembered(sets, asOf),
          })
          .map((read) => ({ definition, asOf, severityOf, ...read }));
      }),
  );
