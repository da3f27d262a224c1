import { type RawCopyJob, text } from '../audit/copy-job.js';
import type { DefinitionInput } from '../audit/definition.js';
import { DAY, HOUR } from '../audit/schema.js';
import { generateScenario, type Spoil, spoilt } from '../sandbox/index.js';
import { Random } from '../sandbox/scenario/random.js';
import { definitionFor } from './definition.js';

type Raw = Readonly<Record<string, unknown>>;

/** What is true in spite of everything that goes wrong: the copy jobs there are, and what is asked of them. */
export interface World {
  readonly number: number;
  readonly asOf: number;
  /** When the run before was made, if one was. */
  readonly before: number | undefined;
  readonly definition: DefinitionInput;
  readonly copyJobs: readonly Raw[];
  readonly backupJobs: readonly Raw[];
  readonly protectedResources: readonly Raw[];
  /** Ids of jobs that are no subject of their own in every reading: there twice, or members of others. */
  readonly ambiguous: ReadonlySet<string>;
}

// What happens in a world without any disturbance is found out once; a few hundred seeds share what they are compared with.
const WORLDS = 24;
const BEGINNING = Date.parse('2026-06-15T12:00:00Z');

export const ACCOUNTS = ['111122223333', '222233334444', '333344445555'] as const;
export const REGIONS = ['eu-west-1', 'us-east-1', 'ap-south-1'] as const;

/** The world that a seed plays in. */
export const worldNumberOf = (seed: number): number => new Random('which world', seed).between(0, WORLDS - 1);

export const worldOf = (number: number): World => {
  const random = new Random('world', number);
  const asOf = BEGINNING + random.between(0, 200) * HOUR;
  const accounts = ACCOUNTS.slice(0, random.between(1, 3));
  const regions = REGIONS.slice(0, random.pick([1, 2, 2, 3])) as unknown as [string, ...string[]];
  const count = random.pick([0, 12, 25, 40, 80]);
  const scenario = generateScenario({ seed: `chaos ${number}`, count, asOf, accounts, regions });
  const { copyJobs, ambiguous } = jobsOf([...scenario.copyJobs], asOf, random);
  return {
    number,
    asOf,
    before: random.chance(0.6) ? asOf - DAY : undefined,
    definition: definitionFor(random, { accounts, regions }),
    copyJobs,
    backupJobs: [...scenario.backupJobs],
    protectedResources: [...scenario.protectedResources],
    ambiguous,
  };
};

/** Everything went well, or all but one thing, or it is as it is; and then what the records say may be spoilt. */
const jobsOf = (jobs: readonly RawCopyJob[], asOf: number, random: Random) => {
  const mood = random.pick(['as it is', 'as it is', 'all well', 'one bad']);
  const chosen = mood === 'as it is' ? jobs : allWell(jobs, asOf, mood === 'one bad');
  const ambiguous = new Set(chosen.filter(({ ParentJobId }) => text(ParentJobId) !== undefined).map(idOf));
  const share = mood === 'as it is' && random.chance(0.7) ? random.pick([0.02, 0.1, 0.4]) : 0;
  const copyJobs = chosen.flatMap((job): readonly Raw[] => {
    if (!random.chance(share)) return [job];
    const spoil = aSpoil(random);
    if (spoil.how === 'twice') ambiguous.add(idOf(job));
    return spoilt(job, spoil).filter((record) => record !== null);
  });
  return { copyJobs, ambiguous };
};

const idOf = ({ CopyJobId }: Raw): string => String(CopyJobId);

/** A copy that did not go well among hundreds that did is what a page that got lost would hide. */
const allWell = (jobs: readonly RawCopyJob[], asOf: number, withOneBad: boolean): readonly Raw[] => {
  const good: Raw[] = jobs.filter(({ State, IsParent, ParentJobId, MessageCategory }) => {
    return State === 'COMPLETED' && IsParent === false && ParentJobId === undefined && MessageCategory === 'SUCCESS';
  });
  const [first] = good;
  if (!withOneBad || first === undefined) return good;
  const date = (asOf - 2 * DAY) / 1000;
  return [...good, { ...first, CopyJobId: 'THE-BAD-ONE', State: 'FAILED', CreationDate: date, CompletionDate: date }];
};

const FIELDS = [
  'AccountId',
  'CompletionDate',
  'CreationDate',
  'CreatedBy',
  'DestinationBackupVaultArn',
  'DestinationRecoveryPointLifecycle',
  'MessageCategory',
  'ResourceArn',
  'ResourceType',
  'SourceBackupVaultArn',
  'State',
] as const;

const aSpoil = (random: Random): Spoil => {
  const field = random.pick(FIELDS);
  return random.pick<Spoil>([
    { how: 'unknown-field' },
    { how: 'unknown-state' },
    { how: 'missing', field },
    { how: 'null', field },
    { how: 'absurd-date', field: random.pick(['CreationDate', 'CompletionDate']), which: random.between(0, 7) },
    { how: 'twice' },
  ]);
};
