import { FINDINGS } from './finding-columns.js';
import { RESOURCES } from './resource-columns.js';
import { CONTROLS, RUNS } from './run-columns.js';

/** All tables of the export. */
export const EXPORT_TABLES = [RUNS, CONTROLS, FINDINGS, RESOURCES] as const;

/**
 * The column of partitions: the day of a run, in UTC. Not the report, or every query would have to name one, or every report
 * be known where the table is declared. https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html
 */
export const PARTITION = { name: 'run_date', comment: 'Day of the run’s time, UTC: 2026-11-25' } as const;
/** No run is older. */
export const FIRST_DAY = '2026-01-01';
