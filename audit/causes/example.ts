import * as z from 'zod';
import type { FailedJob } from '../causes.js';
import { shorten } from '../shorten.js';

/** What the tally looks at; a copy job has it all. */
export interface TalliedJob extends FailedJob {
  readonly CopyJobId?: string | undefined;
  readonly ResourceArn?: string | undefined;
  readonly AccountId?: string | undefined;
  readonly SourceBackupVaultArn?: string | undefined;
  /** Milliseconds. */
  readonly CreationDate?: number | undefined;
}

export const exampleSchema = z.object({
  CopyJobId: z.string().optional(),
  ResourceArn: z.string().optional(),
  CreationDate: z.number().optional(),
  StatusMessage: z.string().optional(),
});

/** A job that shows the cause: the newest of all. */
export type CauseExample = z.infer<typeof exampleSchema>;

const SHOWN_MESSAGE = 1_000;

export const exampleOf = ({ CopyJobId, ResourceArn, CreationDate, StatusMessage }: TalliedJob): CauseExample => ({
  ...(CopyJobId === undefined ? {} : { CopyJobId }),
  ...(ResourceArn === undefined ? {} : { ResourceArn }),
  ...(CreationDate === undefined ? {} : { CreationDate }),
  ...(StatusMessage === undefined ? {} : { StatusMessage: shorten(StatusMessage, SHOWN_MESSAGE) }),
});

/** The newer of two; of equally new ones always the same one, whichever came first, and never the empty one. */
export const newerOf = (a: CauseExample, b: CauseExample): CauseExample => {
  const [dateOfA, dateOfB] = [a.CreationDate ?? -Infinity, b.CreationDate ?? -Infinity];
  if (dateOfA !== dateOfB) return dateOfA > dateOfB ? a : b;
  const order =
    compareText(a.CopyJobId, b.CopyJobId) ||
    compareText(a.ResourceArn, b.ResourceArn) ||
    compareText(a.StatusMessage, b.StatusMessage);
  return order >= 0 ? a : b;
};

export const compareText = (a: string | undefined, b: string | undefined): number =>
  a === b ? 0 : (a ?? '') < (b ?? '') ? -1 : 1;
