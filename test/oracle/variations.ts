import fc from 'fast-check';
import type { Input, UnitRead } from './input.js';
import { isFinished, readJob, type Raw } from './job.js';

const withUnits = (input: Input, change: (unit: UnitRead) => UnitRead): Input => ({
  ...input,
  units: input.units.map(change),
});

/** A unit that lists a member lists its parents as well, if they are listed at all. */
export const withParents = (read: readonly Raw[], all: readonly Raw[]): Raw[] => {
  const missing = all.filter(
    (job) =>
      !read.includes(job) &&
      read.some((member) => (member['ParentJobId'] ?? '') !== '' && member['ParentJobId'] === job['CopyJobId']),
  );
  return missing.length === 0 ? [...read] : withParents([...read, ...missing], all);
};

/** Of the records of a job that are called alike, all units are given the first that any of them has. */
const withOneFor = (input: Input, nameOf: (raw: Raw, unit: UnitRead) => string | undefined): Input => {
  const known = new Map<string, Raw>();
  const firstOf = (raw: Raw, unit: UnitRead): Raw => {
    const name = nameOf(raw, unit);
    if (name === undefined) return raw;
    const first = known.get(name) ?? raw;
    known.set(name, first);
    return first;
  };
  const changed = withUnits(input, (unit) => ({ ...unit, jobs: unit.jobs.map((raw) => firstOf(raw, unit)) }));
  return withUnits(changed, (unit) => {
    const inSet = changed.units.filter(({ filterSet }) => filterSet === unit.filterSet);
    return {
      ...unit,
      jobs: withParents(
        unit.jobs,
        inSet.flatMap(({ jobs }) => jobs),
      ),
    };
  });
};

/** One content for all records of a job that rank alike, so that nothing depends on which was read later. */
export const withoutTies = (input: Input): Input =>
  withOneFor(input, (raw) => {
    const job = readJob(raw, 0, 0);
    return job.id === undefined ? undefined : JSON.stringify([job.id, isFinished(job), job.finished]);
  });

/** As AWS lists: it does not change a finished job, though a job may be listed open as well as finished. */
export const asListed = (input: Input): Input =>
  withOneFor(withoutTies(input), (raw, { filterSet }) => {
    const job = readJob(raw, 0, 0);
    const isShared = input.units.filter((unit) => unit.filterSet === filterSet).length > 1;
    return job.id !== undefined && isFinished(job) && isShared ? `${filterSet} ${job.id}` : undefined;
  });

/** Every job says in which Region and account it began, so that nothing depends on the unit that lists it. */
export const withSources = (input: Input): Input =>
  withUnits(input, (unit) => ({
    ...unit,
    jobs: unit.jobs.map((raw) => ({
      ...raw,
      SourceBackupVaultArn: 'arn:aws:backup:eu-west-1:111111111111:backup-vault:main',
      AccountId: '111111111111',
    })),
  }));

const shuffled = <T>(values: readonly T[]): fc.Arbitrary<T[]> =>
  fc.shuffledSubarray([...values], { minLength: values.length, maxLength: values.length });

/** The same in another order: jobs, backup jobs, protected resources, units, and what is remembered. */
export const reordered = (input: Input): fc.Arbitrary<Input> =>
  fc
    .record({
      remembered: shuffled(input.remembered),
      units: fc
        .tuple(
          ...input.units.map((unit) =>
            fc
              .record({
                jobs: shuffled(unit.jobs),
                backupJobs: shuffled(unit.backupJobs),
                protectedResources: shuffled(unit.protectedResources),
              })
              .map((read) => ({ ...unit, ...read })),
          ),
        )
        .chain(shuffled),
    })
    .map((order) => ({ ...input, ...order }));

const PLACES = ['eu-west-1', 'us-east-1', 'eu-central-1', 'ap-south-1'];

/** All that was read of each filter set in one unit, and the same jobs dealt out to several, some to more than one. */
export const dealt = (input: Input): fc.Arbitrary<{ readonly whole: Input; readonly parts: Input }> => {
  const sets = input.definition.filterSets.map(({ name }) => name);
  const wholes = sets.map((set): UnitRead => {
    const units = input.units.filter(({ filterSet }) => filterSet === set);
    return {
      filterSet: set,
      accountId: '111111111111',
      region: PLACES[0] ?? '',
      jobs: units.flatMap(({ jobs }) => jobs),
      backupJobs: units[0]?.backupJobs ?? [],
      protectedResources: units[0]?.protectedResources ?? [],
      tagged: units[0]?.tagged ?? [],
    };
  });
  const deal = (whole: UnitRead): fc.Arbitrary<UnitRead[]> => {
    // Members stay with their parents: whether the parent was read in the same unit is what the rules ask.
    const families = familiesOf(whole.jobs);
    return fc.tuple(...families.map(() => fc.subarray([0, 1, 2, 3], { minLength: 1, maxLength: 2 }))).map((hands) =>
      PLACES.map((region, place) => ({
        ...whole,
        region,
        jobs: families.flatMap((family, index) => (hands[index]?.includes(place) === true ? family : [])),
      })),
    );
  };
  return fc
    .tuple(...wholes.map(deal))
    .map((units) => ({ whole: { ...input, units: wholes }, parts: { ...input, units: units.flat() } }));
};

/** Records that have an id or a parent in common, directly or over others. */
const familiesOf = (jobs: readonly Raw[]): Raw[][] => {
  const names = (raw: Raw): string[] => {
    const { key, parent } = readJob(raw, 0, 0);
    return parent === undefined ? [key] : [key, `id ${parent}`];
  };
  const families: { names: Set<string>; jobs: Raw[] }[] = [];
  for (const raw of jobs) {
    const family = { names: new Set(names(raw)), jobs: [raw] };
    const related = families.filter((other) => [...other.names].some((name) => family.names.has(name)));
    for (const other of related) {
      families.splice(families.indexOf(other), 1);
      family.jobs.unshift(...other.jobs);
      for (const name of other.names) family.names.add(name);
    }
    families.push(family);
  }
  return families.map((family) => family.jobs);
};
