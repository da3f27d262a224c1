import { PARTITION } from './tables.js';

/** Which run an object is of. */
export interface OfRun {
  readonly report: string;
  readonly runId: string;
  readonly asOf: string;
}

/** Where a run's rows of a table lie: always in the same place, so that a run that is exported twice is there once. */
export const exportKey = (prefix: string, table: string, { report, runId, asOf }: OfRun): string =>
  // Whoever starts a run may give it any id.
  `${tableFolder(prefix, table)}${PARTITION.name}=${asOf.slice(0, 10)}/${report}/${encodeURIComponent(runId)}.ndjson.gz`;

export const tableFolder = (prefix: string, table: string): string => `${prefix}${table}/`;
