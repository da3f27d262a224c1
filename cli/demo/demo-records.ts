import type { Definition } from '../../audit/definition.js';
import type { Target } from '../../audit/target.js';
import { type RawRecord, generateScenario } from '../../sandbox/index.js';
import { readRecorded } from '../recorded-file.js';
import type { DemoPlace } from './demo-source.js';

/** What the endpoint of a demo serves. */
export interface DemoRecords {
  readonly copyJobs: readonly RawRecord[];
  readonly backupJobs: readonly RawRecord[];
  readonly protectedResources: readonly RawRecord[];
}

const SEED = 1;
const ACCOUNTS = ['111122223333', '222233334444', '333344445555', '444455556666'];

/** The accounts and Regions that reports name; the demo's own where they name none. */
export const placesOf = (definitions: readonly Definition[], home: { account: string; region: string }) => {
  const targets = definitions.flatMap(({ filterSets }) =>
    filterSets.flatMap((set) => (set.targets ?? []) as readonly Target[]),
  );
  const named = [...new Set(targets.flatMap(({ accounts = [] }) => accounts))];
  const regions = [...new Set(targets.flatMap(({ regions: own = [] }) => own))];
  const accounts = named.length === 0 ? ACCOUNTS : [...new Set([home.account, ...named])];
  const place: DemoPlace = { ...home, accounts };
  return { place, regions };
};

/** Jobs of an organization that has the accounts and Regions of the reports. */
export const generatedRecords = (
  { accounts }: DemoPlace,
  regions: readonly string[],
  count: number,
  asOf: number,
): DemoRecords => {
  const [first, ...rest] = regions;
  const scenario = generateScenario({
    ...{ seed: SEED, count, asOf, accounts },
    ...(first === undefined ? {} : { regions: [first, ...rest] as const }),
  });
  return {
    copyJobs: [...scenario.copyJobs],
    backupJobs: [...scenario.backupJobs],
    protectedResources: [...scenario.protectedResources],
  };
};

/** Jobs that were recorded. */
export const recordedRecords = async (
  jobs: string,
  backupJobs: string | undefined,
  protectedResources: string | undefined,
): Promise<DemoRecords> => ({
  copyJobs: await readRecorded(jobs, 'copyJobs'),
  backupJobs: backupJobs === undefined ? [] : await readRecorded(backupJobs, 'backupJobs'),
  protectedResources:
    protectedResources === undefined ? [] : await readRecorded(protectedResources, 'protectedResources'),
});
