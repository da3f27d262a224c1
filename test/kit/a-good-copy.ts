import type { RawCopyJob } from '../../audit/copy-job.js';
import { parseDuration } from '../../audit/duration.js';
import { HOME, aCopyJob, vaultArn } from './a-copy-job.js';
import { AS_OF } from './audit-of.js';

/** A moment so long before the run, or so many milliseconds later than that (earlier, where negative). */
export const ago = (length: string, later = 0): Date => {
  const ms = parseDuration(length);
  if (ms === undefined) throw new Error(`${length} is no duration`);
  return new Date(AS_OF - ms + later);
};

export const VOLUME = `arn:aws:ec2:eu-west-1:${HOME}:volume/vol-1`;
export const OTHER_VOLUME = `arn:aws:ec2:eu-west-1:${HOME}:volume/vol-2`;

export const vault = (region: string, account = HOME, name = 'copies'): string => vaultArn(region, account, name);

let copies = 0;

/** A COMPLETED copy job of a volume, from two hours ago, with an id of its own; but for what is given. */
export const aGoodCopy = (fields: RawCopyJob = {}): RawCopyJob =>
  aCopyJob({
    CopyJobId: `copy-${(copies += 1)}`,
    CreationDate: ago('3h'),
    CompletionDate: ago('2h'),
    ResourceArn: VOLUME,
    BackupSizeInBytes: 1000,
    DestinationBackupVaultArn: vault('us-east-1'),
    ...fields,
  });

/** A job that did not succeed: no CompletionDate and no size, but for what is given. */
export const aJobIn = (State: string, fields: RawCopyJob = {}): RawCopyJob => {
  const { CompletionDate: _completion, BackupSizeInBytes: _size, ...rest } = aGoodCopy({ State });
  return { ...rest, ...fields };
};

/** A copy without some of its fields. */
export const without = (job: RawCopyJob, ...names: string[]): RawCopyJob =>
  Object.fromEntries(Object.entries(job).filter(([name]) => !names.includes(name)));
