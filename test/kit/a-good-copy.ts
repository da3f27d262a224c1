import { parseDuration } from '../../audit/duration.js';
import { AS_OF } from './audit-of.js';

type Fields = Readonly<Record<string, unknown>>;

/** A moment so long before the run, or so many milliseconds later than that (earlier, where negative). */
export const ago = (length: string, later = 0): Date => {
  const ms = parseDuration(length);
  if (ms === undefined) throw new Error(`${length} is no duration`);
  return new Date(AS_OF - ms + later);
};

export const VOLUME = 'arn:aws:ec2:eu-west-1:111111111111:volume/vol-1';
export const OTHER_VOLUME = 'arn:aws:ec2:eu-west-1:111111111111:volume/vol-2';

export const vault = (region: string, account = '111111111111', name = 'copies'): string =>
  `arn:aws:backup:${region}:${account}:backup-vault:${name}`;

let copies = 0;

/** A COMPLETED copy job of a volume, from two hours ago, with an id of its own; but for what is given. */
export const aGoodCopy = (fields: Fields = {}): Record<string, unknown> => ({
  CopyJobId: `copy-${(copies += 1)}`,
  State: 'COMPLETED',
  CreationDate: ago('3h'),
  CompletionDate: ago('2h'),
  ResourceArn: VOLUME,
  ResourceType: 'EBS',
  AccountId: '111111111111',
  BackupSizeInBytes: 1000,
  SourceBackupVaultArn: vault('eu-west-1', '111111111111', 'main'),
  SourceRecoveryPointArn: 'arn:aws:ec2:eu-west-1::snapshot/snap-1',
  DestinationBackupVaultArn: vault('us-east-1'),
  ...fields,
});

/** A job that did not succeed: no CompletionDate and no size, but for what is given. */
export const aJobIn = (State: string, fields: Fields = {}): Record<string, unknown> => {
  const { CompletionDate: _completion, BackupSizeInBytes: _size, ...rest } = aGoodCopy({ State });
  return { ...rest, ...fields };
};

/** A copy without some of its fields. */
export const without = (job: Fields, ...names: string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(job).filter(([name]) => !names.includes(name)));
