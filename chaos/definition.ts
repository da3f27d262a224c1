import type { DefinitionInput } from '../audit/definition.js';
import type { Random } from '../sandbox/scenario/random.js';

interface Control {
  readonly control: string;
  readonly severity?: 'HIGH';
  readonly [option: string]: unknown;
}

export interface Places {
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
}

export const REPORT = 'Chaos';

const COUNTING: readonly Control[] = [
  { control: 'minimumSuccessRate', percent: 90 },
  { control: 'maximumFailures', failures: 5 },
  { control: 'minimumCopies', copies: 1 },
];
const OF_JOBS: readonly Control[] = [
  { control: 'withoutIssues' },
  { control: 'finishesWithin', within: '12h' },
  { control: 'crossRegion' },
  { control: 'vaultLocked', severity: 'HIGH' },
  { control: 'retainedFor', atLeast: '30d' },
];
const OF_RESOURCES: readonly Control[] = [
  { control: 'freshWithin', within: '26h' },
  { control: 'copiedAtLeast', copies: 1, every: '1d' },
  { control: 'onSchedule' },
  { control: 'inDistinct', vaults: 1 },
];
const OF_EXPECTED: readonly Control[] = [
  { control: 'everyRecoveryPointCopied', within: '12h' },
  { control: 'covers', protectedResources: { types: ['EBS', 'RDS'] } },
  { control: 'freshWithin', id: 'rpo', within: '30h', from: 'BACKUP_CREATION' },
];

/** A report over one to three filter sets, in some of the places, with some controls of each kind. */
export const definitionFor = (random: Random, { accounts, regions }: Places): DefinitionInput => {
  const some = (controls: readonly Control[], share: number) => controls.filter(() => random.chance(share));
  const isSimple = random.chance(0.25);
  const isOwn = random.chance(0.5);
  const target = { regions: [...regions], ...(isOwn ? {} : { accounts: [...accounts] }) };
  const sets = Array.from({ length: random.pick([1, 1, 2, 3]) }, (_, index) => ({
    name: `set-${index}`,
    createdWithin: random.pick(['3d', '7d', '14d', '30d']),
    pageSize: random.pick([2, 5, 10, 20, 1000]),
    // Every unit costs a few requests; more of them show nothing new.
    targets: [index === 0 ? target : { regions: [regions[0] ?? 'eu-west-1'] }],
    ...(index === 2 ? { resourceType: 'EBS' } : {}),
  }));
  return {
    name: REPORT,
    filterSets: sets,
    controls: isSimple
      ? [{ control: 'completed' }, ...some(COUNTING, 0.5)]
      : [
          { control: 'completed' },
          ...some(OF_JOBS, 0.5),
          ...some(OF_RESOURCES, 0.5),
          ...some(COUNTING, 0.5),
          // Only the own account's resources and backups are listed to it.
          ...(isOwn ? some(OF_EXPECTED, 0.3) : []),
        ],
    exemptions: random.chance(0.4)
      ? [{ control: 'completed', resource: 'arn:aws:rds:*', reason: 'rebuilt nightly', until: '2027-03-31' }]
      : [],
    requestsPerSecond: random.pick([5, 20, 50]),
    maxConcurrency: random.pick([1, 3, 10]),
  };
};
