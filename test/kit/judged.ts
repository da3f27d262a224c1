import { parseDefinition } from '../../audit/definition.js';
import type { Run } from '../../audit/run.js';
import type { Known, UnitRead } from '../oracle/input.js';
import { type Reading, productRun } from '../oracle/product.js';

/** The time of runs in examples. */
export const AS_OF = Date.parse('2026-06-15T12:00:00Z');

/** A moment some hours before the run. */
export const hoursAgo = (hours: number): Date => new Date(AS_OF - hours * 3_600_000);

/** A copy job that is in order, but for what is given. */
export const aJob = (fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  CopyJobId: 'job-1',
  State: 'COMPLETED',
  CreationDate: hoursAgo(3),
  CompletionDate: hoursAgo(2),
  ResourceArn: 'arn:aws:ec2:eu-west-1:111111111111:volume/vol-1',
  ResourceType: 'EBS',
  AccountId: '111111111111',
  SourceBackupVaultArn: 'arn:aws:backup:eu-west-1:111111111111:backup-vault:main',
  DestinationBackupVaultArn: 'arn:aws:backup:us-east-1:111111111111:backup-vault:copies',
  ...fields,
});

/** A unit of filter set `all`: account 1 in eu-west-1, but for what is given. */
export const aUnit = (jobs: UnitRead['jobs'], fields: Partial<UnitRead> = {}): UnitRead => ({
  filterSet: 'all',
  accountId: '111111111111',
  region: 'eu-west-1',
  backupJobs: [],
  protectedResources: [],
  jobs,
  ...fields,
});

export interface Judged {
  readonly controls: readonly Readonly<Record<string, unknown>>[];
  readonly units: readonly UnitRead[];
  readonly remembered?: readonly Known[];
  /** Whatever else the definition says. */
  readonly definition?: Readonly<Record<string, unknown>>;
  readonly reading?: Reading;
}

/** What a report makes of its units. */
export const judged = ({ controls, units, remembered = [], definition = {}, reading }: Judged): Promise<Run> =>
  productRun(
    { definition: parseDefinition({ name: 'report', controls, ...definition }), asOf: AS_OF, units, remembered },
    reading,
  );
