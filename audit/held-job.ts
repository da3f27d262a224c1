import type { RawCopyJob } from './copy-job.js';
import type { Child } from './finding.js';

/** A job that waits until all units have met. */
export interface HeldJob {
  readonly id: string;
  readonly job: RawCopyJob;
  /** Region in which it was listed. */
  readonly region: string;
  /** Its parent was read in the same unit. */
  readonly isMember: boolean;
  /** When what it copied was backed up, in milliseconds, where that was read. */
  readonly backedUp?: number;
  /** Of a composite: its members that did not complete, for its finding. */
  readonly children?: readonly Child[];
}
